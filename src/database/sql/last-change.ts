/** When something last happened to a ticket that somebody may know of: what the filter `updated:` asks. */
import type { Actor } from '../../domain/permissions.js';
import { Prisma } from '../generated/client.js';

/** What the desk computes is no change; of targets, and of links with other tickets, not everybody may know besides. */
const NOT_COUNTED = Prisma.sql`('sla_policy', 'at_risk', 'breached', 'forgotten', 'linked')`;

/**
 * Of `tickets t`, as far as its history is shown to them. Notes count for those who work the ticket where it is now, and those that were written
 * there: somebody who works both projects is told of less rather than of what is the other one's. Not `updated_at`, which a note and every
 * fold of the clock would move, for whoever looks. A scalar subquery, so that the index is read from its end, a row or two a ticket.
 */
export function lastChangeSql(actor: Actor): Prisma.Sql {
  return Prisma.sql`(
    SELECT e.occurred_at FROM changelog_entries e
    WHERE e.ticket_id = t.id AND e.action NOT IN ${NOT_COUNTED} AND (e.visibility = 'public'${orNotesSql(actor)})
    ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1)`;
}

function orNotesSql(actor: Actor): Prisma.Sql {
  if (actor.isDeactivated || actor.isGuest || actor.isExternal) return Prisma.empty;
  const ways = [
    ...(actor.agentOf.size === 0 ? [] : [Prisma.sql`t.project_id = ANY(${[...actor.agentOf]}::int[])`]),
    ...(actor.isAdmin
      ? [Prisma.sql`NOT t.confidential`, Prisma.sql`t.id = ANY(${[...actor.openedTickets]}::int[])`]
      : []),
  ];
  if (ways.length === 0) return Prisma.empty;
  return Prisma.sql` OR ((${Prisma.join(ways, ' OR ')}) AND e.occurred_at >= COALESCE(t.moved_at, '-infinity') AND ${WRITTEN_HERE})`;
}

const WRITTEN_HERE = Prisma.sql`COALESCE(
  (SELECT c.project_id FROM comments c WHERE c.id = (e.new_value ->> 'commentId')::int), t.project_id) = t.project_id`;

/** Of a desk's entries these are few; of all that were ever written there would be more than there are tickets. */
const LATELY_MS = 8 * 86_400_000;

/**
 * Beside `lastChangeSql`, where it is asked for what has changed since an instant of late: those few tickets are found by when, and not looked
 * for among all that there are. As an array, for the reason that `matching-tickets` has.
 */
export function changedLatelySql(from: Date, now: Date): Prisma.Sql[] {
  if (now.getTime() - from.getTime() > LATELY_MS) return [];
  return [
    Prisma.sql`t.id = ANY(ARRAY(
      SELECT e.ticket_id FROM changelog_entries e WHERE e.occurred_at >= ${from}::timestamptz))`,
  ];
}
