/** Lets one starting process at a time look at the defaults and make what is missing. */
import { Prisma } from '../generated/client.js';

export function lockSetupSql(): Prisma.Sql {
  return Prisma.sql`SELECT pg_advisory_xact_lock(${0x7464_0003}::int, 0)::text AS locked`;
}
