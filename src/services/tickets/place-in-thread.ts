/** Where a message for a ticket's thread goes, also while the thread's root is still to be posted. */
import type { NewPost, PostPlace } from '../posts/new-post.js';
import type { LockedTicket } from './locked-ticket.js';

type ThreadPlace = PostPlace & Pick<NewPost, 'threadRole'>;

/** Null where there is no such thread and none is on its way (a project without a triage channel). */
export function placeInThread(
  ticket: Pick<LockedTicket, 'threads' | 'triageChannelId' | 'originCardChannelId' | 'originCardUserId'>,
  role: 'origin' | 'triage',
): ThreadPlace | null {
  const thread = ticket.threads.find((each) => each.role === role);
  if (thread !== undefined) return { threadRole: role, channelId: thread.channelId };
  if (role === 'triage') {
    return ticket.triageChannelId === null ? null : { threadRole: role, channelId: ticket.triageChannelId };
  }
  if (ticket.originCardChannelId !== null) return { threadRole: role, channelId: ticket.originCardChannelId };
  return ticket.originCardUserId === null ? null : { threadRole: role, userId: ticket.originCardUserId };
}
