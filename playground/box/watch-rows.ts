/** Sees which rows of the bot's database change, by triggers that only the playground installs, in a schema of their own. */
import { type Listener, listen } from '../../src/database/listen.js';
import type { Desk } from '../../src/services/desk.js';
import type { RowChange } from '../live/protocol.js';
import type { ChangedRow } from '../live/trail.js';
import { CLAIM_SETTING } from './tell-causes.js';

/** What changes all the time and says nothing. */
const QUIET_TABLES = [
  '_prisma_migrations',
  'home_changes',
  'home_viewers',
  'job_heartbeats',
  'reconciler',
  'timetable_ticks',
  'title_words',
];
const QUIET_COLUMNS = new Set(['updated_at', 'read_at']);

/** Its rows are messages: these columns say how one is wanted, the others what has become of it. */
const OUTBOX = 'posts';
const WISHES = new Set(['wanted_version', 'is_withdrawn']);

const CHANNEL = 'playground_changes';
const BATCH_MAX = 500;
const VALUE_MAX = 300;

/** Outside of the schema that migrations, backups and the comparison with the Prisma schema look at. */
const SCHEMA_SQL = `
  CREATE SCHEMA IF NOT EXISTS playground;
  DROP TABLE IF EXISTS playground.changes;
  CREATE TABLE playground.changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    table_name text NOT NULL,
    claim text DEFAULT nullif(current_setting('${CLAIM_SETTING}', true), ''),
    kind text NOT NULL,
    key text NOT NULL,
    before json,
    after json
  );
  CREATE OR REPLACE FUNCTION playground.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    -- Not jsonb, which would forget the order of the columns.
    old_row json := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_json(OLD) END;
    new_row json := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_json(NEW) END;
  BEGIN
    IF old_row::text IS DISTINCT FROM new_row::text THEN
      INSERT INTO playground.changes (table_name, kind, key, before, after)
      SELECT TG_TABLE_NAME, lower(TG_OP), coalesce(string_agg(coalesce(new_row, old_row) ->> name, ' '), ''), old_row, new_row
      FROM unnest(TG_ARGV) AS name;
      PERFORM pg_notify('${CHANNEL}', '');
    END IF;
    RETURN NULL;
  END $$;`;

/** Tables of an update that came since have no trigger yet. */
const UNWATCHED_SQL = `
  SELECT c.relname AS "table", array_agg(a.attname::text ORDER BY k.place) AS keys
  FROM pg_class c
  JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($1)
    AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'playground_note_change')
  GROUP BY c.relname ORDER BY c.relname`;

/** Taken out as they are read, so that none is read twice, in whatever order they were committed. */
const TAKE_SQL = `
  DELETE FROM playground.changes WHERE id IN (
    SELECT id FROM playground.changes ORDER BY id LIMIT ${BATCH_MAX} FOR UPDATE SKIP LOCKED
  ) RETURNING id, at, table_name AS "table", kind, key, claim, before, after`;

type TakenRow = {
  id: string;
  at: Date;
  table: string;
  kind: RowChange['kind'];
  key: string;
  claim: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

export type RowWatch = Listener & {
  /** Resolves when `onRows` was told of all that is committed by now. */
  caughtUp(): Promise<void>;
};

/** Calls `onRows` soon after each commit. May be called at every start, on a database of any version. */
export async function watchRows(
  { database, log }: Pick<Desk, 'database' | 'log'>,
  onRows: (rows: readonly ChangedRow[]) => void,
): Promise<RowWatch> {
  const { pool, url } = database;
  await pool.query(SCHEMA_SQL);
  const { rows: unwatched } = await pool.query<{ table: string; keys: string[] }>(UNWATCHED_SQL, [
    QUIET_TABLES,
  ]);
  for (const { table, keys } of unwatched) {
    await pool.query(
      `CREATE TRIGGER playground_note_change AFTER INSERT OR UPDATE OR DELETE ON public."${table}"
       FOR EACH ROW EXECUTE FUNCTION playground.note_change(${keys.map((key) => `'${key}'`).join(', ')})`,
    );
  }
  const warn = (err: unknown) => log.warn({ err }, 'changed rows could not be read');
  const take = async (): Promise<void> => {
    const { rows } = await pool.query<TakenRow>(TAKE_SQL);
    if (rows.length === 0) return;
    const inOrder = rows.sort((one, other) => Number(one.id) - Number(other.id)).map(changedRow);
    onRows(inOrder.filter(({ kind, columns }) => kind !== 'update' || columns.length > 0));
    await take();
  };
  let taking = Promise.resolve();
  const caughtUp = (): Promise<void> => {
    taking = taking.then(take).catch(warn);
    return taking;
  };
  const listener = await listen(url, [CHANNEL], () => void caughtUp(), warn);
  return {
    caughtUp,
    close: async () => {
      await listener.close();
      await taking;
    },
  };
}

function changedRow({ at, table, kind, key, claim, before, after }: TakenRow): ChangedRow {
  const names = Object.keys(after ?? before ?? {}).filter((name) => !QUIET_COLUMNS.has(name));
  const columns = names
    .map((name) => ({ name, before: shortened(before?.[name]), after: shortened(after?.[name]) }))
    .filter((column) => JSON.stringify(column.before) !== JSON.stringify(column.after));
  const isWish = kind === 'insert' || columns.some(({ name }) => WISHES.has(name));
  const post = table === OUTBOX ? { id: key, isWish } : null;
  return { atMs: at.getTime(), claim, post, table, kind, key, columns };
}

function shortened(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= VALUE_MAX) return value;
  return `${text.slice(0, VALUE_MAX)}…`;
}
