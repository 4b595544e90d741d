/** Only agents of the project and admins can be given a ticket; a confidential one only agents. */
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { canBeAssigned } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import { actorSelect, toActor } from '../users/actor-row.js';

/** @throws UserError that says who can be. */
export async function requireAssignable(
  tx: Tx,
  userId: number,
  { projectId, isConfidential }: { projectId: number; isConfidential: boolean },
): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: actorSelect });
  if (user !== null && canBeAssigned(toActor(user), { projectId, isConfidential })) return;
  const project = await tx.project.findUnique({ where: { id: projectId }, select: { key: true } });
  throw new UserError(
    `Only agents of ${project?.key ?? 'the project'} can be given this ticket. \`${slash.project} agents ${project?.key ?? ''}\` lists them.`,
    { field: 'assignee' },
  );
}
