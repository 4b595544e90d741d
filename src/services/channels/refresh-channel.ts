/** Asks Slack what a conversation is now, and stores the answer. */
import type { Channel } from '../../database/generated/client.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { isClosedChannel } from '../../domain/visibility.js';
import type { Desk, SlackConversation } from '../desk.js';
import { retireTriageChannel } from '../projects/retire-triage-channel.js';
import { enqueueSetupNotices } from '../projects/setup-notices.js';
import { recordAudit } from '../record-audit.js';
import { findChannel } from './find-channel.js';
import { closeWhatWasPrivate, privacyColumns } from './follow-kind.js';
import { followReturn, isReachable } from './follow-return.js';

export type RefreshOptions = {
  /** What is stored is not to be trusted: without an answer it becomes `unknown`. */
  isDoubted?: boolean;
  /** Something rests on the answer: Slack's silence is thrown. */
  isRequired?: boolean;
  /** The bot has just come in: whether anybody told that it was out or not. */
  isJoined?: boolean;
};

/** Without `isRequired` it never throws for Slack's silence: the row then says what is still known. */
export async function refreshChannel(
  desk: Desk,
  slackChannelId: string,
  { isDoubted = false, isRequired = false, isJoined = false }: RefreshOptions = {},
): Promise<Channel> {
  const answer = await ask(desk, slackChannelId, isRequired);
  return inTransaction(desk.database, async (tx) => {
    const now = desk.clock.now();
    await tx.channel.createMany({
      data: (await findChannel(tx, slackChannelId)) === null ? [{ slackChannelId, createdAt: now }] : [],
      skipDuplicates: true,
    });
    const row = await findChannel(tx, slackChannelId);
    if (row === null) throw new Error('A channel that was just made sure of is not there');
    const columns = columnsOf(answer, isDoubted, now);
    if (answer.kind !== 'told') return tx.channel.update({ where: { id: row.id }, data: columns });
    const before = isJoined ? { ...row, isBotMember: false } : row;
    const after = await writeTold(tx, before, columns, now);
    return isUnfitForTriage(after) ? loseTriage(desk, tx, after, now) : after;
  });
}

/** Stores an answer that somebody else has just been given. */
export async function storeConversation(
  tx: Tx,
  conversation: SlackConversation,
  now: Date,
): Promise<Channel> {
  const { slackChannelId } = conversation;
  const known = await findChannel(tx, slackChannelId);
  const columns = columnsOf({ kind: 'told', conversation }, false, now);
  if (known !== null) return writeTold(tx, known, columns, now);
  return tx.channel.upsert({
    where: { slackChannelId },
    create: { slackChannelId, createdAt: now, ...columns, ...privacyColumns(UNSEEN, conversation.kind, now) },
    update: columns,
  });
}

const UNSEEN = { kind: 'unknown', isExternal: false, privateUntilAt: null } as const;

async function writeTold(tx: Tx, before: Channel, columns: TellableColumns, now: Date): Promise<Channel> {
  const { kind } = columns;
  const privacy = kind === undefined || kind === 'unknown' ? {} : privacyColumns(before, kind, now);
  const after = await tx.channel.update({ where: { id: before.id }, data: { ...columns, ...privacy } });
  await closeWhatWasPrivate(tx, before, after, now);
  if (!isReachable(before) && isReachable(after)) await followReturn(tx, after, now);
  return after;
}

type TellableColumns = Partial<Omit<Channel, 'id'>>;

type Answer =
  | { kind: 'told'; conversation: SlackConversation }
  /** Slack answered, and this bot may not see such a conversation. */
  | { kind: 'hidden' }
  | { kind: 'silent' };

async function ask(desk: Desk, slackChannelId: string, isRequired: boolean): Promise<Answer> {
  try {
    const conversation = await desk.directory.readConversation(slackChannelId);
    return conversation === null ? { kind: 'hidden' } : { kind: 'told', conversation };
  } catch (error) {
    if (isRequired) throw error;
    desk.log.warn({ slackChannelId, err: error }, 'conversation not read');
    return { kind: 'silent' };
  }
}

function columnsOf(answer: Answer, isDoubted: boolean, now: Date): TellableColumns {
  const doubt = isDoubted ? ({ kind: 'unknown' } as const) : {};
  if (answer.kind === 'silent') return doubt;
  if (answer.kind === 'hidden') return { ...doubt, isBotMember: false, readAt: now };
  const { name, kind, isExternal, isArchived, isBotMember } = answer.conversation;
  return { name, kind, isExternal, isArchived, isBotMember, readAt: now };
}

function isUnfitForTriage(channel: Channel): boolean {
  return channel.role === 'triage' && (!isClosedChannel(channel) || channel.isArchived);
}

/** A triage channel that others can read now is one no longer: nothing more may be posted there. */
async function loseTriage(desk: Desk, tx: Tx, channel: Channel, now: Date): Promise<Channel> {
  const after = await tx.channel.update({
    where: { id: channel.id },
    data: { role: null, projectId: null },
  });
  await retireTriageChannel(tx, channel.id, now);
  const subject = { projectId: channel.projectId, channelId: channel.id, kind: channel.kind };
  const auditId = await recordAudit(tx, { actorId: null, action: 'triage_channel_lost', subject, now });
  await enqueueSetupNotices(tx, now, `lost${auditId}`);
  desk.log.warn(
    { channelId: channel.id, projectId: channel.projectId },
    'triage channel is not private any more',
  );
  return after;
}
