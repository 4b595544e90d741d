/** Lists the tickets a person may see, a page at a time. */
import type { Prisma } from '../../database/generated/client.js';
import { listTicketsSql } from '../../database/sql/list-tickets.js';
import { matchingSql } from '../../database/sql/matching-tickets.js';
import { visibleSql } from '../../database/sql/visible-tickets.js';
import type { Actor } from '../../domain/permissions.js';
import type { TicketListQuery } from '../../domain/ticket-query.js';
import type { Desk } from '../desk.js';
import { requireFilterProject } from '../projects/find-target-project.js';
import { askedAt } from '../users/asked-at.js';
import { readLinesOf, type TicketLine } from './ticket-line.js';

export type TicketPage = {
  lines: TicketLine[];
  /** From 1; a page past the end is the last one. */
  page: number;
  hasNext: boolean;
  total: number;
  /** There are more than `total`, which is `LIST_COUNT_MAX`: nothing is counted, and no page turned, any further. */
  isCut: boolean;
};

export const LIST_PAGE_SIZE = 10;
export const LIST_COUNT_MAX = 1_000;

/**
 * Newest first. `breached` and `at-risk` show what can still be done something about: tickets that are not done.
 * @throws UserError for a filter by a project that there is none of.
 */
export async function listTickets(
  desk: Desk,
  actor: Actor,
  query: TicketListQuery,
  page: number,
): Promise<TicketPage> {
  await requireFilterProject(desk.database.prisma, query.filters.project);
  const ids = await listedIds(
    desk,
    [visibleSql(actor), matchingSql(query, actor, await askedAt(desk, actor))],
    LIST_COUNT_MAX + 1,
  );
  return pageOf(desk, actor, ids.slice(0, LIST_COUNT_MAX), page, ids.length > LIST_COUNT_MAX);
}

/** Newest first. @param conditions on `tickets t`, the gate among them. */
export async function listedIds(
  { database }: Pick<Desk, 'database'>,
  conditions: readonly Prisma.Sql[],
  limit: number,
): Promise<number[]> {
  const rows = await database.prisma.$queryRaw<{ id: number }[]>(listTicketsSql(conditions, limit));
  return rows.map(({ id }) => id);
}

async function pageOf(
  desk: Desk,
  actor: Actor,
  ids: readonly number[],
  page: number,
  isCut: boolean,
): Promise<TicketPage> {
  const total = ids.length;
  const shown = shownPage(page, total);
  const lines = await readLinesOf(
    desk,
    actor,
    ids.slice((shown - 1) * LIST_PAGE_SIZE, shown * LIST_PAGE_SIZE),
  );
  return { lines, page: shown, hasNext: shown * LIST_PAGE_SIZE < total, total, isCut };
}

/** What is shown of a page that was asked for. */
export function shownPage(page: number, total: number): number {
  return Math.min(Math.max(page, 1), Math.max(Math.ceil(total / LIST_PAGE_SIZE), 1));
}
