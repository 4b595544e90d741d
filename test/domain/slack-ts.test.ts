import { describe, expect, it } from 'vitest';
import { compareTs, dateToTs, isSlackTs, tsToDate } from '../../src/domain/slack-ts.js';

describe('Slack timestamps', () => {
  it('order by the microsecond, where floating point would not', () => {
    expect(compareTs('1719211546.331399', '1719211546.331400')).toBeLessThan(0);
    expect(compareTs('1719211547.000000', '1719211546.999999')).toBeGreaterThan(0);
    expect(compareTs('1719211546.331399', '1719211546.331399')).toBe(0);
  });
  it('order by time, not by letters', () => {
    expect(compareTs('999999999.000000', '1000000000.000000')).toBeLessThan(0);
  });
  it('are cut to the millisecond, never rounded up', () => {
    expect(tsToDate('1719211546.331999')).toEqual(new Date(1719211546331));
    expect(dateToTs(new Date(1719211546031))).toBe('1719211546.031000');
  });
  it.each(['', '1719211546', '1719211546.', '.331399', '1719211546.3313991', 'now', '-1.000000', '1e3.0'])(
    '%j is none',
    (value) => {
      expect(isSlackTs(value)).toBe(false);
      expect(() => tsToDate(value)).toThrow(RangeError);
    },
  );
});
