/** When the desk reminds, tells and closes by itself, and when it looks again. */
import { describe, expect, it } from 'vitest';
import { type ClosingNotice, closingStep, spreadUntil, waitingStep } from '../../src/domain/follow-up.js';

const HOUR_MS = 3_600_000;
/** Day and hour of March 2026. */
const on = (day: number, hour = 10) => new Date(Date.UTC(2026, 2, day, hour));

describe('a ticket resolved on the 2nd at 10:00', () => {
  const told = (day: number, hour?: number) => ({ sinceAt: on(day, hour) });
  it.each<
    [what: string, notice: ClosingNotice, now: Date, act: 'tell' | 'close' | null, nextAt: Date | null]
  >([
    ['is left alone at first', 'none', on(2), null, on(8)],
    ['is left alone until six days have passed', 'none', on(8, 9), null, on(8)],
    ['is told of on the day before', 'none', on(8), 'tell', new Date(on(8).getTime() + 600_000)],
    ['waits for its notice to be in Slack', 'on_its_way', on(20), null, new Date(on(20).getTime() + 600_000)],
    ['is not closed before the seventh day', told(8), on(9, 9), null, on(9)],
    ['is closed after seven days', told(8), on(9), 'close', null],
    ['has a day more where the notice came late', told(8, 18), on(9, 17), null, on(9, 18)],
    ['and is closed when that is over', told(8, 18), on(9, 18), 'close', null],
    [
      'is told of first after weeks in which nobody looked',
      'none',
      on(30),
      'tell',
      new Date(on(30).getTime() + 600_000),
    ],
    ['and not closed until that has stood for a day', told(30), on(31, 9), null, on(31)],
  ])('%s', (_, notice, now, act, nextAt) => {
    expect(closingStep({ quietSinceAt: on(2), notice, isFirstLook: false }, now)).toEqual({ act, nextAt });
  });

  it.each<[what: string, notice: ClosingNotice, now: Date, act: string | null]>([
    ['is told of as any other in the first days', 'none', on(8), 'tell'],
    ['is told of until it should have been closed', 'none', on(9, 9), 'tell'],
    ['is closed without a word after that', 'none', on(9), 'close_quietly'],
    ['however long ago it was resolved', 'none', new Date(Date.UTC(2036, 0, 1)), 'close_quietly'],
    ['but not where its reporter has been told', told(30), on(30, 11), null],
  ])('and that the desk looks at for the first time %s', (_, notice, now, act) => {
    expect(closingStep({ quietSinceAt: on(2), notice, isFirstLook: true }, now).act).toBe(act);
  });
});

describe('a ticket that waits, to be reminded of on the 4th and offered on the 9th', () => {
  const due = { remindAt: on(4), offerAt: on(9), remindedAt: null, isOffered: false };
  it.each<[what: string, told: object, now: Date, act: 'remind' | 'offer' | null, nextAt: Date | null]>([
    ['is left alone until then', {}, on(4, 9), null, on(4)],
    ['is reminded of', {}, on(4), 'remind', on(9)],
    ['is reminded of once', { remindedAt: on(4) }, on(8), null, on(9)],
    ['is offered to be settled', { remindedAt: on(4) }, on(9), 'offer', null],
    ['is offered once, and then left alone', { remindedAt: on(4), isOffered: true }, on(30), null, null],
    ['is offered alone after a time in which nobody looked', {}, on(9), 'offer', null],
    ['is not offered on the day of a late reminder', { remindedAt: on(9, 8) }, on(9), null, on(10, 8)],
    ['and a late reminder puts the offer off', {}, on(8, 18), 'remind', on(9, 18)],
  ])('%s', (_, told, now, act, nextAt) => {
    expect(waitingStep({ ...due, ...told }, now)).toEqual({ act, nextAt });
  });

  it('is never told of twice within a day, whenever the desk looks', () => {
    for (let remindHour = 0; remindHour < 240; remindHour += 7) {
      const remindedAt = new Date(on(4).getTime() + remindHour * HOUR_MS);
      const { act, nextAt } = waitingStep(due, remindedAt);
      if (act !== 'remind') continue;
      const next = waitingStep({ ...due, remindedAt }, nextAt ?? remindedAt);
      expect(next.act).toBe('offer');
      expect((nextAt?.getTime() ?? 0) - remindedAt.getTime()).toBeGreaterThanOrEqual(24 * HOUR_MS);
    }
  });
});

describe('what a person is told late', () => {
  it.each<[what: string, dueAt: Date, lastToldAt: Date | null, now: Date, until: Date | null]>([
    ['comes at once where they were told nothing lately', on(2), null, on(9), null],
    ['comes a day after the last', on(2), on(9, 8), on(9), on(10, 8)],
    ['comes when that day is over', on(2), on(8), on(9), null],
    ['is late from a day on', on(8), on(9, 8), on(9), on(10, 8)],
    ['and waits for nothing where it is in time', on(8, 11), on(9, 8), on(9), null],
  ])('%s', (_, dueAt, lastToldAt, now, until) => {
    expect(spreadUntil({ dueAt, lastToldAt }, now)).toEqual(until);
  });
});
