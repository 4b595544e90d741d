import { describe, expect, it } from 'vitest';
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
  ];

  it.each(cases)('is found by "%s" as %s', (typed, zone) => {
    expect(searchTimeZones(typed, ALL)[0]).toBe(zone);
  });

  it('is found by its region with all others of it', () => {
    const found = searchTimeZones('europe', ALL);
    expect(found).toEqual(expect.arrayContaining(['Europe/Berlin', 'Europe/Paris']));
    expect(found.filter((zone) => !zone.startsWith('Europe/'))).toEqual([]);
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
