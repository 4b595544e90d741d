/** Sets `is_staff` anew for some people and returns those for whom it changed. */
import { Prisma } from '../generated/client.js';

/** Guests, outsiders, bots and deactivated people are never staff, whatever their rows in `project_agents` say. */
export function recomputeStaffSql(userIds: readonly number[]): Prisma.Sql {
  return Prisma.sql`
    UPDATE users u
    SET is_staff = wanted.is_staff
    FROM (
      SELECT w.id,
             NOT (w.is_guest OR w.is_external OR w.is_deactivated OR w.is_bot)
             AND EXISTS (SELECT FROM project_agents a
                         WHERE a.user_id = w.id AND NOT a.is_removed AND (a.is_member OR a.is_added)) AS is_staff
      FROM users w
      WHERE w.id = ANY(${[...userIds]}::int[])
    ) wanted
    WHERE u.id = wanted.id AND u.is_staff IS DISTINCT FROM wanted.is_staff
    RETURNING u.id, u.is_staff AS "isStaff"`;
}
