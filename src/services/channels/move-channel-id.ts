/** Follows a conversation whose id changes, as it does when a channel is shared. */
import type { Channel } from '../../database/generated/client.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { joinNotices } from '../alerts/join-notices.js';
import type { Desk } from '../desk.js';
import { findChannel } from './find-channel.js';

/**
 * The row keeps its own id and takes the new one of Slack; the old one still finds it. What was already stored under the new id
 * (its events may come first) joins the row. Told twice, it does nothing the second time.
 */
export async function moveChannelId(desk: Desk, oldId: string, newId: string): Promise<void> {
  if (oldId === newId) return;
  await inTransaction(desk.database, async (tx) => {
    const row = await findChannel(tx, oldId);
    if (row === null || row.slackChannelId === newId) return;
    const newcomer = await tx.channel.findUnique({ where: { slackChannelId: newId } });
    const taken = newcomer === null ? {} : await mergeInto(tx, row, newcomer, desk.clock.now());
    await tx.channel.update({ where: { id: row.id }, data: { slackChannelId: newId, ...taken } });
    await tx.channelAlias.createMany({
      data: [{ slackChannelId: oldId, channelId: row.id }],
      skipDuplicates: true,
    });
    await tx.earlyEvent.updateMany({ where: { slackChannelId: oldId }, data: { slackChannelId: newId } });
  });
}

/** No call to Slack takes as long. */
const CALL_ENDS_MS = 30_000;

/** Returns what the row takes over: what admins made of the newcomer where they had made nothing of the row. */
async function mergeInto(
  tx: Tx,
  { id: channelId, role, privateUntilAt }: Channel,
  newcomer: Channel,
  now: Date,
): Promise<Pick<Channel, 'privateUntilAt'> & Partial<Channel>> {
  await keepFirst(tx, channelId, newcomer.id);
  const where = { channelId: newcomer.id };
  const data = { channelId };
  await tx.ticketThread.updateMany({ where, data });
  await tx.comment.updateMany({ where, data });
  // Whoever has one of these in hand holds the other conversation's lock: they are looked for when it must have ended.
  const nextAttemptAt = new Date(now.getTime() + CALL_ENDS_MS);
  await tx.post.updateMany({ where: { ...where, state: 'sending' }, data: { nextAttemptAt } });
  await tx.post.updateMany({ where, data });
  await joinNotices(tx, { fromId: newcomer.id, toId: channelId }, now);
  await tx.channelAlias.updateMany({ where, data });
  await tx.channel.delete({ where: { id: newcomer.id }, select: { id: true } });
  const times = [privateUntilAt, newcomer.privateUntilAt].filter((at) => at !== null);
  const latest = times.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
  const isGiven = role === null && newcomer.role !== null;
  const given = isGiven ? { role: newcomer.role, projectId: newcomer.projectId } : {};
  return { privateUntilAt: latest, ...given };
}

/**
 * One message is one comment, and one thread one ticket's: where both ids have led to one, the row's is it. The other's words are kept
 * with their ticket, without a message in Slack.
 */
async function keepFirst(tx: Tx, channelId: number, newcomerId: number): Promise<void> {
  const where = { channelId: newcomerId };
  const joining = await tx.ticketThread.findMany({ where, select: { id: true, threadTs: true } });
  const taken = await tx.ticketThread.findMany({
    where: { channelId, threadTs: { in: joining.map(({ threadTs }) => threadTs) } },
    select: { threadTs: true },
  });
  const takenTs = new Set(taken.map(({ threadTs }) => threadTs));
  const threadIds = joining.filter(({ threadTs }) => takenTs.has(threadTs)).map(({ id }) => id);
  await tx.comment.updateMany({
    where: { threadId: { in: threadIds } },
    data: { channelId: null, messageTs: null, threadId: null },
  });
  await tx.ticketThread.deleteMany({ where: { id: { in: threadIds } } });
}
