/** Which of a ticket's comments somebody reads: the public ones, and internal ones of the projects whose agents they were written for. */
import type { Prisma } from '../../database/generated/client.js';
import type { InternalReach } from '../../domain/permissions.js';

/** For whoever sees the ticket. */
export function readableOf(reach: InternalReach): Prisma.CommentWhereInput {
  if (reach === 'all') return {};
  return { OR: [{ commentType: 'public' }, { projectId: { in: [...reach] } }] };
}
