/** A ticket by which an admin sees that the desk works: one a project, and theirs to cancel. */
import { type Actor, can } from '../../domain/permissions.js';
import { isDone } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { createTicket } from '../opening/create-ticket.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { requireProject } from '../projects/require-project.js';
import { changeStatus } from '../tickets/change-status.js';
import { readCardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf } from '../tickets/view-ticket.js';

export type TestTicket = { number: string; isDone: boolean };

const TITLE = 'Test ticket: does the desk work?';
const DESCRIPTION = 'An admin made this while setting up the desk. Nobody has to do anything.';

/** Null where there was none, or this person sees it no more. */
export async function readTestTicket(
  { database }: Desk,
  actor: Actor,
  projectId: number,
): Promise<TestTicket | null> {
  const { prisma } = database;
  const made = await prisma.ticket.findUnique({
    where: { sourceKey: sourceKeyOf(projectId) },
    select: { id: true },
  });
  const row = made === null ? null : await readCardRow(prisma, { id: made.id });
  if (row === null || !can(actor, 'view', factsFor(actor, permissionRowOf(row)))) return null;
  return { number: row.ticketNumber, isDone: isDone(row.status) };
}

/** Asked for again, it is the one that is there. @throws UserError for anybody but admins. */
export async function openTestTicket(desk: Desk, actor: Actor, key: string): Promise<void> {
  requireDeskPermission(actor, 'manage_projects');
  const { id: projectId } = await requireProject(desk.database.prisma, key);
  await createTicket(desk, actor, {
    sourceKey: sourceKeyOf(projectId),
    ...{ projectId, reporterId: actor.userId, title: TITLE, description: DESCRIPTION },
    ...{ issueType: 'request', priority: 'low', talk: { kind: 'direct' } },
  });
}

/** It counts in no figures then. @throws UserError for anybody but admins. */
export async function cancelTestTicket(desk: Desk, actor: Actor, key: string): Promise<void> {
  requireDeskPermission(actor, 'manage_projects');
  const { id: projectId } = await requireProject(desk.database.prisma, key);
  const ticket = await readTestTicket(desk, actor, projectId);
  if (ticket === null || ticket.isDone) return;
  await changeStatus(desk, actor, ticket.number, 'resolve', { resolution: 'cancelled' });
}

function sourceKeyOf(projectId: number): string {
  return `setup:${projectId}`;
}
