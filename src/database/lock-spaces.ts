/** Every advisory lock of the desk in one place, so that no two of them mean the same by accident. */

/** Locks of one key. `serverUsers` is taken in the embedded server's database `postgres`, the other in the desk's own. */
export const LOCKS = { serverUsers: 7_305_001, migration: 7_305_002 } as const;

/** The first of two keys, a name space of its own in PostgreSQL; the second is the id of what is locked, 0 where there is one only. */
export const LOCK_SPACES = {
  channel: 7_305_101,
  user: 7_305_102,
  thread: 0x7464_0001,
  project: 0x7464_0002,
  setup: 0x7464_0003,
  channelScan: 0x7464_0004,
  /** Of which ticket is a duplicate of which: one is said at a time. */
  duplicates: 0x7464_0006,
  /** Taken by a trigger, `keep_title_words`. */
  titleWords: 0x7464_0005,
} as const;

/** For work that calls Slack, over which a transaction would stay open: held by the connection until it is given back or lost. */
export const TRY_SESSION_LOCK_SQL = 'SELECT pg_try_advisory_lock($1, $2) AS ok';
export const SESSION_UNLOCK_SQL = 'SELECT pg_advisory_unlock($1, $2) AS ok';
