/** Takes alerts out of a conversation that others than agents read by now. */

import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import type { PostKind } from '../../domain/post-kind.js';
import { untellNotices } from './untell-notices.js';

const ALERT_KINDS: PostKind[] = ['at_risk', 'breach', 'alert_digest'];

/**
 * Those at the top of it; what stands in a ticket's thread goes with the thread. What never came there has been told to nobody yet: it is
 * judged again.
 */
export async function takeOutAlerts(tx: Tx, channelId: number, now: Date): Promise<void> {
  const where = {
    ...{ channelId, kind: { in: ALERT_KINDS }, threadRole: null, isWithdrawn: false },
  } satisfies Prisma.PostWhereInput;
  const unseen = await tx.post.findMany({ where: { ...where, messageTs: null }, select: { key: true } });
  await untellNotices(
    tx,
    unseen.map(({ key }) => key),
    now,
  );
  await tx.post.updateMany({ where, data: { isWithdrawn: true, wantedVersion: { increment: 1 } } });
}
