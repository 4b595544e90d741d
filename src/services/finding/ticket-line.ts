/** Tickets as a list tells of them, a line each: for every place that shows several at once. */
import type { Prisma } from '../../database/generated/client.js';
import type { Actor } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import type { Priority } from '../../domain/priority.js';
import type { Resolution } from '../../domain/resolution.js';
import type { TicketStatus } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { visibleTo } from '../tickets/visible-tickets.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { type LineDue, lineDue, lineDueSelect } from './line-due.js';

export type TicketLine = {
  id: number;
  number: string;
  title: string;
  status: TicketStatus;
  resolution: Resolution | null;
  priority: Priority;
  assignee: Person | null;
  reporter: Person;
  createdAt: Date;
  isConfidential: boolean;
  /** The target that comes next, for whoever may see targets; null where there is none. */
  due: LineDue | null;
};

/** Of those that the actor may see: which, in which order, and from where on. */
export type LinesWanted = Required<Pick<Prisma.TicketFindManyArgs, 'where' | 'orderBy' | 'skip' | 'take'>>;

/** With what remains of their targets by now. */
export async function readTicketLines(desk: Desk, actor: Actor, wanted: LinesWanted): Promise<TicketLine[]> {
  return toLines(desk, actor, await readRows(desk, actor, wanted));
}

/** Those of these ids that the actor may see, in their order. */
export async function readLinesOf(desk: Desk, actor: Actor, ids: readonly number[]): Promise<TicketLine[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(desk, actor, { where: { id: { in: [...ids] } } });
  return toLines(desk, actor, inOrder(rows, ids));
}

/** How many of those the actor may see there are. */
export async function countTickets(
  { database }: Pick<Desk, 'database'>,
  actor: Actor,
  where: Prisma.TicketWhereInput,
): Promise<number> {
  return database.prisma.ticket.count({ where: { AND: [visibleTo(actor), where] } });
}

type LineRow = Prisma.TicketGetPayload<{ select: typeof lineSelect }>;

function readRows(
  { database }: Desk,
  actor: Actor,
  wanted: Pick<LinesWanted, 'where'> & Partial<LinesWanted>,
): Promise<LineRow[]> {
  const where = { AND: [visibleTo(actor), wanted.where] };
  return database.prisma.ticket.findMany({ ...wanted, where, select: lineSelect });
}

async function toLines(desk: Desk, actor: Actor, rows: readonly LineRow[]): Promise<TicketLine[]> {
  const now = desk.clock.now();
  const lines: TicketLine[] = [];
  for (const row of rows) lines.push(toLine(row, await lineDue(desk, desk.database.prisma, actor, row, now)));
  return lines;
}

function inOrder<R extends { id: number }>(rows: readonly R[], ids: readonly number[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

const lineSelect = {
  ticketNumber: true,
  title: true,
  createdAt: true,
  resolution: true,
  ...lineDueSelect,
  assignee: { select: personSelect },
  reporter: { select: personSelect },
} as const satisfies Prisma.TicketSelect;

function toLine(row: LineRow, due: LineDue | null): TicketLine {
  return {
    id: row.id,
    number: row.ticketNumber,
    title: row.title,
    status: row.status,
    resolution: row.resolution,
    priority: row.priority,
    assignee: row.assignee === null ? null : toPerson(row.assignee),
    reporter: toPerson(row.reporter),
    createdAt: row.createdAt,
    isConfidential: row.confidential,
    due,
  };
}
