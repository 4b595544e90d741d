/** Ends what a channel that is no triage channel any more has to do with its project's tickets. */
import type { Tx } from '../../database/transaction.js';

/**
 * Its threads go on as internal ones and nothing new is posted into them: what waits to be posted goes to the thread that the next
 * triage channel gets. The cards are taken out, because their buttons would work on; so is everything else that was meant for agents
 * where others can read it now.
 */
export async function retireTriageChannel(
  tx: Tx,
  channelId: number,
  { isReadByOthers }: { isReadByOthers: boolean },
): Promise<void> {
  await tx.ticketThread.updateMany({ where: { channelId, role: 'triage' }, data: { role: 'linked' } });
  const meant = isReadByOthers
    ? [
        { kind: 'triage_card' },
        { kind: 'alert_digest' },
        { threadRole: 'triage' as const, messageTs: { not: null } },
      ]
    : [{ kind: 'triage_card' }];
  await tx.post.updateMany({
    where: { channelId, isWithdrawn: false, OR: meant },
    data: { isWithdrawn: true, wantedVersion: { increment: 1 } },
  });
}
