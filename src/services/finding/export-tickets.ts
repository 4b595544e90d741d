/** Reads tickets for a table of them, as far as whoever asks may see them; who took how many out is in the audit log. */
import type { Prisma } from '../../database/generated/client.js';
import { matchingSql } from '../../database/sql/matching-tickets.js';
import { visibleSql } from '../../database/sql/visible-tickets.js';
import { inTransaction } from '../../database/transaction.js';
import type { IssueType } from '../../domain/issue-type.js';
import { toPlainText } from '../../domain/mrkdwn.js';
import type { Actor } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import type { Resolution } from '../../domain/resolution.js';
import type { TicketListQuery } from '../../domain/ticket-query.js';
import type { TicketStatus } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { requireFilterProject } from '../projects/find-target-project.js';
import { recordAudit } from '../record-audit.js';
import { targetsShownTo, visibleTo } from '../tickets/visible-tickets.js';
import { askedAt } from '../users/asked-at.js';
import { nameMentions } from '../users/name-mentions.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { listedIds } from './list-tickets.js';

/** More is a matter for the database. */
export const EXPORT_MAX = 10_000;
const PAGE = 500;
/** Characters; a spreadsheet's cell takes 32,767, and a table is no place to read. */
const DESCRIPTION_MAX = 5_000;

/** Plain text, as a person would read it aloud. */
export type ExportedTicket = {
  number: string;
  title: string;
  description: string;
  status: TicketStatus;
  resolution: Resolution | null;
  priority: Priority;
  type: IssueType;
  project: string;
  reporter: string;
  assignee: string | null;
  tags: string[];
  isConfidential: boolean;
  createdAt: Date;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  /** Null where the actor is not shown targets. */
  responseTarget: Date | null;
  resolutionTarget: Date | null;
  responseBreachedAt: Date | null;
  resolutionBreachedAt: Date | null;
};

export type Export = { tickets: ExportedTicket[]; isCut: boolean };

/**
 * Newest first, `EXPORT_MAX` at most. What an admin's reason has opened to them is left out: a file stays when their time is over.
 * @throws UserError for a filter by a project that there is none of.
 */
export async function exportTickets(desk: Desk, asking: Actor, query: TicketListQuery): Promise<Export> {
  const actor: Actor = { ...asking, openedTickets: new Set() };
  await requireFilterProject(desk.database.prisma, query.filters.project);
  const ids = await listedIds(
    desk,
    [visibleSql(actor), matchingSql(query, actor, await askedAt(desk, actor))],
    EXPORT_MAX + 1,
  );
  const tickets: ExportedTicket[] = [];
  for (let from = 0; from < Math.min(ids.length, EXPORT_MAX); from += PAGE) {
    tickets.push(...(await readPage(desk, actor, ids.slice(from, Math.min(from + PAGE, EXPORT_MAX)))));
  }
  await recordExport(desk, actor, query, tickets.length);
  return { tickets, isCut: ids.length > EXPORT_MAX };
}

/** Once more through the gate: somebody's rights may end between two pages. */
async function readPage(
  { database: { prisma } }: Desk,
  actor: Actor,
  ids: readonly number[],
): Promise<ExportedTicket[]> {
  const of = { id: { in: [...ids] } };
  const rows = await prisma.ticket.findMany({
    where: { AND: [of, visibleTo(actor)] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: exportSelect,
  });
  const shown = await prisma.ticket.findMany({
    where: { AND: [of, targetsShownTo(actor)] },
    select: { id: true },
  });
  const withTargets = new Set(shown.map(({ id }) => id));
  const tickets: ExportedTicket[] = [];
  for (const row of rows) {
    const plain = toPlainText(await nameMentions(prisma, row.description.slice(0, DESCRIPTION_MAX)));
    tickets.push(toExported(row, plain, withTargets.has(row.id)));
  }
  return tickets;
}

const exportSelect = {
  ...{ id: true, ticketNumber: true, title: true, description: true, status: true, resolution: true },
  ...{ priority: true, issueType: true, confidential: true, createdAt: true, firstRespondedAt: true },
  ...{ resolvedAt: true, closedAt: true, responseTarget: true, resolutionTarget: true },
  ...{ responseBreachedAt: true, resolutionBreachedAt: true },
  project: { select: { key: true } },
  reporter: { select: personSelect },
  assignee: { select: personSelect },
  tags: { select: { tag: true }, orderBy: { tag: 'asc' } },
} as const satisfies Prisma.TicketSelect;

type ExportRow = Prisma.TicketGetPayload<{ select: typeof exportSelect }>;

function toExported(row: ExportRow, description: string, showsTargets: boolean): ExportedTicket {
  const { createdAt, firstRespondedAt, resolvedAt, closedAt } = row;
  const { responseTarget, resolutionTarget, responseBreachedAt, resolutionBreachedAt } = row;
  const targets = { responseTarget, resolutionTarget, responseBreachedAt, resolutionBreachedAt };
  const hidden = {
    ...{ responseTarget: null, resolutionTarget: null },
    ...{ responseBreachedAt: null, resolutionBreachedAt: null },
  };
  return {
    ...{ number: row.ticketNumber, title: row.title, description },
    ...{ status: row.status, resolution: row.resolution, priority: row.priority, type: row.issueType },
    ...{ project: row.project.key, reporter: toPerson(row.reporter).name },
    assignee: row.assignee === null ? null : toPerson(row.assignee).name,
    tags: row.tags.map(({ tag }) => tag),
    isConfidential: row.confidential,
    ...{ createdAt, firstRespondedAt, resolvedAt, closedAt },
    ...(showsTargets ? targets : hidden),
  };
}

/** Words that were looked for are no values of fields: they stay out. */
async function recordExport(desk: Desk, actor: Actor, query: TicketListQuery, count: number): Promise<void> {
  const { scope, filters } = query;
  await inTransaction(desk.database, (tx) =>
    recordAudit(tx, {
      ...{ actorId: actor.userId, action: 'tickets_exported', now: desk.clock.now() },
      subject: { count, scope, filters },
    }),
  );
}
