/** Finds the project that an admin named. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { UserError } from '../../errors.js';
import type { ProjectFields } from './check-project.js';

export type ProjectRow = ProjectFields & { id: number };

export const projectFieldsSelect = {
  key: true,
  name: true,
  description: true,
  emoji: true,
  takeEmoji: true,
  resolveEmoji: true,
  showTargets: true,
  forgetAfterDays: true,
  confidentialByDefault: true,
  everyMessageSinceAt: true,
} as const satisfies Prisma.ProjectSelect;

export function toProjectFields<Row extends { everyMessageSinceAt: Date | null }>({
  everyMessageSinceAt,
  ...project
}: Row) {
  return { ...project, isEveryMessage: everyMessageSinceAt !== null };
}

/** Told apart from other refusals by callers for whom the key may have been meant as something else. */
export class NoSuchProjectError extends UserError {
  constructor() {
    super(`There is no such project. \`${slash.project} list\` shows admins the ones there are.`);
  }
}

/** @throws NoSuchProjectError for a key that no project has. */
export async function requireProject(db: Tx, key: string): Promise<ProjectRow> {
  const row = await db.project.findUnique({
    where: { key: key.trim().toUpperCase() },
    select: { id: true, ...projectFieldsSelect },
  });
  if (row === null) throw new NoSuchProjectError();
  return toProjectFields(row);
}
