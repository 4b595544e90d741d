/** Has every thread looked at again in its turn, because edits leave no trace that would be cheaper to find. */
import { inTransaction } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { beginRun } from './begin-run.js';

/** @returns how many threads it added to those that are still to be read. */
export async function beginHourlyRun(desk: Desk): Promise<{ threads: number }> {
  const { threads } = await inTransaction(desk.database, (tx) =>
    beginRun(tx, desk.clock.now(), { cause: 'hourly' }),
  );
  return { threads };
}
