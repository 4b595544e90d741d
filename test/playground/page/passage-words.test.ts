/** What the page says of a jump: how often it stopped, and what it did not stop for. */
import { expect, test } from 'vitest';
import { passageWords } from '../../../playground/page/desk/passage-words.js';

const MINUTE_MS = 60_000;
const QUIET = { stops: 0, lateMaxMs: 0, isAllSaid: true };

test.each([
  [QUIET, 'Nothing fell due on the way.'],
  [{ ...QUIET, stops: 1 }, 'Time stopped once on the way, where something fell due.'],
  [
    { ...QUIET, stops: 3, lateMaxMs: MINUTE_MS },
    'Time stopped 3 times on the way, where something fell due.',
  ],
  [
    { ...QUIET, stops: 60, lateMaxMs: 5 * MINUTE_MS },
    'Time stopped 60 times on the way, where something fell due. There was too much for a stop each: some of it was done up to 5 min late.',
  ],
  [
    { stops: 60, lateMaxMs: 150 * MINUTE_MS, isAllSaid: false },
    'Time stopped 60 times on the way, where something fell due. There was too much for a stop each: some of it was done up to 3 h late. The bot has more to say than it could by now: the rest comes in a moment.',
  ],
])('%o', (passage, words) => {
  expect(passageWords(passage)).toBe(words);
});
