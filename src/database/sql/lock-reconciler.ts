/** Reads what the reconciling processes share, for whoever is about to change it. */
import { Prisma } from '../generated/client.js';

export function lockReconcilerSql(): Prisma.Sql {
  return Prisma.sql`
    SELECT heard_until_at AS "heardUntilAt", doubted_since_at AS "doubtedSinceAt" FROM reconciler WHERE id = 1 FOR UPDATE`;
}
