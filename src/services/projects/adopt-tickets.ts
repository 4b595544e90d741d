/** Gives a project's open tickets their card in its triage channel, and takes back what stood in for it. */
import { cardlessTicketsSql } from '../../database/sql/cardless-tickets.js';
import type { Tx } from '../../database/transaction.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';

/** One a second is what Slack takes; the next sync brings the rest. */
const CARDS_MAX = 500;

/** Newest first, because those are most likely to be worked on. */
export async function adoptTickets(
  tx: Tx,
  { projectId, channelId }: { projectId: number; channelId: number },
  now: Date,
): Promise<void> {
  const tickets = await tx.$queryRaw<{ id: number }[]>(cardlessTicketsSql(projectId, CARDS_MAX));
  const cards = tickets.map(({ id }) => ({
    key: `ticket:${id}:triage_card:${channelId}:${now.getTime()}`,
    kind: 'triage_card' as const,
    ticketId: id,
    channelId,
  }));
  await enqueuePosts(tx, cards, now);
  await withdrawPosts(tx, {
    OR: [
      { kind: 'admin_card', ticket: { projectId } },
      { kind: 'setup_notice', projectId },
    ],
  });
}
