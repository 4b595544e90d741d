/** The table of a zone's offsets: complete, exact to the second, and refusing what it cannot know. */

import { describe, expect, it } from 'vitest';
import {
  clockChangesBetween,
  HorizonError,
  isKnownTimeZone,
  localDateAt,
  zoneTable,
} from '../../../src/domain/sla/zone.js';

const HOUR_MS = 3_600_000;
const UNTIL_MS = Date.UTC(2027, 0, 1);

function changesIn(timeZone: string, year: number): [at: string, offsetHours: number][] {
  const { startsAtMs, offsetsMs } = zoneTable(timeZone, UNTIL_MS);
  return startsAtMs.flatMap((atMs, index): [string, number][] =>
    new Date(atMs).getUTCFullYear() === year
      ? [[new Date(atMs).toISOString(), (offsetsMs[index] ?? 0) / HOUR_MS]]
      : [],
  );
}

describe('a zone', () => {
  it.each([
    [
      'Europe/Berlin',
      2026,
      [
        ['2026-03-29T01:00:00.000Z', 2],
        ['2026-10-25T01:00:00.000Z', 1],
      ],
    ],
    [
      'America/New_York',
      2026,
      [
        ['2026-03-08T07:00:00.000Z', -4],
        ['2026-11-01T06:00:00.000Z', -5],
      ],
    ],
    [
      'Australia/Lord_Howe',
      2026,
      [
        ['2026-04-04T15:00:00.000Z', 10.5],
        ['2026-10-03T15:30:00.000Z', 11],
      ],
    ],
    [
      'America/Recife',
      2000,
      [
        ['2000-02-27T02:00:00.000Z', -3],
        ['2000-10-08T03:00:00.000Z', -2],
        ['2000-10-15T02:00:00.000Z', -3],
      ],
    ],
    [
      'Pacific/Apia',
      2011,
      [
        ['2011-04-02T14:00:00.000Z', -11],
        ['2011-09-24T14:00:00.000Z', -10],
        ['2011-12-30T10:00:00.000Z', 14],
      ],
    ],
    ['Africa/Monrovia', 1972, [['1972-01-07T00:44:30.000Z', 0]]],
    ['Asia/Kathmandu', 1985, [['1985-12-31T18:30:00.000Z', 5.75]]],
    ['Asia/Tokyo', 2026, []],
  ] as const)('%s in %i changes as its law said', (timeZone, year, changes) => {
    const expected = changes.map(([at, offset]) => [at, offset]);
    expect(changesIn(timeZone, year)).toEqual(expected);
  });

  it('has a table that grows at its end only', () => {
    const before = [...zoneTable('Europe/Paris', Date.UTC(2000, 0, 1)).startsAtMs];
    const after = zoneTable('Europe/Paris', Date.UTC(2100, 0, 1)).startsAtMs;
    expect(after.length).toBeGreaterThan(before.length + 190);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('tells the local date', () => {
    expect(localDateAt('Pacific/Apia', Date.parse('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(localDateAt('Pacific/Apia', Date.parse('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });

  it('has one table however its name is spelled', () => {
    expect(zoneTable('EUROPE/paris', UNTIL_MS)).toBe(zoneTable('Europe/Paris', UNTIL_MS));
  });

  it('ends with the year 2199', () => {
    expect(() => zoneTable('UTC', Date.UTC(2200, 0, 1, 0, 0, 1))).toThrow(HorizonError);
  });

  it.each([
    ['Europe/Berlin', true],
    ['europe/BERLIN', true],
    // A Kelvin sign, which is a k in lower case.
    ['Asia/To\u212ayo', false],
    ['UTC', true],
    ['Etc/GMT+3', true],
    ['Europe/Bielefeld', false],
    ['+02:00', false],
    ['', false],
  ])('%j is known: %s', (timeZone, known) => {
    expect(isKnownTimeZone(timeZone)).toBe(known);
  });
});

describe('changes of the clocks', () => {
  it.each<[timeZone: string, from: string, to: string, changes: [at: string, minutes: number][]]>([
    ['Europe/Berlin', '2026-03-01', '2026-04-01', [['2026-03-29T01:00:00Z', 60]]],
    ['Europe/Berlin', '2026-10-01', '2026-11-01', [['2026-10-25T01:00:00Z', -60]]],
    ['Antarctica/Troll', '2026-03-01', '2026-04-01', [['2026-03-29T01:00:00Z', 120]]],
    ['Pacific/Apia', '2011-12-01', '2012-01-01', [['2011-12-30T10:00:00Z', 1440]]],
    ['Africa/Monrovia', '1972-01-01', '1972-02-01', [['1972-01-07T00:44:30Z', 44.5]]],
    [
      'Australia/Lord_Howe',
      '2026-01-01',
      '2027-01-01',
      [
        ['2026-04-04T15:00:00Z', -30],
        ['2026-10-03T15:30:00Z', 30],
      ],
    ],
    ['Europe/Berlin', '2026-04-01', '2026-10-01', []],
    ['UTC', '1970-01-01', '2026-01-01', []],
  ])('%s, %s to %s', (timeZone, from, to, changes) => {
    expect(clockChangesBetween(timeZone, new Date(from), new Date(to))).toEqual(
      changes.map(([at, deltaMinutes]) => ({ at: new Date(at), deltaMinutes })),
    );
  });

  const CHANGE_MS = Date.parse('2026-03-29T01:00:00Z');
  it.each([
    ['from it on', 0, 60_000, 0],
    ['up to the millisecond before', -60_000, -1, 0],
    ['up to it', -1, 0, 1],
    ['backwards', 60_000, -60_000, 0],
  ])('the end of a range belongs to it, its beginning does not: %s', (_, fromMs, toMs, count) => {
    const [from, to] = [new Date(CHANGE_MS + fromMs), new Date(CHANGE_MS + toMs)];
    expect(clockChangesBetween('Europe/Berlin', from, to)).toHaveLength(count);
  });

  it.each(['1969-12-31', 'never', '2201-01-01'])('are unknown up to %s', (to) => {
    expect(() => clockChangesBetween('UTC', new Date('2026-01-01'), new Date(to))).toThrow(HorizonError);
  });
});
