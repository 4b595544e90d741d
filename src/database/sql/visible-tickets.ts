/** The gate of lists and searches, for statements written by hand: which `tickets t`, and which notes on them, somebody may read. */
import type { Actor } from '../../domain/permissions.js';
import { Prisma } from '../generated/client.js';

/**
 * As `visibleTo` in `src/services/tickets/visible-tickets.ts`, and `can(actor, 'view', …)`; a test compares the three. In this order, the
 * row's own columns first. Scalar subqueries, because EXISTS would let PostgreSQL read every watcher and every thread into memory.
 */
export function visibleSql(actor: Actor): Prisma.Sql {
  if (actor.isDeactivated) return Prisma.sql`false`;
  const ways = [Prisma.sql`t.reporter_id = ${actor.userId}`];
  const isInsider = !actor.isGuest && !actor.isExternal;
  if (isInsider && actor.agentOf.size > 0) {
    ways.push(Prisma.sql`t.project_id = ANY(${[...actor.agentOf]}::int[])`);
  }
  if (isInsider && actor.observerOf.size > 0) {
    ways.push(Prisma.sql`(t.project_id = ANY(${[...actor.observerOf]}::int[]) AND NOT t.confidential)`);
  }
  if (isInsider && actor.isAdmin) ways.push(openToAdminsSql(actor));
  ways.push(
    Prisma.sql`(SELECT true FROM watchers w WHERE w.ticket_id = t.id AND w.user_id = ${actor.userId})`,
  );
  if (isInsider && !actor.isAdmin) ways.push(READABLE_BY_EVERYBODY);
  return Prisma.sql`(${Prisma.join(ways, ' OR ')})`;
}

const READABLE_BY_EVERYBODY = Prisma.sql`NOT t.confidential AND (
  SELECT true FROM ticket_threads th JOIN channels ch ON ch.id = th.channel_id
  WHERE th.ticket_id = t.id AND th.role = 'origin' AND NOT th.was_private AND ch.kind = 'public' AND NOT ch.is_external LIMIT 1)`;

function openToAdminsSql({ openedTickets }: Actor): Prisma.Sql {
  const opened = Prisma.sql`t.id = ANY(${[...openedTickets]}::int[])`;
  return openedTickets.size === 0
    ? Prisma.sql`NOT t.confidential`
    : Prisma.sql`(NOT t.confidential OR ${opened})`;
}

/**
 * As `internalReach` in `src/domain/permissions.ts`: which internal `comments c`, on those `tickets t` that they see, somebody reads. Null: none at
 * all, so that notes need not even be looked through.
 */
export function readableNotesSql(actor: Actor): Prisma.Sql | null {
  if (actor.isDeactivated || actor.isGuest || actor.isExternal) return null;
  const ways: Prisma.Sql[] = [];
  if (actor.agentOf.size > 0) {
    ways.push(Prisma.sql`c.project_id = ANY(${[...actor.agentOf]}::int[])`);
  }
  if (actor.isAdmin) ways.push(openToAdminsSql(actor));
  return ways.length === 0 ? null : Prisma.sql`(${Prisma.join(ways, ' OR ')})`;
}
