/** What one person is told in one message of several: each as the message that it would have been, through the gate, as it stands now. */
import { GATHERED_POSTS_MAX } from '../../../domain/notices/gathered-max.js';
import type { GatheredTicket, PostContent } from '../../../domain/post-content.js';
import type { Loaders, Loading } from './post-loader.js';

/** A digest that is longer than a screen is not read. */
export const DIGEST_TICKETS_MAX = 15;
export const TICKET_LINES_MAX = 8;

export const GATHERED_POSTS = {
  gathered: async (loading) => {
    const [ticket] = await loadTickets(loading);
    return ticket === undefined ? null : { kind: 'gathered', ticket };
  },
  daily_digest: async (loading) => {
    const tickets = await loadTickets(loading);
    const shown = tickets.slice(0, DIGEST_TICKETS_MAX);
    const more = tickets.length - shown.length;
    return shown.length === 0 ? null : { kind: 'daily_digest', tickets: shown, more };
  },
} as const satisfies Loaders;

/** In the order in which something was first told of them. What may not be seen any more is left out, and counts as nothing. */
async function loadTickets({ db, post, show }: Loading): Promise<GatheredTicket[]> {
  const posts = await db.post.findMany({
    where: { gatheredInId: post.id, isWithdrawn: false },
    orderBy: { id: 'asc' },
    take: GATHERED_POSTS_MAX,
  });
  const byTicket = new Map<string, PostContent[]>();
  for (const each of posts) {
    const content = await show(each);
    if (content === null) continue;
    const about = each.ticketId === null ? `post:${each.id}` : `ticket:${each.ticketId}`;
    byTicket.set(about, [...(byTicket.get(about) ?? []), content]);
  }
  return [...byTicket.values()].map((notices) => ({
    // Of many the last ones say how it stands.
    notices: notices.slice(-TICKET_LINES_MAX),
    more: Math.max(0, notices.length - TICKET_LINES_MAX),
  }));
}
