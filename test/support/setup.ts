/** Runs before each file, though modules are loaded once for many: what tests began is ended wherever they did. */
import { afterAll, afterEach, beforeEach } from 'vitest';
import { endFile, endTest } from './ends.js';

let ranOutOfTime: string | null = null;

/** A test that ran out of its time is not stopped by that: it goes on writing into the database that the file's next tests begin with. */
beforeEach(({ skip }) => {
  if (ranOutOfTime !== null) skip(`"${ranOutOfTime}" ran out of its time, and is running still`);
});
afterEach(({ signal, task }) => {
  if (signal.aborted) ranOutOfTime = task.name;
});

afterEach(endTest);
afterAll(endFile);
