/** Ends what a channel that is no triage channel any more has to do with its project's tickets. */
import type { Tx } from '../../database/transaction.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';

/**
 * Its threads go on as internal ones and nothing new is posted into them: what waits to be posted goes to the thread that the next
 * triage channel gets. The cards are taken out, because their buttons would work on. What else was meant for agents is taken out as
 * soon as others can read there.
 */
export async function retireTriageChannel(tx: Tx, channelId: number): Promise<void> {
  await tx.ticketThread.updateMany({ where: { channelId, role: 'triage' }, data: { role: 'linked' } });
  await withdrawPosts(tx, { channelId, kind: 'triage_card' });
}
