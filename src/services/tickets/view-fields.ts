/** All fields of a ticket for the form that changes them, as far as somebody may change them. */

import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import { type FieldValues, fieldsFor, type TicketField } from '../../domain/ticket-fields.js';
import type { Desk } from '../desk.js';
import { previewNotes } from '../moving/preview-move.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { type CardRow, readCardRow } from './load-card.js';
import { factsFor } from './locked-ticket.js';
import { notFound, requirePermission } from './require-permission.js';
import { permissionRowOf } from './view-ticket.js';

export type FieldsView = {
  number: string;
  values: FieldValues;
  /** Those that are offered, in their order. */
  fields: readonly TicketField[];
  reporter: Person;
  assignee: Person | null;
  watchers: readonly Person[];
  /** Where it can be moved to, its own project included. */
  projects: readonly { id: number; key: string; name: string; agents: number }[];
  /** Internal comments that whoever asks may take along. */
  notes: number;
};

/** What Slack shows in one select. */
const PROJECTS_MAX = 100;

/** @throws UserError for whoever may not retitle it: agents of its project and admins may. */
export async function viewFields(desk: Desk, actor: Actor, ticketNumber: string): Promise<FieldsView> {
  const { prisma } = desk.database;
  const row = await readCardRow(prisma, { ticketNumber });
  if (row === null) throw notFound(ticketNumber);
  const permission = permissionRowOf(row);
  requirePermission(actor, 'retitle', permission, ticketNumber);
  const { watcherIds } = permission;
  const watchers = await prisma.user.findMany({
    where: { id: { in: [...watcherIds] } },
    select: personSelect,
  });
  return {
    number: row.ticketNumber,
    values: await readValues(prisma, row, watcherIds),
    fields: fieldsFor(actor, factsFor(actor, permission)),
    reporter: toPerson(row.reporter),
    assignee: row.assignee === null ? null : toPerson(row.assignee),
    watchers: watchers.map(toPerson),
    projects: await readProjects(prisma, row.projectId),
    notes: await previewNotes(prisma, actor, permission),
  };
}

type ValuesRow = Pick<
  CardRow,
  'id' | 'title' | 'issueType' | 'priority' | 'reporterId' | 'assigneeId' | 'confidential' | 'projectId'
>;

/** Of a row just read, or of a ticket that is locked. */
export async function readValues(
  db: Tx,
  row: ValuesRow,
  watcherIds: readonly number[],
): Promise<FieldValues> {
  const tags = await db.ticketTag.findMany({
    where: { ticketId: row.id },
    orderBy: { tag: 'asc' },
    select: { tag: true },
  });
  const { title, issueType, priority, reporterId, assigneeId, confidential, projectId } = row;
  return {
    ...{ title, issueType, priority, reporterId, assigneeId, projectId },
    ...{ tags: tags.map(({ tag }) => tag), watcherIds, isConfidential: confidential },
  };
}

async function readProjects(db: Tx, ownId: number): Promise<FieldsView['projects']> {
  const isAgent = { isRemoved: false, OR: [{ isMember: true }, { isAdded: true }] };
  const user = { isGuest: false, isExternal: false, isDeactivated: false };
  const rows = await db.project.findMany({
    where: { OR: [{ archivedAt: null }, { id: ownId }] },
    orderBy: { id: 'asc' },
    take: PROJECTS_MAX,
    select: {
      ...{ id: true, key: true, name: true },
      _count: { select: { agents: { where: { ...isAgent, user } } } },
    },
  });
  return rows.map(({ _count, ...project }) => ({ ...project, agents: _count.agents }));
}
