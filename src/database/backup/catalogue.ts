/** Reads from PostgreSQL's own catalogue what a backup has to hold, so that no table can be forgotten when one is added. */
import pg from 'pg';

type Queryable = Pick<pg.ClientBase, 'query'>;

export type Table = { name: string; columns: string[] };
export type Sequence = { name: string; lastValue: string | null };
export type AppliedMigration = { name: string; checksum: string };

/** Every table of the desk with the columns that can be written, `_prisma_migrations` included. */
export async function readTables(client: Queryable): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, json_agg(a.attname ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/** Of no snapshot: never lower than an id that a snapshot taken before shows. */
export async function readSequences(client: Queryable): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `SELECT sequencename AS name, last_value::text AS "lastValue" FROM pg_sequences
     WHERE schemaname = 'public' ORDER BY sequencename`,
  );
  return rows;
}

/** In the order in which they were applied. */
export async function readApplied(client: Queryable): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/** `"tickets" ("id", "title")`, for `COPY`. */
export function copyTarget({ name, columns }: Table): string {
  return `${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}
