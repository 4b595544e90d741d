/** Takes the notices of a channel along when its row joins that of the same channel under another id. */
import type { Tx } from '../../database/transaction.js';
import { noticeKey } from './plan-notices.js';

/**
 * Keys name the channel, so that what was told under one id is not told again under the other. What both are told of, one is told.
 * A channel has two ids for moments as a rule, and few notices of the newer one.
 */
export async function joinNotices(
  tx: Tx,
  { fromId, toId }: { fromId: number; toId: number },
  now: Date,
): Promise<void> {
  const joining = await tx.alertNotice.findMany({ where: { channelId: fromId }, orderBy: { id: 'asc' } });
  if (joining.length === 0) return;
  const there = await tx.alertNotice.findMany({ where: { channelId: toId }, select: { key: true } });
  const taken = new Set(there.map(({ key }) => key));
  for (const { id, alertId, key, toldAt } of joining) {
    const before = noticeKey(alertId, { channelId: fromId, userId: null });
    const after = `${noticeKey(alertId, { channelId: toId, userId: null })}${key.slice(before.length)}`;
    const isDouble = taken.has(after);
    const dropped = isDouble && toldAt === null ? { toldAt: now, outcome: 'dropped' as const } : {};
    await tx.alertNotice.update({
      where: { id },
      data: { channelId: toId, key: isDouble ? key : after, ...dropped },
      select: { id: true },
    });
  }
}
