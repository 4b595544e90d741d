/** All background work: a table for each subject, in `tables/`. */
import type { Job, JobParts } from './job.js';
import { clockJobs } from './tables/clocks.js';
import { directoryJobs } from './tables/directory.js';
import { readingJobs } from './tables/reading.js';
import { sayingJobs } from './tables/saying.js';
import { ticketJobs } from './tables/tickets.js';
import { upkeepJobs } from './tables/upkeep.js';

const TABLES = [sayingJobs, clockJobs, ticketJobs, readingJobs, directoryJobs, upkeepJobs];

/** A job for each of `JOB_NAMES`, in their order. */
export function jobRegistry(parts: JobParts): readonly Job[] {
  return TABLES.flatMap((table) => table(parts));
}
