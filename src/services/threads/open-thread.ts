/** Says that a Slack thread belongs to a ticket. */
import type { ThreadRole } from '../../database/generated/enums.js';
import type { Tx } from '../../database/transaction.js';

export type OpenedThread = { ticketId: number; channelId: number; threadTs: string; role: ThreadRole };

/** In the transaction that remembers the root as sent; opening it again changes nothing. */
export async function openThread(
  tx: Tx,
  { ticketId, channelId, threadTs, role }: OpenedThread,
): Promise<void> {
  await tx.ticketThread.createMany({
    data: [{ ticketId, channelId, threadTs, role }],
    skipDuplicates: true,
  });
}
