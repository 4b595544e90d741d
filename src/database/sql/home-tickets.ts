/** Which tickets a Home shows, and how many more its other lists have: one statement, because each would be planned for longer than it runs. */
import { HOME_COUNT_MAX, type HomeTab } from '../../domain/home.js';
import type { Actor } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import { Prisma } from '../generated/client.js';
import { allOfSql, atRiskSql, BREACHED, NOT_DONE } from './matching-tickets.js';
import { visibleSql } from './visible-tickets.js';

const { sql } = Prisma;

export type HomeAsked = {
  tab: HomeTab;
  /** Those that are only counted. */
  others: readonly HomeTab[];
  projectId: number | null;
  priority: Priority | null;
};

/** Ids, in the order in which they are shown; none goes, and no count, further than `HOME_COUNT_MAX`. */
export type HomeTickets = { waiting: number[]; listed: number[]; counts: Partial<Record<HomeTab, number>> };

/** Permission is that of every list. A queue begins with what was missed, what soon will be, and whoever waits longest. */
export function homeTicketsSql(actor: Actor, { tab, others, ...filters }: HomeAsked, now: Date): Prisma.Sql {
  const counts = others.map(
    (each) =>
      sql`${each}::text, (SELECT count(*)::int FROM (SELECT FROM tickets t WHERE ${wantedSql(actor, each, filters, now)} LIMIT ${HOME_COUNT_MAX}) c)`,
  );
  return sql`
    SELECT
      ARRAY(SELECT t.id FROM tickets t
            WHERE ${visibleSql(actor)} AND t.reporter_id = ${actor.userId} AND t.status IN ('waiting', 'resolved')
            ORDER BY t.status, t.created_at DESC, t.id DESC LIMIT ${HOME_COUNT_MAX}) AS waiting,
      ARRAY(SELECT t.id FROM tickets t WHERE ${wantedSql(actor, tab, filters, now)}
            ORDER BY ${orderSql(tab, now)} LIMIT ${HOME_COUNT_MAX}) AS listed,
      json_build_object(${counts.length === 0 ? Prisma.empty : Prisma.join(counts)}) AS counts`;
}

/** Whether a list has any ticket, whatever they filter it by. */
export function hasHomeTicketsSql(actor: Actor, tab: HomeTab, now: Date): Prisma.Sql {
  const wanted = wantedSql(actor, tab, { projectId: null, priority: null }, now);
  return sql`SELECT EXISTS (SELECT FROM tickets t WHERE ${wanted}) AS found`;
}

type Filters = Pick<HomeAsked, 'projectId' | 'priority'>;

function wantedSql(actor: Actor, tab: HomeTab, filters: Filters, now: Date): Prisma.Sql {
  return allOfSql([
    visibleSql(actor),
    NOT_DONE,
    ...TABS[tab](actor, now),
    ...(tab === 'mine' ? [] : filtersSql(filters)),
  ]);
}

/** Only what shows the viewer targets is ordered by them: their own projects, and for admins all. */
const TABS: Record<HomeTab, (actor: Actor, now: Date) => Prisma.Sql[]> = {
  assigned: (actor) => [sql`t.assignee_id = ${actor.userId}`, ...(actor.isAdmin ? [] : [ofTheirsSql(actor)])],
  unassigned: (actor) => [sql`t.assignee_id IS NULL`, ofTheirsSql(actor)],
  risk: (actor, now) => [ofTheirsSql(actor), sql`(${BREACHED} OR ${atRiskSql(now)})`],
  // What waits for them stands above.
  mine: (actor) => [sql`t.reporter_id = ${actor.userId}`, sql`t.status <> 'waiting'`],
};

function ofTheirsSql(actor: Actor): Prisma.Sql {
  return sql`t.project_id = ANY(${[...actor.agentOf]}::int[])`;
}

function filtersSql({ projectId, priority }: Filters): Prisma.Sql[] {
  return [
    ...(projectId === null ? [] : [sql`t.project_id = ${projectId}`]),
    ...(priority === null ? [] : [sql`t.priority = ${priority}::ticket_priority`]),
  ];
}

function orderSql(tab: HomeTab, now: Date): Prisma.Sql {
  if (tab === 'mine') return sql`t.created_at DESC, t.id DESC`;
  return sql`CASE WHEN ${BREACHED} THEN 0 WHEN ${atRiskSql(now)} THEN 1 ELSE 2 END, t.created_at, t.id`;
}
