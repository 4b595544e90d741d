/** Takes what the bot said of a ticket out of the triage threads that follow it no more: others than its agents may read there. */
import { withdrawPosts } from '../posts/withdraw-posts.js';
import type { TicketWork } from './act-on-ticket.js';

/**
 * Of a ticket that becomes confidential: what stands in channels that were its project's triage channel once, or are that of a project which it
 * has left. What waits for its thread goes into the present one.
 */
export async function leaveFormerTriage({ tx, ticket }: TicketWork): Promise<void> {
  await withdrawPosts(tx, {
    ...{ ticketId: ticket.id, threadRole: 'triage' },
    channelId: { not: ticket.triageChannelId },
    OR: [{ messageTs: { not: null } }, { state: 'sending' }],
  });
}
