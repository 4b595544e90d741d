/** What is said where the app did not ack: what to do next, and never that nothing happened, which nobody knows. */
import { expect, test } from 'vitest';
import { wordsOfUnanswered } from '../../../playground/page/refusals.js';

test.each([
  [
    'Threadesk',
    'dispatch_failed',
    'Threadesk did not answer (dispatch_failed). Look whether it was done, and try again if not.',
  ],
  [
    '/ticket',
    undefined,
    '/ticket did not answer (operation_timeout). Look whether it was done, and try again if not.',
  ],
])('%s: %s', (what, error, words) => {
  expect(wordsOfUnanswered(what, error)).toBe(words);
});
