/** Only agents of the project and admins can be given a ticket; a confidential one only agents. */
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { canBeAssigned } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import { actorSelect, toActor } from '../users/actor-row.js';

type Held = { projectId: number; isConfidential: boolean };

export async function isAssignable(tx: Tx, userId: number, ticket: Held): Promise<boolean> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user !== null && canBeAssigned(toActor(user), ticket);
}

/** @throws UserError that says who can be. */
export async function requireAssignable(tx: Tx, userId: number, ticket: Held): Promise<void> {
  if (await isAssignable(tx, userId, ticket)) return;
  const { projectId } = ticket;
  const project = await tx.project.findUnique({ where: { id: projectId }, select: { key: true } });
  throw new UserError(
    `Only agents of ${project?.key ?? 'the project'} can be given this ticket. An admin adds people with \`${slash.project} agents ${project?.key ?? 'KEY'} add\`.`,
    { field: 'assignee' },
  );
}
