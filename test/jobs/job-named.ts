/** A job as a test wants it, for the tests of the runner. */
import { vi } from 'vitest';
import type { Job } from '../../src/jobs/job.js';
import type { RunningJobs } from '../../src/jobs/run-jobs.js';

export const started: RunningJobs[] = [];

export type Line = { level: string; fields: Record<string, unknown>; message: string };

export function jobNamed(facts: Partial<Job>): Job {
  return {
    name: 'sweep-clocks',
    schedule: '0 0 1 1 *',
    wakeOn: null,
    isClaimed: false,
    isRunAtStart: false,
    isFrequent: false,
    run: async () => undefined,
    ...facts,
  };
}

export const soon = (check: () => void) => vi.waitFor(check, { interval: 5, timeout: 5_000 });
