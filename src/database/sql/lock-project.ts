/** Serializes changes to one project's agents and channels, while tickets go on being opened in it. */
import { Prisma } from '../generated/client.js';
import { LOCK_SPACES } from '../lock-spaces.js';

/** Waits for the lock, which is held until the transaction ends. */
export function lockProjectSql(projectId: number): Prisma.Sql {
  return Prisma.sql`SELECT pg_advisory_xact_lock(${LOCK_SPACES.project}::int, ${projectId}::int)::text AS locked`;
}
