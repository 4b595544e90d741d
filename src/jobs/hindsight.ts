/** Has a process look back before its first sign of life, which covers up what was silent until then: at its start, and after it had no database. */
import type { Clock } from '../clock.js';
import type { Database } from '../database/client.js';
import type { Log } from '../services/desk.js';
import { lookBackOnOutages } from '../services/health/look-back.js';
import type { Job } from './job.js';
import { silenceMaxMs } from './silence.js';

export type Hindsight = {
  /** Before each sign; looks only where it has to. Rejects where it cannot: then no sign may be given either. */
  look(): Promise<void>;
  /** A sign could not be given. */
  lose(): void;
};

export function hindsightOf(
  { database, clock, log }: { database: Database; clock: Clock; log: Log },
  jobs: readonly Pick<Job, 'name' | 'schedule'>[],
): Hindsight {
  let isDue = true;
  let looking: Promise<void> | null = null;
  const lookBack = async () => {
    const expected = jobs.map(({ name, schedule }) => ({ job: name, silenceMaxMs: silenceMaxMs(schedule) }));
    const { wasDown, began } = await lookBackOnOutages({ database, clock }, expected);
    isDue = false;
    if (wasDown) log.warn({}, 'the desk stood still');
    if (began > 0) log.warn({ jobs: began }, 'background work had stopped');
  };
  return {
    look: async () => {
      if (!isDue) return;
      looking ??= lookBack().finally(() => {
        looking = null;
      });
      await looking;
    },
    lose: () => {
      isDue = true;
    },
  };
}
