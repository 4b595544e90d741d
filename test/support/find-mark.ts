/** Looks for a mark in everything that the database holds, also in tables that are yet to come. */
import type pg from 'pg';

/** `table.column` of each place that has it, in texts, JSON, arrays and whatever else can be written down. */
export async function findMark(pool: pg.Pool, mark: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; column: string }>(
    `SELECT c.table_name AS name, c.column_name AS "column"
     FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.data_type NOT IN ('integer', 'bigint', 'smallint', 'boolean', 'date', 'timestamp with time zone')
     ORDER BY 1, 2`,
  );
  const found: string[] = [];
  for (const { name, column } of rows) {
    const { rowCount } = await pool.query(
      `SELECT FROM "${name}" WHERE strpos("${column}"::text, $1) > 0 LIMIT 1`,
      [mark],
    );
    if (rowCount !== 0) found.push(`${name}.${column}`);
  }
  return found;
}
