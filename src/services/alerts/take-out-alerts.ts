/** Takes alerts out of a conversation that others than agents read by now. */

import type { Tx } from '../../database/transaction.js';
import type { PostKind } from '../../domain/post-kind.js';

const ALERT_KINDS: PostKind[] = ['at_risk', 'breach', 'alert_digest'];

/** Those that were posted at the top of it; what stands in a ticket's thread goes with the thread. */
export async function takeOutAlerts(tx: Tx, channelId: number): Promise<void> {
  await tx.post.updateMany({
    where: { channelId, kind: { in: ALERT_KINDS }, threadRole: null, isWithdrawn: false },
    data: { isWithdrawn: true, wantedVersion: { increment: 1 } },
  });
}
