/** Marks the Homes that could show what has changed. */
import { Prisma } from '../generated/client.js';

/** Changes a statement. */
export const CHANGES_MAX = 1_000;

/**
 * Takes changes away that nobody else is taking, and lets the Homes of whom they concern want a newer version: of those who have looked
 * since `lookedSince`, and of all whom it concerns at once. A Home that is waiting already is not put off. Returns a row with `taken`.
 */
export function markHomesSql(times: { now: Date; settledAt: Date; lookedSince: Date }): Prisma.Sql {
  const { now, settledAt, lookedSince } = times;
  return Prisma.sql`
    WITH taken AS (
      DELETE FROM home_changes WHERE id IN (
        SELECT id FROM home_changes ORDER BY id LIMIT ${CHANGES_MAX} FOR UPDATE SKIP LOCKED
      ) RETURNING project_id, user_ids, is_for_admins, is_at_once
    ),
    people AS (
      SELECT unnest(user_ids) AS user_id, is_at_once FROM taken
      UNION ALL
      SELECT a.user_id, t.is_at_once
      FROM (SELECT DISTINCT project_id, is_at_once FROM taken WHERE project_id IS NOT NULL) t
      JOIN project_agents a ON a.project_id = t.project_id AND NOT a.is_removed AND (a.is_member OR a.is_added)
      UNION ALL
      SELECT id, false FROM users WHERE is_superuser AND EXISTS (SELECT FROM taken WHERE is_for_admins)
    ),
    concerned AS (
      SELECT v.user_id, c.is_at_once
      FROM (SELECT user_id, bool_or(is_at_once) AS is_at_once FROM people GROUP BY user_id) c
      JOIN home_viewers v ON v.user_id = c.user_id
      WHERE c.is_at_once OR v.opened_at > ${lookedSince}
      ORDER BY v.user_id FOR UPDATE OF v
    ),
    marked AS (
      UPDATE home_viewers v SET wanted_version = v.wanted_version + 1, due_at = CASE
          WHEN concerned.is_at_once THEN ${now}::timestamptz
          WHEN v.wanted_version > v.claimed_version THEN LEAST(v.due_at, ${settledAt}::timestamptz)
          ELSE ${settledAt}::timestamptz
        END
      FROM concerned WHERE concerned.user_id = v.user_id
      RETURNING v.user_id
    )
    SELECT (SELECT count(*) FROM taken)::int AS taken, (SELECT count(*) FROM marked)::int AS marked`;
}
