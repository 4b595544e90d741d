/** Jobs that are run and stopped with the test, and what they log, for the tests of the runner. */
import { afterEach } from 'vitest';
import type { Job } from '../../src/jobs/job.js';
import { runJobs } from '../../src/jobs/run-jobs.js';
import { useTestDesk } from '../support/desk.js';
import { type Line, started } from './job-named.js';

export function useJobs() {
  const fixture = useTestDesk();

  afterEach(async () => {
    await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
  });

  async function start(...jobs: Job[]) {
    const lines: Line[] = [];
    const keep = (level: string) => (fields: object, message: string) =>
      void lines.push({ level, fields: fields as Record<string, unknown>, message });
    const log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
    const running = await runJobs({ database: fixture.desk.database, clock: fixture.desk.clock, log }, jobs);
    started.push(running);
    return { running, lines };
  }

  return {
    fixture,
    start,
  };
}
