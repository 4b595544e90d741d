/** How the trail names what was broken: in the words of the panel, and never by the name of a fault. */
import { expect, test } from 'vitest';
import { faultWords } from '../../playground/live/fault-words.js';

const nameOf = () => '#it-help';

test.each([
  [
    'event',
    ['people', { kind: 'drop' }, { times: 1 }],
    'Broken on purpose: The next event that people cause is lost',
  ],
  [
    'api',
    ['*', { kind: 'status', status: 500 }, { times: 3 }],
    'Broken on purpose: The next call is answered with 500',
  ],
  ['removeBot', ['C0ITHELP002'], 'The bot was removed from #it-help'],
  ['reorder', [true], 'Events are held back from now on'],
  ['clear', [], 'Everything was mended'],
] as const)('%s %j', (name, args, words) => {
  expect(faultWords(name, args, nameOf)).toBe(words);
});
