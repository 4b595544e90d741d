/** The reconciler: reads what is due, as fast as its pace allows, and stops where it may ask no more. */
import { type DueReading, dueChannelsSql, dueThreadsSql } from '../../database/sql/due-readings.js';
import { finishRunsSql } from '../../database/sql/finish-runs.js';
import { READING_RANKS } from '../../domain/reconcile/reading-rank.js';
import type { Desk } from '../desk.js';
import { type Pace, RECONCILE_PACE, type Reading } from './pace.js';
import { type ReadOutcome, readThreadAgain } from './read-thread.js';
import { scanChannel } from './scan-channel.js';

/** Of one call; the pace ends it sooner. Past the number of processes, so that what the others hold is passed over. */
const CANDIDATES_MAX = 20;
const ROUNDS_MAX = 100;

export type Reconciled = { channels: number; threads: number };

/**
 * May be killed anywhere and run by several processes at once: each channel and thread is one process's at a time, and what one of
 * them has read is due for none. Returns how much this call looked at.
 */
export async function reconcile(desk: Desk, pace: Pace = RECONCILE_PACE): Promise<Reconciled> {
  const reading = { desk, pace };
  const done = { channels: 0, threads: 0 };
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const next = await readNext(reading);
    if (next === null) break;
    done[next] += 1;
  }
  await finishRuns(desk);
  return done;
}

/** Null where nothing is left, or nothing may be asked for now. */
async function readNext(reading: Reading): Promise<'channels' | 'threads' | null> {
  const { desk } = reading;
  const { prisma } = desk.database;
  const threads = await prisma.$queryRaw<DueReading[]>(dueThreadsSql(desk.clock.now(), CANDIDATES_MAX));
  const askedFor = threads.filter(({ rank }) => rank === READING_RANKS.asked_for);
  const first = await firstOf(askedFor, (id) => readThreadAgain(reading, id));
  if (first !== 'none') return first === 'read' ? 'threads' : null;
  const channels = await prisma.$queryRaw<{ id: number }[]>(dueChannelsSql(CANDIDATES_MAX));
  const scanned = await firstOf(channels, (id) => scanChannel(reading, id));
  if (scanned !== 'none') return scanned === 'read' ? 'channels' : null;
  const others = threads.filter(({ rank }) => rank !== READING_RANKS.asked_for);
  return (await firstOf(others, (id) => readThreadAgain(reading, id))) === 'read' ? 'threads' : null;
}

/** Passes over what another process has, and what failed: that is put off. */
async function firstOf(
  due: readonly { id: number }[],
  read: (id: number) => Promise<ReadOutcome>,
): Promise<'read' | 'not_now' | 'none'> {
  for (const { id } of due) {
    const outcome = await read(id);
    if (outcome === 'read' || outcome === 'not_now') return outcome;
  }
  return 'none';
}

async function finishRuns(desk: Desk): Promise<void> {
  const finished = await desk.database.prisma.$queryRaw<object[]>(finishRunsSql(desk.clock.now()));
  for (const run of finished) desk.log.info({ ...run }, 'reconciled');
}
