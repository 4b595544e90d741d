/** Makes a ticket of a message: by shortcut, by the project's emoji, or by a mention in its thread. */

import type { Channel } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { DEFAULT_ISSUE_TYPE, type IssueType } from '../../domain/issue-type.js';
import { ticketOfMessageKey } from '../../domain/message-keys.js';
import { firstLine, toPlainText, truncate } from '../../domain/mrkdwn.js';
import { type Actor, can, canMakeTicketOf, type TicketWish } from '../../domain/permissions.js';
import { DEFAULT_PRIORITY, type Priority } from '../../domain/priority.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { isOriginChannel } from '../../domain/visibility.js';
import { UserError } from '../../errors.js';
import { ensureChannel } from '../channels/ensure-channel.js';
import { isReader } from '../channels/is-reader.js';
import type { Desk, ReadMessage } from '../desk.js';
import { defaultProjectId } from '../projects/default-project-id.js';
import { TITLE_MAX } from '../tickets/check-texts.js';
import { readCardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf } from '../tickets/view-ticket.js';
import { ensureUser } from '../users/ensure-user.js';
import { nameMentions } from '../users/name-mentions.js';
import { type Around, createTicket } from './create-ticket.js';
import type { CreatedTicket } from './insert-ticket.js';
import type { NewTicket } from './new-ticket.js';
import type { TalkPlace } from './talk-place.js';

export type MessageSource = {
  slackChannelId: string;
  /** Of the message itself, in a thread or not. */
  ts: string;
};

export type FromMessage = MessageSource & {
  /** How it was asked for; the shortcut when left out. */
  via?: TicketWish;
  title?: string;
  /** Left out: the message's whole text. */
  description?: string;
  issueType?: IssueType;
  priority?: Priority;
  projectId?: number;
  reporterId?: number;
  assigneeId?: number;
  tags?: readonly string[];
  isConfidential?: boolean;
  /** The description is put together from several messages: an edit of the first does not replace it. */
  isJoined?: boolean;
  /** In a private channel: replies that are there already come along. */
  includeEarlier?: boolean;
};

const UNTITLED = 'Request from Slack';
/** A reporter who wrote longer ago than this has not been waiting for the desk since. */
const OWN_MESSAGE_AGE_MAX_MS = 24 * 3_600_000;

/**
 * One ticket per message and per thread: asked again it returns the first, `isNew` false. In a public or a request channel the
 * message's thread becomes the origin; in any other private conversation it becomes an internal, linked one and the
 * reporter is talked to in direct messages. Throws a `UserError` where the message cannot be read, or is not theirs to give.
 */
export async function createTicketFromMessage(
  desk: Desk,
  actor: Actor,
  input: FromMessage,
  around: Around = (_tx, make) => make(),
): Promise<CreatedTicket> {
  const channel = await ensureChannel(desk, input.slackChannelId);
  // What is said in private is for who is there.
  if (!(await isReader(desk, actor, channel))) throw unreadable();
  const message = await readMessage(desk, channel, input.ts);
  const author = message.author === null ? null : await ensureUser(desk, message.author);
  const reporterId = input.reporterId ?? (author === null || author.isBot ? actor.userId : author.id);
  const isOwn = author?.id === actor.userId;
  if (!canMakeTicketOf(actor, { isOwn, via: input.via ?? 'shortcut' })) {
    throw new UserError(
      `You can make tickets of your own messages only. Type \`${slash.ticket} new\` to open one yourself.`,
    );
  }
  const asked: NewTicket = {
    sourceKey: ticketOfMessageKey(channel.id, input.ts),
    projectId: input.projectId ?? channel.projectId ?? (await defaultProjectId(desk)),
    reporterId,
    isReporterAuthor: input.reporterId === undefined,
    title: input.title ?? titleOf(await nameMentions(desk.database.prisma, message.text)),
    description: input.description ?? message.text,
    issueType: input.issueType ?? DEFAULT_ISSUE_TYPE,
    priority: input.priority ?? DEFAULT_PRIORITY,
    assigneeId: input.assigneeId ?? null,
    tags: input.tags ?? [],
    isConfidential: input.isConfidential === true,
    talk: talkPlaceOf(channel, message, input),
    ...(author?.id === reporterId ? startAt(tsToDate(input.ts), desk.clock.now()) : {}),
  };
  // Where nobody waits for an answer, the second time is answered by nothing, whoever it is by.
  const isAnswered = input.via !== 'reaction' && input.via !== 'every_message';
  return createTicket(desk, actor, asked, (tx, make) =>
    around(tx, async () => {
      const created = await make();
      if (!created.isNew && isAnswered) await requireKnown(tx, actor, created);
      return created;
    }),
  );
}

/** That a message is a confidential ticket already is for those who may see it; others are told no more than that they cannot make one. */
async function requireKnown(tx: Tx, actor: Actor, { ticketId, isConfidential }: CreatedTicket) {
  if (!isConfidential) return;
  const row = await readCardRow(tx, { id: ticketId });
  if (row !== null && can(actor, 'view', factsFor(actor, permissionRowOf(row)))) return;
  throw new UserError(
    `I can't make a ticket of this message. Type \`${slash.ticket} new\` to open one yourself.`,
  );
}

/** Slack's clock may be ahead of ours: nothing starts in the future. */
function startAt(writtenAt: Date, now: Date): { startedAt?: Date } {
  const ageMs = now.getTime() - writtenAt.getTime();
  return ageMs >= 0 && ageMs <= OWN_MESSAGE_AGE_MAX_MS ? { startedAt: writtenAt } : {};
}

const QUOTE_MARKS = /^(?:>[ \t]*)+/gm;

/** The message's first line as a title, without the mark of a quotation, cut at a word. */
export function titleOf(text: string): string {
  return truncate(firstLine(toPlainText(text).replace(QUOTE_MARKS, '')), TITLE_MAX) || UNTITLED;
}

function talkPlaceOf(
  channel: Channel,
  message: ReadMessage,
  { includeEarlier = false, isJoined = false }: FromMessage,
): TalkPlace {
  const channelId = channel.id;
  const threadTs = message.threadTs ?? message.ts;
  if (!isOriginChannel(channel)) return { kind: 'linked', channelId, threadTs, includeEarlier };
  const isRootDescription = threadTs === message.ts && message.author !== null && !isJoined;
  return { kind: 'thread', channelId, threadTs, isRootDescription };
}

async function readMessage(desk: Desk, channel: Channel, ts: string): Promise<ReadMessage> {
  if (!channel.isBotMember && channel.kind === 'public') await desk.directory.join(channel.slackChannelId);
  const message = await desk.directory.readMessage(channel.slackChannelId, ts);
  if (message !== null) return message;
  throw unreadable();
}

function unreadable(): UserError {
  return new UserError(
    "I can't read that message. If this is a private channel, type `/invite @Threadesk` in it and try again.",
  );
}
