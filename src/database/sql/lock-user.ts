/** Locks one person's row, for a change of what they are. */
import { Prisma } from '../generated/client.js';

/** No row where the person is not known; nothing is locked then. */
export function lockUserSql(slackUserId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id, is_superuser AS "isSuperuser", NOT (is_deactivated OR is_guest OR is_external OR is_bot) AS "isInsider"
    FROM users WHERE slack_user_id = ${slackUserId} FOR UPDATE`;
}

/** By the id of their row. */
export function lockUserIdSql(userId: number): Prisma.Sql {
  return Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`;
}
