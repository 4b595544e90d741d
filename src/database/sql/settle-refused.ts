/** Takes posts that Slack refused for good up again, or lets go of them. */
import { Prisma } from '../generated/client.js';

/**
 * One that was never tried is posted, one that was is looked for before, and one that is there shows its present state. Those that are
 * not `failed` by now stay as they are: pressing twice sends once.
 */
export function resendRefusedSql(ids: readonly number[], now: Date): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET
      state = CASE WHEN message_ts IS NOT NULL THEN 'sent' WHEN sent_version > 0 THEN 'sending' ELSE 'pending' END::post_state,
      wanted_version = wanted_version + CASE WHEN message_ts IS NOT NULL THEN 1 ELSE 0 END,
      attempts = 0, last_error = NULL, next_attempt_at = ${now}::timestamptz
    WHERE id = ANY(${[...ids]}::int[]) AND state = 'failed'`;
}

/** What is in Slack stays there as it is, and a later change tries again; what never came there never will. */
export function forgetRefusedSql(ids: readonly number[]): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET
      state = CASE WHEN message_ts IS NOT NULL AND NOT is_withdrawn THEN 'sent' ELSE 'withdrawn' END::post_state,
      is_withdrawn = is_withdrawn OR message_ts IS NULL,
      sent_version = CASE WHEN message_ts IS NOT NULL THEN wanted_version ELSE sent_version END,
      attempts = 0
    WHERE id = ANY(${[...ids]}::int[]) AND state = 'failed'`;
}
