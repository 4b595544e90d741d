/** What turns the direction of a text is turned back behind it, by the rules of Unicode: https://www.unicode.org/reports/tr9/ */
import { expect, test } from 'vitest';
import { endOfDirections } from '../../../playground/page/block-kit/directions.js';

const [RLE, RLO, PDF, RLI, FSI, PDI] = ['\u202b', '\u202e', '\u202c', '\u2067', '\u2068', '\u2069'];

test.each([
  ['a text without any', 'invoice.pdf', ''],
  ['an override', `invoice${RLO}fdp.exe`, PDF],
  ['one that was turned back', `${RLO}abc${PDF}`, ''],
  ['some in each other', `${RLE}a${RLO}b${RLI}c${FSI}d`, PDI + PDI + PDF + PDF],
  ['an isolate whose end ends what is in it', `${RLI}a${RLO}b${PDI}`, ''],
  ['an end of an embedding in an isolate, which is none', `${RLO}a${RLI}b${PDF}`, PDI + PDF],
  ['ends of nothing', PDF + PDI, ''],
  ['what a line has ended', `${RLO}a\nb`, ''],
  ['the last line', `a\n${RLO}b`, PDF],
])('%s', (_, text, end) => {
  expect(endOfDirections(text)).toBe(end);
  expect(endOfDirections(text + end)).toBe('');
});

test('a text of nothing else is read in one go', () => {
  expect(endOfDirections(RLO.repeat(40_000))).toHaveLength(40_000);
  expect(endOfDirections((RLI + PDI).repeat(20_000))).toBe('');
  expect(endOfDirections(RLO.repeat(20_000) + PDI.repeat(20_000))).toHaveLength(20_000);
  expect(endOfDirections(RLI + RLO.repeat(20_000) + PDI.repeat(20_000))).toBe('');
});
