/** Messages as the page shows them to one person. */

import { authorName } from '../workspace/author-name.js';
import { isReply, repliesOf, type WorkspaceCore } from '../workspace/core.js';
import type { Ephemeral, Message, SlackFile } from '../workspace/types.js';
import { valuesIn } from '../workspace/views.js';
import type { ShownFile, ShownMessage, Values } from './protocol.js';

const PREVIEW_MAX = 4000;
const TEXT_TYPE = /^text\/|json|xml|csv|yaml|calendar/;

function shownFile(file: SlackFile): ShownFile {
  const { id, name, mimetype, size, isDeleted, content } = file;
  const isShown = !isDeleted && TEXT_TYPE.test(mimetype);
  return { id, name, mimetype, size, isDeleted, preview: isShown ? content.slice(0, PREVIEW_MAX) : null };
}

function authorOf(core: WorkspaceCore, message: Message): ShownMessage['author'] {
  const { userId, botId } = message;
  return { id: userId ?? botId ?? '', name: authorName(core, message), isBot: botId !== undefined };
}

function repliesTo(core: WorkspaceCore, message: Message): ShownMessage['replies'] {
  if (isReply(message) || message.threadTs === undefined) return null;
  const replies = repliesOf(core, message);
  const latest = replies.at(-1);
  if (latest === undefined) return null;
  const userIds = [...new Set(replies.map(({ userId, botId }) => userId ?? botId ?? ''))];
  return { count: replies.length, userIds, latestTs: latest.ts };
}

/** @param chosen what this person has picked in it. */
export function shownMessage(core: WorkspaceCore, message: Message, chosen: Values): ShownMessage {
  const files = (message.fileIds ?? []).flatMap((id) => core.state.files.get(id) ?? []);
  return {
    channelId: message.channelId,
    ts: message.ts,
    threadTs: message.threadTs ?? null,
    author: authorOf(core, message),
    text: message.text,
    blocks: message.blocks ?? [],
    attachments: message.attachments ?? [],
    files: files.map(shownFile),
    reactions: message.reactions,
    isEphemeral: false,
    isEdited: message.edited !== undefined,
    isBroadcast: message.isBroadcast ?? false,
    isTombstone: message.subtype === 'tombstone',
    subtype: message.subtype ?? null,
    replies: repliesTo(core, message),
    chosen: valuesIn(message.blocks, chosen),
  };
}

/** What only this person sees; it is the bot that says it. */
export function shownEphemeral(core: WorkspaceCore, ephemeral: Ephemeral, chosen: Values): ShownMessage {
  const { app } = core.state;
  const { channelId, ts, threadTs = null, text, blocks } = ephemeral;
  const name = authorName(core, { userId: app.botUserId });
  return {
    channelId,
    ts,
    threadTs,
    author: { id: app.botUserId, name, isBot: true },
    text,
    blocks: blocks ?? [],
    attachments: [],
    files: [],
    reactions: [],
    isEphemeral: true,
    isEdited: false,
    isBroadcast: false,
    isTombstone: false,
    subtype: null,
    replies: null,
    chosen: valuesIn(blocks, chosen),
  };
}
