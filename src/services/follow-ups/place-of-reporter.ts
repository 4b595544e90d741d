/** Where the reporter of a ticket is told what the desk does by itself. */
import type { NewPost, PostPlace } from '../posts/enqueue-posts.js';
import type { LockedTicket } from '../tickets/locked-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';

/** The origin thread; a ticket without one, and none on its way, has a reporter all the same. */
export function placeOfReporter(ticket: LockedTicket): PostPlace & Pick<NewPost, 'threadRole'> {
  return placeInThread(ticket, 'origin') ?? { userId: ticket.reporterId };
}
