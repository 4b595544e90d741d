/** One job's pulse: each run is told to the database, though not each of many in a moment. */
import type { Clock } from '../clock.js';
import type { Database } from '../database/client.js';
import type { Log } from '../services/desk.js';
import { recordFailure, recordSuccess } from '../services/health/heartbeats.js';
import type { Hindsight } from './hindsight.js';
import type { Job } from './job.js';
import { silenceMaxMs } from './silence.js';

/** Neither ever rejects: a run is not undone because nobody could be told of it. */
export type Heart = { beat(): Promise<void>; miss(): Promise<void> };

/** A commit can wake the sender many times a second. */
const REST_MS = 5_000;

export function heartOf(
  pulse: { database: Database; clock: Clock; log: Log },
  { name, schedule }: Pick<Job, 'name' | 'schedule'>,
  hindsight: Hindsight,
): Heart {
  let toldAtMs: number | null = null;
  const tell = async (telling: () => Promise<unknown>): Promise<boolean> => {
    try {
      await hindsight.look();
      await telling();
      return true;
    } catch (error) {
      hindsight.lose();
      pulse.log.warn({ err: error, job: name }, 'a heartbeat could not be written');
      return false;
    }
  };
  return {
    beat: async () => {
      const nowMs = pulse.clock.now().getTime();
      const restedMs = toldAtMs === null ? REST_MS : Math.abs(nowMs - toldAtMs);
      if (restedMs < REST_MS) return;
      const expected = { job: name, silenceMaxMs: silenceMaxMs(schedule) };
      toldAtMs = (await tell(() => recordSuccess(pulse, expected))) ? nowMs : null;
    },
    miss: async () => {
      toldAtMs = null;
      await tell(() => recordFailure(pulse, name));
    },
  };
}
