/** The project a ticket goes to where nothing says which. */
import type { Desk } from '../desk.js';

/** The oldest project that is not archived: a new desk has one from its first start. */
export async function defaultProjectId(desk: Desk): Promise<number> {
  const project = await desk.database.prisma.project.findFirstOrThrow({
    where: { archivedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return project.id;
}
