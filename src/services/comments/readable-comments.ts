/** Which of a ticket's comments somebody reads: the public ones, and internal ones of the projects whose agents they were written for. */
import type { Prisma } from '../../database/generated/client.js';
import type { CommentType } from '../../database/generated/enums.js';
import { type InternalReach, isInReach } from '../../domain/permissions.js';

/** For whoever sees the ticket; agrees with `isReadable`. */
export function readableOf(reach: InternalReach): Prisma.CommentWhereInput {
  if (reach === 'all') return {};
  return { OR: [{ commentType: 'public' }, { projectId: { in: [...reach] } }] };
}

export function isReadable(
  reach: InternalReach,
  comment: { commentType: CommentType; projectId: number },
): boolean {
  return comment.commentType === 'public' || isInReach(reach, comment.projectId);
}
