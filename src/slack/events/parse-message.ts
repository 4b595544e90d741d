/** Reads Slack's message events, in all their shapes, into the few things that can happen to a message. */

import { z } from 'zod';
import type { IncomingFile, IncomingMessage } from '../../domain/incoming-message.js';
import { withoutNames } from '../../domain/pseudonym.js';
import { isSlackTs } from '../../domain/slack-ts.js';
import { attachmentsSchema, messageWords } from '../message-words.js';

export type BotIdentity = { userId: string; botId: string; teamId: string };

const tsSchema = z.string().refine(isSlackTs);

const fileSchema = z.object({
  id: z.string(),
  mode: z.string().nullish(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
});

const messageSchema = z.object({
  ts: tsSchema,
  thread_ts: tsSchema.nullish(),
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  team: z.string().nullish(),
  user_team: z.string().nullish(),
  parent_user_id: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(z.unknown()).nullish(),
  attachments: attachmentsSchema,
  edited: z.object({ user: z.string().nullish(), ts: tsSchema }).nullish(),
  hidden: z.boolean().nullish(),
  is_ephemeral: z.boolean().nullish(),
});
type SlackMessage = z.infer<typeof messageSchema>;

const eventSchema = messageSchema.extend({
  type: z.literal('message'),
  channel: z.string().min(1),
  channel_type: z.string().nullish(),
  event_ts: tsSchema.nullish(),
  message: messageSchema.nullish(),
  /** Only compared with, so one in an unknown shape counts as missing and costs nothing. */
  previous_message: messageSchema.nullish().catch(null),
  deleted_ts: tsSchema.nullish(),
});
type SlackMessageEvent = z.infer<typeof eventSchema>;

type Place = { channel: string; channelType: ChannelType };
type ChannelType = 'channel' | 'group' | 'im' | 'mpim' | null;

/** `app_home` is the older name of a direct message written in the app's own tab. */
const CHANNEL_TYPES: Record<string, ChannelType> = {
  channel: 'channel',
  group: 'group',
  im: 'im',
  mpim: 'mpim',
  app_home: 'im',
};

/** A message without subtype, or with one of these, is something a person said; every other subtype is a notice. */
const SAID = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** Files that are gone but keep their place in the list. */
const GONE_FILE_MODES = new Set(['tombstone']);

/**
 * What a `message` event means. Never throws: anything unexpected is `ignored` with a reason. A repeated event gives the same
 * value, so whoever stores it dedupes on channel and `ts` (and `editTs`).
 */
export function parseMessageEvent(event: unknown, bot: BotIdentity): IncomingMessage {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return ignored(`malformed message event: ${issuePaths(parsed.error)}`);
  const place = {
    channel: parsed.data.channel,
    channelType: CHANNEL_TYPES[parsed.data.channel_type ?? ''] ?? null,
  };
  if (parsed.data.is_ephemeral) return ignored('ephemeral');
  if (parsed.data.subtype === 'message_changed') return parseChanged(parsed.data, place, bot);
  if (parsed.data.subtype === 'message_deleted') return parseDeleted(parsed.data, place, bot);
  return parsed.data.hidden ? ignored('hidden') : parsePosted(parsed.data, place, bot);
}

/**
 * What a message read back from `conversations.replies` or `conversations.history` means. One that has been edited is `edited`, not
 * `posted`: Slack returns only its newest text, and calling that the original would make the real original, still on its way,
 * look like a repetition. A tombstone is `deleted` at the message's own `ts`, because Slack does not say when.
 */
export function parseThreadMessage(message: unknown, place: Place, bot: BotIdentity): IncomingMessage {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return ignored(`malformed message: ${issuePaths(parsed.error)}`);
  const found = parsed.data;
  if (found.subtype === 'tombstone') return deletedOf(found, null, found.ts, place);
  if (found.is_ephemeral || found.hidden) return ignored('hidden');
  return found.edited ? parseEdited(found, null, found.edited, place, bot) : parsePosted(found, place, bot);
}

function parsePosted(message: SlackMessage, place: Place, bot: BotIdentity): IncomingMessage {
  const why = whyNotSaid(message, bot);
  if (why !== null || !message.user) return ignored(why ?? 'no author');
  return {
    kind: 'posted',
    ...baseOf(message, place),
    user: message.user,
    userTeam: message.user_team ?? message.team ?? null,
    text: messageWords(message),
    files: filesOf(message),
    parentUser: message.parent_user_id ?? null,
    isBroadcast: message.subtype === 'thread_broadcast',
    isMe: message.subtype === 'me_message',
  };
}

/** An edit, a tombstone, a reply sent to its channel afterwards, or only a link preview or a removed file. */
function parseChanged(event: SlackMessageEvent, place: Place, bot: BotIdentity): IncomingMessage {
  const message = event.message;
  const previous = event.previous_message ?? null;
  if (!message) return ignored('a change without its message');
  if (message.subtype === 'tombstone') return parseTombstone(event, message, previous, place, bot);
  const why = whyNotSaid(message, bot);
  if (why !== null) return ignored(why);
  const edit = editIn(event, message, previous);
  if (edit !== null) return parseEdited(message, previous, edit, place, bot);
  if (isJustBroadcast(message, previous)) {
    return message.edited
      ? parseEdited(message, null, message.edited, place, bot)
      : parsePosted(message, place, bot);
  }
  if (message.user && hasOtherFiles(message, previous)) {
    return { kind: 'files_changed', ...baseOf(message, place), user: message.user, files: filesOf(message) };
  }
  return ignored('no edit: a link preview or other decoration');
}

function parseEdited(
  message: SlackMessage,
  previous: SlackMessage | null,
  edit: { user?: string | null | undefined; ts: string },
  place: Place,
  bot: BotIdentity,
): IncomingMessage {
  const why = whyNotSaid(message, bot);
  if (why !== null || !message.user) return ignored(why ?? 'no author');
  return {
    kind: 'edited',
    ...baseOf(message, place),
    user: message.user,
    userTeam: message.user_team ?? message.team ?? null,
    editor: edit.user ?? message.user,
    text: messageWords(message),
    previousText: previous === null ? null : messageWords(previous),
    editTs: edit.ts,
    files: filesOf(message),
  };
}

function parseTombstone(
  event: SlackMessageEvent,
  message: SlackMessage,
  previous: SlackMessage | null,
  place: Place,
  bot: BotIdentity,
): IncomingMessage {
  const why = previous === null ? null : whyNotSaid(previous, bot);
  return why === null ? deletedOf(message, previous, event.event_ts ?? event.ts, place) : ignored(why);
}

function parseDeleted(event: SlackMessageEvent, place: Place, bot: BotIdentity): IncomingMessage {
  const previous = event.previous_message ?? null;
  const ts = event.deleted_ts ?? previous?.ts;
  if (!ts) return ignored('a deletion that names no message');
  const why = previous === null ? null : whyNotSaid(previous, bot);
  if (why !== null) return ignored(why);
  const thread = previous?.thread_ts ?? null;
  return deletedOf({ ts, thread_ts: thread }, previous, event.event_ts ?? event.ts, place);
}

function deletedOf(
  message: SlackMessage,
  previous: SlackMessage | null,
  deletedAtTs: string,
  place: Place,
): IncomingMessage {
  return {
    kind: 'deleted',
    ...baseOf(message, place),
    user: previous?.user ?? null,
    previousText: previous === null ? null : messageWords(previous),
    deletedAtTs,
    isTombstone: message.subtype === 'tombstone',
    files: previous === null ? [] : filesOf(previous),
  };
}

/**
 * The edit a change stands for, or null. Link previews and removed files repeat the words and an older `edited`. Only the words count,
 * because they are what a comment keeps: blocks can differ in presentation alone, and would leave a history row that changed
 * nothing. With no earlier message to compare to, a mark of an edit is taken at its word; applying it twice changes nothing.
 */
function editIn(
  event: SlackMessageEvent,
  message: SlackMessage,
  previous: SlackMessage | null,
): { user?: string | null | undefined; ts: string } | null {
  if (previous === null) return message.edited ?? null;
  if (withoutNames(messageWords(message)) === withoutNames(messageWords(previous))) return null;
  const isMarked = message.edited && message.edited.ts !== previous.edited?.ts;
  return isMarked && message.edited ? message.edited : { ts: event.event_ts ?? event.ts };
}

/** Sent to the channel after it was a reply: Slack sends the whole message again, under a new subtype. */
function isJustBroadcast(message: SlackMessage, previous: SlackMessage | null): boolean {
  return message.subtype === 'thread_broadcast' && previous?.subtype !== 'thread_broadcast';
}

function hasOtherFiles(message: SlackMessage, previous: SlackMessage | null): boolean {
  if (previous === null) return (message.files ?? []).length > 0;
  const ids = (each: SlackMessage) =>
    filesOf(each)
      .map((file) => file.slackFileId)
      .sort()
      .join();
  return ids(message) !== ids(previous);
}

/** Why a message is nothing a person said, or null when it is. A `bot_message` has no user, only a bot id or a name. */
function whyNotSaid(message: SlackMessage, bot: BotIdentity): string | null {
  if (message.bot_id === bot.botId || message.user === bot.userId) return 'our own post';
  if (message.bot_id || message.subtype === 'bot_message' || message.user === 'USLACKBOT') {
    return "another bot's post";
  }
  if (message.subtype && !SAID.has(message.subtype)) return `a notice: ${message.subtype}`;
  return null;
}

function baseOf(message: SlackMessage, place: Place) {
  return { ...place, ts: message.ts, threadTs: message.thread_ts ?? null };
}

/** A malformed file is left out: it must not cost the message it hangs on. */
function filesOf(message: SlackMessage): IncomingFile[] {
  return (message.files ?? []).flatMap((file) => {
    const parsed = fileSchema.safeParse(file);
    if (!parsed.success || GONE_FILE_MODES.has(parsed.data.mode ?? '')) return [];
    return [
      {
        slackFileId: parsed.data.id,
        name: parsed.data.name ?? parsed.data.title ?? '',
        mimeType: parsed.data.mimetype ?? null,
        sizeBytes: parsed.data.size ?? null,
        urlPrivate: parsed.data.url_private ?? null,
      },
    ];
  });
}

function ignored(why: string): IncomingMessage {
  return { kind: 'ignored', why };
}

/** Names of fields only: what they held may be what somebody wrote. */
function issuePaths(error: z.ZodError): string {
  return [...new Set(error.issues.map((issue) => issue.path.join('.') || 'not an object'))].join(', ');
}
