/** What a move to another project would do to a ticket, before anything is done: above all whom it would show the ticket to. */
import type { Tx } from '../../database/transaction.js';
import { type Actor, internalReach, isAgentOf } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import { UserError } from '../../errors.js';
import { readableOf } from '../comments/readable-comments.js';
import type { Desk } from '../desk.js';
import { findTargetProject, PROJECT_FIELD } from '../projects/find-target-project.js';
import { readCardRow } from '../tickets/load-card.js';
import { factsFor, type PermissionRow } from '../tickets/locked-ticket.js';
import { notFound, requirePermission } from '../tickets/require-permission.js';
import { permissionRowOf } from '../tickets/view-ticket.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import { personSelect, toPerson } from '../users/person-row.js';

export type MovePreview = {
  number: string;
  title: string;
  isConfidential: boolean;
  from: { key: string; name: string };
  to: { key: string; name: string };
  /** Agents of that project, of whom those before are told: they see it from then on. By name. */
  agents: readonly Person[];
  /** Internal comments that the actor may take along. */
  notes: number;
};

/** @throws UserError where the actor may not move it, there is no such project, or it is there already. */
export async function previewMove(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  projectKey: string,
): Promise<MovePreview> {
  const { prisma } = desk.database;
  const row = await readCardRow(prisma, { ticketNumber });
  if (row === null) throw notFound(ticketNumber);
  const permission = permissionRowOf(row);
  requirePermission(actor, 'move', permission, ticketNumber);
  const { id, key, name } = await findTargetProject(prisma, { key: projectKey });
  if (id === row.projectId) {
    throw new UserError(`${row.ticketNumber} is in ${key} already.`, { field: PROJECT_FIELD });
  }
  const users = await prisma.user.findMany({
    where: { agentOf: { some: { ...actorSelect.agentOf.where, projectId: id } } },
    select: { ...actorSelect, ...personSelect },
  });
  const notes = await previewNotes(prisma, actor, permission);
  return {
    ...{ number: row.ticketNumber, title: row.title, isConfidential: row.confidential, notes },
    ...{ from: { key: row.project.key, name: row.project.name }, to: { key, name } },
    agents: users
      .filter((user) => isAgentOf(toActor(user), id))
      .map(toPerson)
      .sort((left, right) => left.name.localeCompare(right.name, 'en')),
  };
}

/** How many internal comments go along if whoever asks takes them. */
export async function previewNotes(db: Tx, actor: Actor, ticket: PermissionRow): Promise<number> {
  const reach = internalReach(actor, factsFor(actor, ticket));
  return db.comment.count({
    where: { ticketId: ticket.id, commentType: 'internal', deletedAt: null, AND: readableOf(reach) },
  });
}
