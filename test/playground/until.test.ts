/** Waiting for something to become true has an end, whatever a look at it does. */

import { expect, test } from 'vitest';
import { isTimeUp } from '../../playground/until.js';
import { box } from './box.js';

const never = new Promise<boolean>(() => {});

test('a look that finds something ends it, at the next change of the workspace', async () => {
  const slack = await box();
  const seen = slack.until(() => slack.person('Bo').sees('#it-help').at(-1)?.text, { timeoutMs: 60_000 });
  slack.person('Bo').post('#it-help', 'here');
  expect(await seen).toBe('here');
});

test.each<[string, () => unknown]>([
  ['a look that finds nothing', () => false],
  ['a look that itself waits for ever', () => never],
])('%s is given up in time', async (_, check) => {
  const slack = await box();
  const waited = slack.until(check, { timeoutMs: 30, what: 'a miracle' });
  await expect(waited).rejects.toThrow('a miracle did not happen within 30 ms');
  expect(isTimeUp(await waited.catch((error: unknown) => error))).toBe(true);
});

test('a look that fails is no waiting in vain', async () => {
  const slack = await box();
  const failed = slack.until(() => Promise.reject(new Error('the database is gone')), { timeoutMs: 60_000 });
  await expect(failed).rejects.toThrow('the database is gone');
});

test('an event that is tried again in a minute keeps nobody waiting that long', async () => {
  const slack = await box({ retryDelaysMs: [60_000] });
  slack.person('Ana').post('#it-triage', 'nobody listens');
  const quiet = slack.until(
    async () => {
      await slack.settled();
      return true;
    },
    { timeoutMs: 30 },
  );
  expect(isTimeUp(await quiet.catch((error: unknown) => error))).toBe(true);
});
