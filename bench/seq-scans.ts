/** Which big tables a piece of work reads from end to end: its statements are caught on their way and explained. */
import pg from 'pg';

/** Those of the tables that grow with every ticket which `fillLargeDesk` fills: one without rows is always read from end to end. */
const BIG = /Seq Scan on (tickets|ticket_threads|comments)\b/g;

export async function seqScansOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<string[]> {
  const scanned = new Set<string>();
  for (const { text, values } of await statementsOf(work)) {
    if (!/^\s*(?:SELECT|WITH)\b/i.test(text)) continue;
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${text}`, values);
    for (const [, table] of rows
      .map((row) => row['QUERY PLAN'])
      .join('\n')
      .matchAll(BIG))
      scanned.add(table ?? '');
  }
  return [...scanned];
}

type Statement = { text: string; values: unknown[] };

async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const { query } = pg.Client.prototype;
  const asked: Statement[] = [];
  pg.Client.prototype.query = function kept(this: pg.Client, ...parameters: unknown[]) {
    const [statement] = parameters;
    if (isStatement(statement)) asked.push(statement);
    return Reflect.apply(query, this, parameters);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return asked;
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}
