/** Which big tables a piece of work reads from end to end: its statements are caught on their way and explained. */
import type pg from 'pg';
import { explain, statementsOf } from '../test/support/query-plans.js';

/** Those of the tables that grow with every ticket which `fillLargeDesk` fills: one without rows is always read from end to end. */
const BIG = /Seq Scan on (tickets|ticket_threads|comments)\b/g;

export async function seqScansOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<string[]> {
  const scanned = new Set<string>();
  for (const { text, values } of await statementsOf(work)) {
    if (!/^\s*(?:SELECT|WITH)\b/i.test(text)) continue;
    for (const [, table] of (await explain(pool, text, values)).matchAll(BIG)) scanned.add(table ?? '');
  }
  return [...scanned];
}
