/** One message event to its rows: the way of every reply, the plain ones in a single statement. */

import { insertReply } from '../../database/sql/insert-reply.js';
import { type MessageFactsRow, readMessageFacts } from '../../database/sql/read-message-facts.js';
import { isAddressedTo } from '../../domain/addressed-to.js';
import type { PostedMessage } from '../../domain/incoming-message.js';
import { commentAddedKey } from '../../domain/message-keys.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { isContradicted } from '../channels/channel-hint.js';
import { ensureChannel } from '../channels/ensure-channel.js';
import type { Desk } from '../desk.js';
import type { MessageEvent } from '../threads/early-events.js';
import { changeTicket } from '../tickets/act-on-ticket.js';
import { ensureUser } from '../users/ensure-user.js';
import { deservesHint, isBeforeLink, isMirrored, isWithoutEffects, typeInThread } from './ingest-decision.js';
import { placeWithoutThread } from './ingest-outside.js';
import type { PlacedMessage } from './ingest-result.js';
import { applyToRoot } from './ingest-root.js';
import { storable } from './ingest-text.js';
import { applyVersion, type VersionOutcome } from './ingest-version.js';

type Facts = MessageFactsRow & { authorId: number };

/** Commits before it returns; safe to repeat. What to do about events that are early is left to the caller. */
export async function ingestOne(desk: Desk, event: MessageEvent): Promise<PlacedMessage> {
  const message = storable(event);
  const facts = await readFacts(desk, message);
  if (facts === null) return placeWithoutThread(desk, message);
  const placed = await placeInTicket(desk, message, facts);
  return { ticketNumber: facts.ticketNumber, ...placed };
}

async function placeInTicket(
  desk: Desk,
  message: MessageEvent,
  facts: MessageFactsRow,
): Promise<PlacedMessage> {
  if (message.ts === facts.threadTs) return ingestRoot(desk, message, facts);
  if (isNoComment(desk, message, facts)) return { outcome: 'ignored' };
  if (isContradicted(facts.channelKind, message.channelType)) {
    const { channelType } = message;
    await ensureChannel(desk, message.channel, { channelType });
    return ingestReply(desk, message, (await readFacts(desk, message)) ?? facts);
  }
  return ingestReply(desk, message, facts);
}

/** What is a comment stays one whatever it is edited to; what was a command does not become one. */
function isNoComment(desk: Desk, message: MessageEvent, facts: MessageFactsRow): boolean {
  if (facts.commentId !== null) return false;
  if (facts.isAuthorBot === true || isBeforeLink(facts, message.ts)) return true;
  const text = oldestText(message);
  return text !== null && desk.isCommandToBot(text);
}

function oldestText(message: MessageEvent): string | null {
  if (message.kind === 'posted') return message.text;
  if (message.kind === 'files_changed') return null;
  return message.previousText ?? (message.kind === 'edited' ? message.text : null);
}

async function ingestReply(
  desk: Desk,
  message: MessageEvent,
  known: MessageFactsRow,
): Promise<PlacedMessage> {
  const facts = await withAuthor(desk, message, known);
  const plain = facts === null ? null : await insertPlainReply(desk, message, facts);
  return plain ?? ingestUnderLock(desk, message, facts ?? known);
}

/** Null where it is not plain, or no longer was when it was to be written. */
async function insertPlainReply(
  desk: Desk,
  message: MessageEvent,
  facts: Facts,
): Promise<PlacedMessage | null> {
  if (message.kind !== 'posted' || facts.hasEarly) return null;
  if (facts.commentId !== null) return facts.isCommentComplete === true ? { outcome: 'unchanged' } : null;
  const { text, ts, files } = message;
  // Written before the ticket came here: in whose project is looked up under the lock.
  if (facts.movedAt !== null && tsToDate(ts) <= facts.movedAt) return null;
  const { commentType, isPending } = typeInThread(facts, ts);
  if (isPending || isEmpty(message)) return null;
  const isToBot = isAddressedTo(text, desk.botUserId);
  if (!isWithoutEffects(facts, { type: commentType, ts, text, isToBot })) return null;
  const isAuthorReporter = facts.authorId === facts.reporterId;
  const isCopied = isMirrored({ ...facts, commentType, isAuthorReporter });
  if (isCopied && mayBeCarried(facts, message)) return null;
  const inserted = await insertReply(desk.database.pool, {
    ticketId: facts.ticketId,
    authorId: facts.authorId,
    content: text,
    commentType,
    writtenAt: tsToDate(ts),
    channelId: facts.channelId,
    messageTs: ts,
    threadId: facts.threadId,
    projectId: facts.threadProjectId ?? facts.projectId,
    recordedAt: desk.clock.now(),
    sourceKey: commentAddedKey(facts.channelId, ts),
    files,
    mirrorChannelId: isCopied ? facts.triageChannelId : null,
    expected: facts,
  });
  // A comment that came in between may have been made from an edit, which still lacks these words.
  if (!inserted.isAsExpected || inserted.commentId === null) return null;
  const isHinted = inserted.isFirstInternal && deservesHint(facts, { commentType, isPending });
  return { outcome: 'added', ...(isHinted ? { hint: 'only_agents_see_this', author: message.user } : {}) };
}

function isEmpty({ text, files }: PostedMessage): boolean {
  return !/\S/.test(text) && files.length === 0;
}

/** Files whose copies are posts of their own: `carryFiles`. */
function mayBeCarried({ channelKind }: Facts, { files }: MessageEvent): boolean {
  return files.length > 0 && channelKind !== 'public';
}

async function ingestUnderLock(
  desk: Desk,
  message: MessageEvent,
  facts: MessageFactsRow,
): Promise<PlacedMessage> {
  const { ticketId, channelId, threadId, threadRole, isAuthorAgent } = facts;
  const editorId = await editorOf(desk, message, facts);
  const { outcome } = await changeTicket(desk, { ticketId }, async (work) => {
    const authorId = facts.authorId;
    return applyVersion(
      work,
      { channelId, threadId, threadRole, authorId, isAuthorAgent },
      message,
      editorId,
    );
  });
  return resultOf(message, outcome, facts.hasEarly);
}

/** Null where it is the author of a comment that is known: they may have been erased since, and are not to be asked for again. */
async function editorOf(desk: Desk, message: MessageEvent, facts: MessageFactsRow): Promise<number | null> {
  if (message.kind !== 'edited') return null;
  const isOwn = message.editor === message.user && facts.commentId !== null;
  return isOwn ? null : (await ensureUser(desk, message.editor)).id;
}

function resultOf(message: MessageEvent, outcome: VersionOutcome, hasEarly: boolean): PlacedMessage {
  if (outcome === 'awaited') return { outcome: 'kept_early', next: 'keep_early', awaitedTs: message.ts };
  if (message.kind !== 'posted' || !hasEarly) return { outcome };
  return { outcome, next: 'replay_early', awaitedTs: message.ts };
}

async function ingestRoot(desk: Desk, message: MessageEvent, facts: MessageFactsRow): Promise<PlacedMessage> {
  const saysNothingNew = message.kind === 'posted' && message.files.length === 0;
  if (!facts.isRootDescription || saysNothingNew) return { outcome: 'ignored' };
  const actorId = message.kind === 'edited' ? (await ensureUser(desk, message.editor)).id : facts.authorId;
  const { ticketId, channelId } = facts;
  const outcome = await changeTicket(desk, { ticketId }, (work) =>
    applyToRoot(work, { channelId, actorId }, message),
  );
  return outcome === 'awaited' ? { outcome: 'ignored' } : { outcome };
}

function readFacts(desk: Desk, message: MessageEvent): Promise<MessageFactsRow | null> {
  const { channel, ts, threadTs, user } = message;
  return readMessageFacts(desk.database.pool, { channel, ts, rootTs: threadTs ?? ts, author: user });
}

/** Null where nobody is named, or a comment is known with its author, who may have been erased since. Whoever is seen for the first time gets a row; Slack is asked outside of every transaction. */
async function withAuthor(desk: Desk, message: MessageEvent, facts: MessageFactsRow): Promise<Facts | null> {
  if (facts.authorId !== null) return { ...facts, authorId: facts.authorId };
  if (message.user === null || facts.commentId !== null) return null;
  const { id } = await ensureUser(desk, message.user);
  const again = await readFacts(desk, message);
  return { ...(again ?? facts), authorId: id };
}
