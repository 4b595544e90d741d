/** Says of a ticket that was resolved as a duplicate which one it is a duplicate of: when it was resolved, nobody may have known the number. */
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { resolutionLabel } from '../../domain/resolution.js';
import { refreshCards } from '../posts/refresh-posts.js';
import type { TicketWork } from './act-on-ticket.js';
import { linesOf, type StatusChange } from './apply-transition.js';
import { linkDuplicate, type Original, refused } from './duplicate-of.js';
import { DUPLICATE } from './ticket-links.js';

/**
 * The first who says it is right: whoever means another one reopens the ticket. Nothing else about it changes, and its clock does not move.
 *
 * @returns false where that is said already.
 * @throws UserError for one that is resolved otherwise, or as a duplicate of another one; and where it would be a circle.
 */
export async function nameOriginal(
  work: TicketWork,
  actor: Actor,
  original: Original,
  change: StatusChange,
): Promise<boolean> {
  const { tx, ticket } = work;
  const { ticketNumber: number, resolution } = ticket;
  const reopening = `Reopen it first: \`${slash.ticket} reopen ${number}\`.`;
  if (resolution !== 'duplicate') {
    const as = resolutionLabel(resolution ?? 'done').toLowerCase();
    throw refused(`${number} is resolved already, as ${as}. ${reopening}`);
  }
  const said = await tx.ticketLink.findFirst({ where: { fromTicketId: ticket.id, kind: DUPLICATE } });
  if (said?.toTicketId === original.id) return false;
  // Which one is for those to know who may see it.
  if (said !== null)
    throw refused(`${number} is resolved as a duplicate of another ticket already. ${reopening}`);
  await linkDuplicate(work, actor, original);
  await refreshCards(tx, ticket.id);
  for (const post of linesOf(work, 'resolve', change)) work.post(post);
  return true;
}
