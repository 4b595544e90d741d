/** Takes back that something was told where it turned out, before it was posted, that it may not be. */
import type { Tx } from '../../database/transaction.js';

/**
 * What was for an escalation channel is judged again, and goes to whoever stands in for it; so does all that was to stand in one list. A
 * single alert of a triage channel goes into the ticket's thread wherever that is next.
 */
export async function untellNotices(tx: Tx, postKeys: readonly string[], now: Date): Promise<void> {
  if (postKeys.length === 0) return;
  await tx.alertNotice.updateMany({
    where: {
      postKey: { in: [...postKeys] },
      channelId: { not: null },
      OR: [{ audience: 'escalation' }, { outcome: 'digest' }],
    },
    data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
  });
}
