import { describe, expect, it } from 'vitest';
import { OTHER_NAMES, ZONES_OF_ABBREVIATION } from '../../../src/domain/sla/time-zone-names.js';
import { searchTimeZones, utcOffsetOf } from '../../../src/domain/sla/time-zones.js';
import { isKnownTimeZone } from '../../../src/domain/sla/zone.js';

const ALL = 1_000;

describe('a time zone', () => {
  const cases: [string, string][] = [
    ['berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['NEW_YORK', 'America/New_York'],
    ['America/New_York', 'America/New_York'],
    ['york', 'America/New_York'],
    ['europe lon', 'Europe/London'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
    ['germany', 'Europe/Berlin'],
    ['japan', 'Asia/Tokyo'],
    ['india', 'Asia/Kolkata'],
    ['kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['kiev', 'Europe/Kyiv'],
    ['salta', 'America/Argentina/Salta'],
    ['munich', 'Europe/Berlin'],
    ['Mumbai', 'Asia/Kolkata'],
    ['delhi', 'Asia/Kolkata'],
    ['San Francisco', 'America/Los_Angeles'],
    ['US Eastern', 'America/New_York'],
    ['us pacific', 'America/Los_Angeles'],
    ['CET', 'Europe/Berlin'],
    [' cest ', 'Europe/Berlin'],
    ['EST', 'America/New_York'],
    ['CST', 'America/Chicago'],
    ['PST', 'America/Los_Angeles'],
    ['GMT', 'Europe/London'],
    ['IST', 'Asia/Kolkata'],
    ['estonia', 'Europe/Tallinn'],
    ['esto', 'Europe/Tallinn'],
  ];

  it.each(cases)('is found by "%s" as %s', (typed, zone) => {
    expect(searchTimeZones(typed, ALL)[0]).toBe(zone);
  });

  it('is found by its region with all others of it', () => {
    const found = searchTimeZones('europe', ALL);
    expect(found).toEqual(expect.arrayContaining(['Europe/Berlin', 'Europe/Paris']));
    expect(found.filter((zone) => !zone.startsWith('Europe/'))).toEqual([]);
  });

  it('is found by an abbreviation with others that share it and places that begin so, but by no country', () => {
    expect(searchTimeZones('EST', ALL)).toEqual(['America/New_York', 'America/Toronto']);
    expect(searchTimeZones('IST', ALL)).toEqual([
      ...['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem', 'Europe/Istanbul'],
    ]);
    expect(searchTimeZones('CET', 2)).toEqual(['Europe/Berlin', 'Europe/Paris']);
  });

  it('that has another name is one that can be chosen', () => {
    const all = new Set(searchTimeZones('', ALL));
    const named = [...Object.values(ZONES_OF_ABBREVIATION).flat(), ...Object.keys(OTHER_NAMES)];
    expect(named.filter((zone) => !all.has(zone))).toEqual([]);
  });

  it('that nobody knows is not found', () => {
    expect(searchTimeZones('atlantis', ALL)).toEqual([]);
  });

  it('is never one that calendars would refuse, nor there twice', () => {
    const all = searchTimeZones('', ALL);
    expect(all[0]).toBe('UTC');
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter((zone) => !isKnownTimeZone(zone))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    expect(searchTimeZones('', 100)).toHaveLength(100);
  });
});

describe('how far a zone is from UTC', () => {
  const cases: [string, string, string][] = [
    ['UTC', '2026-07-01T00:00:00Z', 'UTC'],
    ['Europe/London', '2026-01-15T12:00:00Z', 'UTC'],
    ['Europe/London', '2026-07-15T12:00:00Z', 'UTC+1'],
    ['Europe/Berlin', '2026-01-15T12:00:00Z', 'UTC+1'],
    ['Asia/Kolkata', '2026-01-15T12:00:00Z', 'UTC+5:30'],
    ['America/St_Johns', '2026-01-15T12:00:00Z', 'UTC-3:30'],
    ['Pacific/Kiritimati', '2026-01-15T12:00:00Z', 'UTC+14'],
  ];

  it.each(cases)('%s at %s is %s', (zone, at, offset) => {
    expect(utcOffsetOf(zone, new Date(at))).toBe(offset);
  });
});
