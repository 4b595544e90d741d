/** Finds the project that a ticket is to be moved to, or refuses a key with those that there are. */
import type { MirrorMode } from '../../database/generated/enums.js';
import type { Tx } from '../../database/transaction.js';
import { UserError } from '../../errors.js';

export type TargetProject = {
  id: number;
  key: string;
  name: string;
  mirrorMode: MirrorMode;
  showTargets: boolean;
  confidentialByDefault: boolean;
};

/** Block id of the form, so that a refusal stands at its field. */
export const PROJECT_FIELD = 'project';
/** More keys than a sentence should have. */
const KEYS_MAX = 20;

/** @throws UserError with the keys that there are, for one that no project has or that takes no tickets any more. */
export async function findTargetProject(
  db: Tx,
  wanted: { key: string } | { id: number },
): Promise<TargetProject> {
  const where = 'key' in wanted ? { key: wanted.key.trim().toUpperCase() } : wanted;
  const row = await db.project.findUnique({
    where,
    select: {
      ...{ id: true, key: true, name: true, mirrorMode: true, showTargets: true },
      ...{ confidentialByDefault: true, archivedAt: true },
    },
  });
  if (row !== null && row.archivedAt === null) {
    const { archivedAt: _archivedAt, ...project } = row;
    return project;
  }
  const what = row === null ? 'There is no such project.' : `${row.key} takes no tickets any more.`;
  throw new UserError(`${what} ${await keysWords(db)}`, { field: PROJECT_FIELD });
}

/** For a filter, where a project that takes no tickets any more has those that it took. @throws UserError as `findTargetProject`. */
export async function requireFilterProject(db: Tx, key: string | undefined): Promise<void> {
  if (key === undefined || (await db.project.count({ where: { key } })) > 0) return;
  throw new UserError(`There is no such project. ${await keysWords(db)}`);
}

/** The keys that the form for a new ticket offers to everybody. */
async function keysWords(db: Tx): Promise<string> {
  const open = await db.project.findMany({
    where: { archivedAt: null },
    orderBy: { id: 'asc' },
    take: KEYS_MAX,
    select: { key: true },
  });
  return `There are: ${open.map(({ key }) => key).join(', ')}.`;
}
