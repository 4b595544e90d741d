/** Finds tags by their beginning, of tickets that somebody works: from one tag of the index to the next, however many tickets have each. */
import type { Actor } from '../../domain/permissions.js';
import { Prisma } from '../generated/client.js';
import { visibleSql } from './visible-tickets.js';

/** Different tags that are looked at. */
const TAGS_LOOKED_AT_MAX = 300;
/** Tickets of each, the latest first: a tag that is common elsewhere and was last used here longer ago is typed anew. */
const TICKETS_LOOKED_AT_MAX = 300;

/** Null for whoever works no tickets: to them tags are not shown. */
export function tagsInUseSql(actor: Actor, prefix: string, limit: number): Prisma.Sql | null {
  const worked = workedSql(actor);
  if (worked === null) return null;
  return Prisma.sql`
    WITH RECURSIVE walked (tag, place) AS (
      (SELECT tag, 1 FROM ticket_tags WHERE tag COLLATE "C" >= ${prefix} ORDER BY tag COLLATE "C" LIMIT 1)
      UNION ALL
      SELECT next.tag, w.place + 1
      FROM walked w
      CROSS JOIN LATERAL (
        SELECT tag FROM ticket_tags WHERE tag COLLATE "C" > w.tag ORDER BY tag COLLATE "C" LIMIT 1
      ) next
      WHERE w.place < ${TAGS_LOOKED_AT_MAX} AND starts_with(w.tag, ${prefix})
    )
    SELECT w.tag FROM walked w
    WHERE starts_with(w.tag, ${prefix}) AND (
      SELECT true
      FROM (
        SELECT tt.ticket_id FROM ticket_tags tt
        WHERE tt.tag COLLATE "C" = w.tag ORDER BY tt.ticket_id DESC LIMIT ${TICKETS_LOOKED_AT_MAX}
      ) latest
      JOIN tickets t ON t.id = latest.ticket_id
      WHERE ${worked} AND ${visibleSql(actor)}
      LIMIT 1
    )
    ORDER BY w.place
    LIMIT ${limit}`;
}

/** A reporter is not shown how their confidential ticket is tagged, and an admin may be one: to admins those say nothing. */
function workedSql(actor: Actor): Prisma.Sql | null {
  if (actor.isDeactivated || actor.isGuest || actor.isExternal) return null;
  const ways: Prisma.Sql[] = [];
  if (actor.agentOf.size > 0) ways.push(Prisma.sql`t.project_id = ANY(${[...actor.agentOf]}::int[])`);
  if (actor.isAdmin) ways.push(Prisma.sql`NOT t.confidential`);
  return ways.length === 0 ? null : Prisma.sql`(${Prisma.join(ways, ' OR ')})`;
}
