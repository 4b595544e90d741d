/** What a list is asked for, as a condition on `tickets t`, without the gate. */
import { type AskedAt, type DayRange, instantsOf } from '../../domain/day-range.js';
import type { Actor } from '../../domain/permissions.js';
import { numberNamed, tsqueryOf } from '../../domain/search-words.js';
import { storableText } from '../../domain/storable-text.js';
import type { PersonRef, TicketListQuery } from '../../domain/ticket-query.js';
import { LIST_WORDS_MAX } from '../../domain/ticket-query.js';
import { isDone, STATUSES } from '../../domain/ticket-status.js';
import { Prisma } from '../generated/client.js';
import { changedLatelySql, lastChangeSql } from './last-change.js';

const { sql } = Prisma;

/** By status, and written out: this is what proves the partial indexes over open tickets. */
export const NOT_DONE = Prisma.raw(
  `t.status IN (${STATUSES.filter((status) => !isDone(status))
    .map((status) => `'${status}'`)
    .join(', ')})`,
);

/** `breached` and `at-risk` are what can still be done something about, and only where this person is shown targets. */
export function matchingSql(query: TicketListQuery, actor: Actor, asked: AskedAt): Prisma.Sql {
  return allOfSql([
    scopeSql(query, actor, asked.now),
    ...filtersSql(query, actor),
    ...daysSql(query, actor, asked),
    ...wordsSql(query.words),
  ]);
}

export function allOfSql(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...conditions], ' AND ');
}

function scopeSql({ scope, filters }: TicketListQuery, actor: Actor, now: Date): Prisma.Sql {
  const open = filters.status === undefined ? NOT_DONE : sql`true`;
  switch (scope) {
    case 'all':
      return sql`true`;
    case 'open':
      return open;
    case 'mine':
      return sql`${open} AND t.reporter_id = ${actor.userId}`;
    case 'assigned':
      return sql`${open} AND t.assignee_id = ${actor.userId}`;
    case 'unassigned':
      return sql`${open} AND t.assignee_id IS NULL`;
    case 'breached':
      return sql`${NOT_DONE} AND ${targetsShownSql(actor)} AND ${BREACHED}`;
    case 'at-risk':
      return sql`${NOT_DONE} AND ${targetsShownSql(actor)} AND ${atRiskSql(now)}`;
  }
}

export const BREACHED = sql`(t.response_breached_at IS NOT NULL OR t.resolution_breached_at IS NOT NULL)`;

/** Null where neither target is at risk, and where the instants are not there: not true either way. */
export function atRiskSql(now: Date): Prisma.Sql {
  return sql`(t.response_at_risk_at <= ${now}::timestamptz OR t.resolution_at_risk_at <= ${now}::timestamptz)`;
}

/** As `targetsShownTo` in `src/services/tickets/visible-tickets.ts`. */
function targetsShownSql(actor: Actor): Prisma.Sql {
  const ways = [sql`(SELECT p.show_targets FROM projects p WHERE p.id = t.project_id)`];
  if (!actor.isGuest && !actor.isExternal) {
    ways.push(sql`t.project_id = ANY(${[...actor.agentOf]}::int[])`);
    if (actor.isAdmin)
      ways.push(sql`NOT t.confidential`, sql`t.id = ANY(${[...actor.openedTickets]}::int[])`);
  }
  return sql`(${Prisma.join(ways, ' OR ')})`;
}

function filtersSql({ filters }: TicketListQuery, actor: Actor): Prisma.Sql[] {
  const { project, priority, status, type, tag, assignee, reporter, confidential } = filters;
  const where: Prisma.Sql[] = [];
  if (project !== undefined)
    where.push(sql`t.project_id = (SELECT p.id FROM projects p WHERE p.key = ${project})`);
  if (priority !== undefined) where.push(sql`t.priority = ${priority}::ticket_priority`);
  if (status !== undefined) where.push(sql`t.status = ${status}::ticket_status`);
  if (type !== undefined) where.push(sql`t.issue_type = ${type}::issue_type`);
  if (tag !== undefined) {
    where.push(sql`t.id IN (SELECT g.ticket_id FROM ticket_tags g WHERE g.tag = ${storableText(tag)})`);
  }
  if (assignee?.kind === 'nobody') where.push(sql`t.assignee_id IS NULL`);
  else if (assignee !== undefined) where.push(sql`t.assignee_id = ${personSql(assignee, actor)}`);
  if (reporter !== undefined) where.push(sql`t.reporter_id = ${personSql(reporter, actor)}`);
  if (confidential !== undefined) where.push(sql`t.confidential = ${confidential}`);
  return where;
}

function daysSql(
  { filters: { created, updated } }: TicketListQuery,
  actor: Actor,
  asked: AskedAt,
): Prisma.Sql[] {
  return [
    ...(created === undefined ? [] : withinSql(sql`t.created_at`, created, asked)),
    ...(updated === undefined ? [] : updatedSql(updated, actor, asked)),
  ];
}

function updatedSql(range: DayRange, actor: Actor, asked: AskedAt): Prisma.Sql[] {
  const { from } = instantsOf(range, asked);
  return [
    ...(from === null ? [] : changedLatelySql(from, asked.now)),
    ...withinSql(lastChangeSql(actor), range, asked),
  ];
}

function withinSql(at: Prisma.Sql, range: DayRange, asked: AskedAt): Prisma.Sql[] {
  const { from, to } = instantsOf(range, asked);
  return [
    ...(from === null ? [] : [sql`${at} >= ${from}::timestamptz`]),
    ...(to === null ? [] : [sql`${at} < ${to}::timestamptz`]),
  ];
}

function personSql(person: PersonRef, actor: Actor): Prisma.Sql {
  return person.kind === 'me'
    ? sql`${actor.userId}`
    : sql`(SELECT u.id FROM users u WHERE u.slack_user_id = ${storableText(person.slackUserId)})`;
}

/** Every word is in the title or the description, or is the ticket's number. */
function wordsSql(typed: readonly string[]): Prisma.Sql[] {
  const words = typed.slice(0, LIST_WORDS_MAX);
  const together = tsqueryOf(words.filter((word) => numberNamed(word) === null));
  const named = words.filter((word) => numberNamed(word) !== null);
  // Marks alone are no words: what has them is not known.
  if (words.length > 0 && together === null && named.length === 0) return [sql`false`];
  return [
    ...(together === null ? [] : [inTextSql(together)]),
    ...named.map((word) => {
      const text = tsqueryOf([word]);
      const isNumber = hasNumberSql(word) ?? sql`false`;
      return text === null ? isNumber : sql`(${isNumber} OR ${inTextSql(text)})`;
    }),
  ];
}

/**
 * The very expression of `tickets_words_idx`. As an array, which is read from the index and nowhere else: how often a word stands anywhere is
 * guessed so badly that PostgreSQL would look into ticket after ticket, the newest first.
 */
function inTextSql(tsquery: string): Prisma.Sql {
  return sql`t.id = ANY(ARRAY(
    SELECT m.id FROM tickets m WHERE search_words(m.title || ' ' || m.description) @@ to_tsquery('simple', ${tsquery})))`;
}

/** The ticket that a typed word names, by its number or one that it had before it was moved; null where the word names none. */
export function hasNumberSql(word: string): Prisma.Sql | null {
  const named = numberNamed(word);
  if (named === null) return null;
  const numbers =
    'number' in named
      ? sql`ARRAY[${named.number}]`
      : sql`ARRAY(SELECT p.key || '-' || ${named.digits} FROM projects p)`;
  const moved = sql`ARRAY(SELECT a.ticket_id FROM ticket_aliases a WHERE a.ticket_number = ANY(${numbers}))`;
  return sql`(t.ticket_number = ANY(${numbers}) OR t.id = ANY(${moved}))`;
}
