/** Asks the admins, once each and project, to give a project its triage channel. */
import type { Tx } from '../../database/transaction.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { workingAdminIds } from '../users/working-admins.js';

/** A desk has few projects; past these somebody must look at the list anyway. */
const PROJECTS_MAX = 100;

/** Once per project and admin (and `reason`), for every project that has no triage channel. */
export async function enqueueSetupNotices(tx: Tx, now: Date, reason = ''): Promise<void> {
  const projects = await tx.project.findMany({
    where: { archivedAt: null, channels: { none: { role: 'triage' } } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: PROJECTS_MAX,
  });
  if (projects.length === 0) return;
  const admins = await workingAdminIds(tx);
  const suffix = reason === '' ? '' : `:${reason}`;
  const posts = projects.flatMap((project) =>
    admins.map((userId) => ({
      key: `setup:${project.id}:${userId}${suffix}`,
      kind: 'setup_notice' as const,
      projectId: project.id,
      userId,
    })),
  );
  await enqueuePosts(tx, posts, now);
}
