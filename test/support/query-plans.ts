/** How PostgreSQL would read what it is asked: statements caught on their way to the driver, and their plans. */
import pg from 'pg';

type Asked = Pick<pg.ClientBase, 'query'>;
type Statement = { text: string; values: unknown[] };

/** The plan, without costs. */
export async function explain(on: Asked, text: string, values: unknown[] = []): Promise<string> {
  const { rows } = await on.query<{ 'QUERY PLAN': string }>({
    text: `EXPLAIN (COSTS OFF) ${text}`,
    values,
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** What the driver is asked meanwhile, by whichever client. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
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
