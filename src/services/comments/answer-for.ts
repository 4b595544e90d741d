/** Says of a requester's comment that its ticket waited for it, and whom that concerns. */
import type { NewPost } from '../posts/new-post.js';

/** `authorId`: of the comment that the ticket waited for; null where it waited for none. */
export function answerFor(
  { assigneeId }: { assigneeId: number | null },
  authorId: number | null,
): Pick<NewPost, 'payload' | 'notifies'> {
  if (authorId === null) return { payload: {} };
  const payload = { wasWaiting: true, byUserId: authorId };
  return assigneeId === null ? { payload } : { payload, notifies: { userId: assigneeId, isAlone: false } };
}
