/** What a wall clock showed, as an instant. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAtLocal } from '../../../src/domain/sla/local-instant.js';

describe('an instant by a local clock', () => {
  it.each([
    ['UTC', '2026-03-02', 555, '2026-03-02T09:15:00.000Z'],
    ['Europe/Berlin', '2026-03-02', 555, '2026-03-02T08:15:00.000Z'],
    ['Asia/Kathmandu', '2026-03-02', 0, '2026-03-01T18:15:00.000Z'],
    ['Europe/Berlin, put back: the first of two', '2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin, put forward: never shown', '2026-03-29', 150, undefined],
    ['Pacific/Apia, the dropped date', '2011-12-30', 600, undefined],
    ['UTC, no date', '2026-02-30', 0, undefined],
  ])('%s %s %i', (zone, date, minute, instant) => {
    const [timeZone = ''] = zone.split(',');
    expect(instantAtLocal(timeZone, date, minute)?.toISOString()).toBe(instant);
  });

  it('shows that minute there, for any instant of any zone', () => {
    const zones = [
      'Europe/Lisbon',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'America/Havana',
      'Asia/Tehran',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 15_000_000 }), (zone, minutes) => {
        const atMs = Date.UTC(2000, 0, 1) + minutes * 60_000;
        const { date, minute } = shownAt(zone, atMs);
        const found = instantAtLocal(zone, date, minute);
        expect(found?.getTime()).toBeLessThanOrEqual(atMs);
        expect(shownAt(zone, found?.getTime() ?? Number.NaN)).toEqual({ date, minute });
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  function shownAt(timeZone: string, atMs: number): { date: string; minute: number } {
    const text = new Date(atMs).toLocaleString('sv-SE', { timeZone });
    const [date = '', time = ''] = text.split(' ');
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return { date, minute: hour * 60 + minute };
  }
});
