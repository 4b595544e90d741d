/** Lets one starting process at a time look at the defaults and make what is missing. */
import { Prisma } from '../generated/client.js';
import { LOCK_SPACES } from '../lock-spaces.js';

/** Waits for the lock, which is held until the transaction ends. */
export function lockSetupSql(): Prisma.Sql {
  return Prisma.sql`SELECT pg_advisory_xact_lock(${LOCK_SPACES.setup}::int, 0)::text AS locked`;
}
