/** Tells somebody what they want to be told once a day. */
import type { HeldPost } from '../../database/sql/held-posts.js';
import type { Tx } from '../../database/transaction.js';
import type { NoticeSettings } from '../../domain/notices/decide-notice.js';
import { dayOf, nextDigestAt } from '../../domain/notices/local-day.js';
import { byTicket, gather, inMessages } from './gather-posts.js';

/**
 * One a day of their own calendar, in as many messages as it takes: what comes after it, because they have moved its hour, is in the next
 * day's.
 */
export async function tellDigest(
  tx: Tx,
  userId: number,
  posts: readonly HeldPost[],
  { settings, now }: { settings: NoticeSettings; now: Date },
): Promise<number> {
  if (posts.length === 0) return 0;
  const today = dayOf(settings.timeZone, now);
  const key = `daily_digest:${userId}:${today}`;
  if ((await tx.post.count({ where: { key } })) === 0) {
    const messages = inMessages(byTicket(posts).flat());
    for (const [index, part] of messages.entries()) {
      const partKey = index === 0 ? key : `${key}:${index + 1}`;
      await gather(tx, part, now, { key: partKey, kind: 'daily_digest', userId });
    }
    return messages.length;
  }
  const next = (after: Date) => nextDigestAt(settings.digestHour, settings.timeZone, after);
  const soonest = next(now);
  const heldUntilAt = dayOf(settings.timeZone, soonest) === today ? next(soonest) : soonest;
  await tx.post.updateMany({ where: { id: { in: posts.map(({ id }) => id) } }, data: { heldUntilAt } });
  return 0;
}
