import { describe, expect, it } from 'vitest';
import { mergeHolidays } from '../../../src/domain/sla/merge-holidays.js';

const IMPORTED = [
  { date: '2026-12-25', name: 'Christmas Day' },
  { date: '2026-12-26', name: 'Boxing Day' },
];
const BOTH = '2026-12-25 Christmas Day\n2026-12-26 Boxing Day';

describe('imported holidays', () => {
  it.each([
    ['into an empty list', '', BOTH, 2],
    ['in order of date', '2026-12-31 Old Year', `${BOTH}\n2026-12-31 Old Year`, 2],
    [
      'keep a name that was typed',
      '2026-12-25 Office party',
      `2026-12-25 Office party\n2026-12-26 Boxing Day`,
      1,
    ],
    ['give a date its name that had none', '2026-12-25', BOTH, 1],
    [
      'know a date however it was typed',
      '- 2026.12.25, Office party',
      `2026-12-25 Office party\n2026-12-26 Boxing Day`,
      1,
    ],
    ['a second time change nothing', BOTH, BOTH, 0],
  ])('%s', (_how, typed, text, added) => {
    expect(mergeHolidays(typed, IMPORTED)).toEqual({ text, added, alreadyThere: 2 - added });
  });

  it('leave a list that cannot be read as it was typed, and stand at its end', () => {
    const typed = '25 December party\n2026-12-26 Sales\n';
    expect(mergeHolidays(typed, IMPORTED)).toEqual({
      text: '25 December party\n2026-12-26 Sales\n2026-12-25 Christmas Day',
      added: 1,
      alreadyThere: 1,
    });
  });

  it('of which there are none change nothing', () => {
    expect(mergeHolidays('', [])).toEqual({ text: '', added: 0, alreadyThere: 0 });
  });
});
