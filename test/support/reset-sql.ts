/** Writes the script that empties a test's database again, down to the rows that the migrations put there. */
import pg from 'pg';
import { runSql } from './run-sql.js';

/**
 * Replica mode, because the append-only triggers rightly refuse anybody else; deletes, because truncating thirty
 * small tables takes ten times as long.
 */
export async function buildResetSql(templateUrl: string): Promise<string> {
  const tables = await runSql<{ name: string }>(
    templateUrl,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  const sequences = await runSql<{ name: string; last_value: string | null }>(
    templateUrl,
    `SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const seeds = await Promise.all(tables.map(({ name }) => seedOf(templateUrl, name)));
  return [
    'BEGIN',
    `SET LOCAL lock_timeout = '10s'`,
    'SET LOCAL session_replication_role = replica',
    ...tables.map(({ name }) => `DELETE FROM "${name}"`),
    ...seeds.flat(),
    ...sequences.map(
      ({ name, last_value: last }) => `SELECT setval('"${name}"', ${last ?? 1}, ${last !== null})`,
    ),
    'COMMIT',
  ].join(';\n');
}

async function seedOf(templateUrl: string, table: string): Promise<string[]> {
  const [row] = await runSql<{ seed: string | null }>(
    templateUrl,
    `SELECT json_agg(t)::text AS seed FROM "${table}" t`,
  );
  if (!row?.seed) return [];
  const literal = pg.escapeLiteral(row.seed);
  return [`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", ${literal})`];
}
