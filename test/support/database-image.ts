/** What a database is, as text to compare: every row of every table, and every rule of its schema. */
import { runSql } from './run-sql.js';

type Line = { line: string };

/** By table; the rows in an order of their own. */
export async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const tables = await runSql<{ name: string }>(
    url,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const image: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await runSql<Line>(url, `SELECT to_jsonb(t)::text AS line FROM "${name}" t ORDER BY 1`);
    image[name] = rows.map(({ line }) => line);
  }
  return image;
}

const SCHEMA_SQL = `
  SELECT concat_ws(' ', 'column', table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default) AS line
  FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT concat_ws(' ', 'function', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', 'value', enumtypid::regtype, enumsortorder, enumlabel) FROM pg_enum
  UNION ALL SELECT concat_ws(' ', 'sequence', sequencename, data_type, increment_by) FROM pg_sequences WHERE schemaname = 'public'
  ORDER BY 1`;

export async function schemaOf(url: string): Promise<string[]> {
  return (await runSql<Line>(url, SCHEMA_SQL)).map(({ line }) => line);
}
