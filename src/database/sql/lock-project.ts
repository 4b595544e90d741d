/** Serializes changes to one project's agents and channels, while tickets go on being opened in it. */
import { Prisma } from '../generated/client.js';

export function lockProjectSql(projectId: number): Prisma.Sql {
  return Prisma.sql`SELECT pg_advisory_xact_lock(${0x7464_0002}::int, ${projectId}::int)::text AS locked`;
}
