/** The core of the data model, table by table, as it was agreed on: PostgreSQL's own catalogue must say the same. */
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../support/database.js';
import { CORE_TABLES, CORE_VALUES } from './core-tables.js';

const db = useTestDatabase();

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await db.database.pool.query<Row>(sql, values)).rows;
}

/** One line a column, as `name: type [not null] [default …]`. */
async function columnsOf(table: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    `SELECT a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [table],
  );
  return rows.map(({ line }) => line);
}

async function constraintsOf(table: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    `SELECT conname || ': ' || pg_get_constraintdef(oid, true) AS line
     FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('p', 'f', 'c', 'u') AND convalidated ORDER BY conname`,
    [table],
  );
  return rows.map(({ line }) => line);
}

async function indexesOf(table: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    `SELECT regexp_replace(pg_get_indexdef(indexrelid), 'INDEX (\\S+) ON public\\.(\\S+) USING', 'INDEX \\1 USING') AS line
     FROM pg_index WHERE indrelid = $1::regclass AND indisvalid ORDER BY 1`,
    [table],
  );
  return rows.map(({ line }) => line);
}

async function triggersOf(table: string): Promise<string[]> {
  const rows = await query<{ tgname: string }>(
    `SELECT tgname FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgenabled = 'O' ORDER BY tgname`,
    [table],
  );
  return rows.map(({ tgname }) => tgname);
}

describe.each(Object.entries(CORE_TABLES))('%s', (table, expected) => {
  it('has its columns, with their types, nulls and defaults', async () => {
    // Later features add columns; what the core agreed on stays.
    expect(await columnsOf(table)).toEqual(expect.arrayContaining([...expected.columns]));
  });

  it('has its keys and checks', async () => {
    expect(await constraintsOf(table)).toEqual(expect.arrayContaining([...expected.constraints]));
  });

  it('has its indexes', async () => {
    expect(await indexesOf(table)).toEqual(expect.arrayContaining([...expected.indexes]));
  });

  it('has its triggers', async () => {
    expect(await triggersOf(table)).toEqual(expect.arrayContaining([...expected.triggers]));
  });
});

describe('enumerations', () => {
  it.each(Object.entries(CORE_VALUES))('%s has its values, in their order', async (type, expected) => {
    const rows = await query<{ enumlabel: string }>(
      'SELECT enumlabel FROM pg_enum WHERE enumtypid = $1::regtype ORDER BY enumsortorder',
      [type],
    );
    expect(rows.map(({ enumlabel }) => enumlabel)).toEqual(expected);
  });
});

describe('every table', () => {
  it('keeps instants with their zone', async () => {
    expect(
      await query(
        `SELECT table_name, column_name FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
           AND data_type IN ('timestamp without time zone', 'time without time zone')`,
      ),
    ).toEqual([]);
  });

  it('restricts what refers to it: nothing is removed by a cascade', async () => {
    expect(
      await query(
        `SELECT conname FROM pg_constraint
         WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confdeltype NOT IN ('r', 'a')`,
      ),
    ).toEqual([]);
  });

  it('has a primary key', async () => {
    expect(
      await query(
        `SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
           AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p')`,
      ),
    ).toEqual([]);
  });
});
