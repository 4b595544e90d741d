/** Takes back that something was told where it turned out, at the last moment, that it may not be. */
import type { Tx } from '../../database/transaction.js';

/** What was for an escalation channel is judged again, and goes to whoever stands in for it. */
export async function untellNotices(tx: Tx, postKey: string, now: Date): Promise<void> {
  await tx.alertNotice.updateMany({
    where: { postKey, audience: 'escalation', channelId: { not: null } },
    data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
  });
}
