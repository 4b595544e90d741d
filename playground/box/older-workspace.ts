/** A workspace that lacks what the desk's database has: the process was killed before it was saved, or its file was put back. */
import type { Database } from '../../src/database/client.js';
import { formatTs } from '../workspace/ids.js';

/** No `ts` is later than the last one that the workspace gave out. All have as many digits, and so stand in the order of their text. */
const LATER_SQL = `
  SELECT count(*)::int AS count, to_timestamp(min(ts)::float8) AS since
  FROM (
    SELECT message_ts AS ts FROM posts
    UNION
    SELECT message_ts FROM comments
    UNION
    SELECT thread_ts FROM ticket_threads
  ) AS known
  WHERE ts > $1`;

/** A sentence for whoever starts it, or null where the workspace has all of which the desk knows. */
export async function whatIsMissing(
  { pool }: Pick<Database, 'pool'>,
  lastTsMicros: number,
): Promise<string | null> {
  type Row = { count: number; since: Date | null };
  const { rows } = await pool.query<Row>(LATER_SQL, [formatTs(lastTsMicros)]);
  const { count = 0, since = null } = rows[0] ?? {};
  if (since === null) return null;
  const messages = count === 1 ? 'one message' : `${count} messages`;
  const at = since.toISOString().slice(0, 16).replace('T', ' ');
  return `The desk knows of ${messages} that the workspace has not kept, from ${at} UTC on: the playground was killed, or its file is an older one. The tickets are whole. To begin anew: npm run playground -- --fresh`;
}
