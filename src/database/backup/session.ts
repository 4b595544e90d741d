/** The one connection that a backup or a restore works on. */
import pg from 'pg';

/** What a value looks like as text must not depend on the settings of two servers. */
const SESSION_SQL = [
  "SET TIME ZONE 'UTC'",
  "SET datestyle = 'ISO'",
  "SET intervalstyle = 'postgres'",
  "SET bytea_output = 'hex'",
  'SET extra_float_digits = 1',
  'SET statement_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
].join('; ');

const CONNECT_TIMEOUT_MS = 10_000;

/** Whatever `work` left open is rolled back when it ends. */
export async function withSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'threadesk-backup',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // Every query that a lost connection breaks rejects by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(SESSION_SQL);
    return await work(client);
  } finally {
    await client.end();
  }
}
