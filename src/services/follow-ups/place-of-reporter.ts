/** Where the reporter of a ticket is told what the desk does by itself. */
import type { NewPost, PostPlace } from '../posts/new-post.js';
import type { LockedTicket } from '../tickets/locked-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';

/** The origin thread; a ticket without one, and none on its way, has a reporter all the same. */
export function placeOfReporter(
  ticket: LockedTicket,
): PostPlace & Pick<NewPost, 'threadRole'> & Required<Pick<NewPost, 'notifies'>> {
  const origin = ticket.threads.find(({ role }) => role === 'origin');
  const place = placeInThread(ticket, 'origin') ?? { userId: ticket.reporterId };
  const isAlone = place.userId !== undefined || origin?.channelKind === 'im';
  return { ...place, notifies: { userId: ticket.reporterId, isAlone } };
}
