/** The canned responses of a project, for those who keep them: its agents and admins. */
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { type Actor, actsAsAgent } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { requireProject } from '../projects/require-project.js';

/** `content` as it was typed. `changedAt` tells one state of it from the next. */
export type CannedResponse = { id: number; name: string; content: string; changedAt: Date };

export type ProjectResponses = { project: { key: string; name: string }; responses: CannedResponse[] };

/** By name. @throws UserError for whoever does not work its tickets. */
export async function projectResponses(desk: Desk, actor: Actor, key: string): Promise<ProjectResponses> {
  const { prisma } = desk.database;
  const project = await requireResponseKeeper(prisma, actor, key);
  const rows = await prisma.cannedResponse.findMany({
    where: { projectId: project.id },
    select: { id: true, name: true, content: true, updatedAt: true },
  });
  const responses = rows.map(({ updatedAt, ...row }) => ({ ...row, changedAt: updatedAt }));
  return {
    project,
    responses: responses.toSorted((left, right) => left.name.localeCompare(right.name, 'en')),
  };
}

/** The same for a project that is not there and for one whose tickets they do not work: what it is called is its agents' matter. */
export async function requireResponseKeeper(
  db: Tx,
  actor: Actor,
  key: string,
): Promise<{ id: number; key: string; name: string }> {
  const project = await requireProject(db, key);
  if (actsAsAgent(actor, project.id)) return project;
  throw new UserError(
    `Only agents of ${project.key} and admins can change its responses. Ask one of them, or an admin to add you with \`${slash.project} agents ${project.key} add\`.`,
  );
}
