/** What people type into the field for warnings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePercents, printPercents } from '../../../src/domain/sla/written-percents.js';

const read = (text: string) => {
  const written = parsePercents(text);
  return written.ok ? written.value : written.expected;
};

describe('warning percentages', () => {
  it.each<[string, number[]]>([
    ['80', [80]],
    ['50, 80', [50, 80]],
    ['80 50', [50, 80]],
    ['50%, 80 %', [50, 80]],
    ['50 and 80', [50, 80]],
    ['50;80;50', [50, 80]],
    ['', []],
    ['none', []],
    ['-', []],
    ['1 99', [1, 99]],
  ])('%j are %j', (text, means) => {
    expect(read(text)).toEqual(means);
  });

  it.each(['0', '100', '-5', '50.5', 'x', '08o', '<!here>'])('%j is refused, quoting it', (text) => {
    expect(read(`50, ${text}`)).toBe(
      `“${text}” is no warning. Write whole percentages from 1 to 99, such as 50, 80; 100 is the breach itself.`,
    );
  });

  it('several are refused at once, the first few by name', () => {
    const expected = 'Write whole percentages from 1 to 99, such as 50, 80; 100 is the breach itself.';
    expect(read('0, 80, 120')).toBe(`“0” is no warning. “120” is no warning. ${expected}`);
    expect(read('a b c d')).toBe(
      `“a” is no warning. “b” is no warning. “c” is no warning. And 1 more word. ${expected}`,
    );
  });

  it('more than five are refused', () => {
    expect(read('10 20 30 40 50')).toHaveLength(5);
    expect(read('10 20 30 40 50 60')).toBe('Write at most 5 percentages.');
  });

  it('what is printed reads back as the same', () => {
    const any = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 });
    fc.assert(
      fc.property(any, (percents) => {
        expect(read(printPercents(percents))).toEqual([...percents].sort((a, b) => a - b));
      }),
    );
  });
});
