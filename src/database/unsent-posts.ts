/** Says in one place when a post still has work to do in Slack. */

/**
 * For the `WHERE` of hand-written SQL over `posts` (unqualified or alone in `FROM`). Word for word the predicate of the
 * partial indexes in the migrations: PostgreSQL uses them only where it can prove that they match. What somebody's settings keep back
 * has no work until it is let go.
 */
export const POST_HAS_WORK_SQL =
  "(state IN ('pending', 'sending') OR (state = 'sent' AND sent_version < wanted_version)) AND held_until_at IS NULL";

/** The `last_error` of a post that came out of a backup before it was sent: it may have been sent after the backup was made. */
export const RESTORED_POST = 'restored from a backup';
