/** What the page says of a jump: how often something fell due, and what was done late. */
import { expect, test } from 'vitest';
import { passageWords } from '../../../playground/page/desk/passage-words.js';

const MINUTE_MS = 60_000;
const QUIET = { stops: 0, lateMaxMs: 0, isAllSaid: true };

test.each([
  [QUIET, 'Nothing fell due.'],
  [{ ...QUIET, stops: 1 }, 'Something fell due once, and was done then.'],
  [{ ...QUIET, stops: 3, lateMaxMs: MINUTE_MS }, 'Something fell due at 3 moments, and was done then.'],
  [
    { ...QUIET, stops: 60, lateMaxMs: 5 * MINUTE_MS },
    'Something fell due at 60 moments, and was done then. There was too much to stop for each: some of it was done up to 5 min late.',
  ],
  [
    { stops: 60, lateMaxMs: 150 * MINUTE_MS, isAllSaid: false },
    'Something fell due at 60 moments, and was done then. There was too much to stop for each: some of it was done up to 3 h late. The bot has more to say than it could by now: the rest comes in a moment.',
  ],
])('%o', (passage, words) => {
  expect(passageWords(passage)).toBe(words);
});
