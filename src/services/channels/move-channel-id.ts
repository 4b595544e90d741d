/** Follows a conversation whose id changes, as it does when a channel is shared. */
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
    const newcomer = await tx.channel.findUnique({ where: { slackChannelId: newId }, select: { id: true } });
    if (newcomer !== null) await mergeInto(tx, row.id, newcomer.id, desk.clock.now());
    await tx.channel.update({ where: { id: row.id }, data: { slackChannelId: newId } });
    await tx.channelAlias.createMany({
      data: [{ slackChannelId: oldId, channelId: row.id }],
      skipDuplicates: true,
    });
    await tx.earlyEvent.updateMany({ where: { slackChannelId: oldId }, data: { slackChannelId: newId } });
  });
}

async function mergeInto(tx: Tx, channelId: number, newcomerId: number, now: Date): Promise<void> {
  const where = { channelId: newcomerId };
  const data = { channelId };
  await tx.ticketThread.updateMany({ where, data });
  await tx.comment.updateMany({ where, data });
  await tx.post.updateMany({ where, data });
  await joinNotices(tx, { fromId: newcomerId, toId: channelId }, now);
  await tx.channelAlias.updateMany({ where, data });
  await tx.channel.delete({ where: { id: newcomerId }, select: { id: true } });
}
