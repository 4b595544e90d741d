/** Whole tables, to be compared with themselves later. */
import type { Database } from '../../src/database/client.js';

export async function rowsOf(
  { pool }: Database,
  tables: readonly string[],
): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { rows } = await pool.query(
      `SELECT to_jsonb(t) AS row FROM "${table}" t ORDER BY to_jsonb(t)::text`,
    );
    found[table] = rows;
  }
  return found;
}
