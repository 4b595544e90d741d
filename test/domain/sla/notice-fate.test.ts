import { describe, expect, it } from 'vitest';
import type { ThreadsReading } from '../../../src/domain/sla/await-check.js';
import { type NoticeFacts, whyUntold } from '../../../src/domain/sla/notice-fate.js';

const NOW = new Date('2026-03-02T15:00:00Z');
const EARLIER = new Date('2026-03-02T14:00:00Z');
const LATER = new Date('2026-03-02T16:00:00Z');

const WARNING: NoticeFacts = {
  percent: 80,
  audience: 'triage',
  isReminder: false,
  isDone: false,
  isAnswered: false,
  isPaused: false,
  isOfPresentClock: true,
  isToldAnew: false,
  isOvertaken: false,
  breachedAt: null,
  atRiskAt: EARLIER,
  isForThemStill: true,
  isForNobody: false,
  isTooEarly: false,
  check: { reading: 'done', awaitsCheckSinceAt: null },
};
const BREACH: NoticeFacts = { ...WARNING, percent: 100, breachedAt: EARLIER, atRiskAt: null };

const fateOf = (facts: NoticeFacts) => whyUntold(facts, NOW)?.fate ?? 'tell';

const unread = (reading: ThreadsReading, since: string | null) => ({
  reading,
  awaitsCheckSinceAt: since === null ? null : new Date(since),
});

describe('a warning', () => {
  it.each([
    ['whose threads are to be read again', { check: unread('due', null) }, 'tell'],
    ['still at risk', {}, 'tell'],
    ['of a ticket that waits', { isPaused: true, atRiskAt: null }, 'keep'],
    ['answered, of a ticket that waits', { isPaused: true, isAnswered: true, atRiskAt: null }, 'drop'],
    ['stopped, paused or breached since', { atRiskAt: null }, 'drop'],
    ['at risk later by now', { atRiskAt: LATER }, 'drop'],
    ['of a clock that is another by now', { isOfPresentClock: false }, 'drop'],
    ['with a higher percentage beside it', { isOvertaken: true }, 'drop'],
    ['for somebody who has it no more', { audience: 'assignee', isForThemStill: false }, 'redirect'],
    ['for triage, of a ticket somebody took', { isForThemStill: false }, 'redirect'],
    ['that nobody can be told of', { isForThemStill: false, isForNobody: true }, 'keep'],
    ['for somebody whose day is over by now', { isTooEarly: true }, 'keep'],
    ['that is none any more, whatever the hour', { isTooEarly: true, atRiskAt: null }, 'drop'],
    [
      'for somebody who has it no more, of a ticket that was answered',
      { isForThemStill: false, atRiskAt: null },
      'drop',
    ],
  ] as const)('%s', (_name, change, fate) => {
    expect(fateOf({ ...WARNING, ...change })).toBe(fate);
  });
});

describe('a breach', () => {
  it.each([
    ['still one', {}, 'tell'],
    ['of a ticket that waits by now', { isPaused: true }, 'tell'],
    ['of a ticket that was resolved, late', { isDone: true }, 'tell'],
    ['of an earlier clock that was late as well', { isOfPresentClock: false }, 'tell'],
    ['that moved back', { breachedAt: null }, 'drop'],
    ['told of anew by a later clock', { isToldAnew: true }, 'drop'],
    ['whose threads are to be read again', { check: unread('due', null) }, 'keep'],
    ['that has waited for it for a while', { check: unread('due', '2026-03-02T14:45:01Z') }, 'keep'],
    ['that has waited for it long enough', { check: unread('due', '2026-03-02T14:45:00Z') }, 'tell'],
    ['whose threads could not be read again', { check: unread('failed', null) }, 'tell'],
    ['that moved back when they were', { check: unread('due', null), breachedAt: null }, 'drop'],
    [
      'for others, which wait for it themselves',
      { check: unread('due', null), isForThemStill: false },
      'redirect',
    ],
    ['that nobody can be told of', { isForThemStill: false, isForNobody: true }, 'keep'],
    ['for somebody who has it no more', { audience: 'assignee', isForThemStill: false }, 'redirect'],
  ] as const)('%s', (_name, change, fate) => {
    expect(fateOf({ ...BREACH, ...change })).toBe(fate);
  });
});

describe('a reminder', () => {
  const REMINDER: NoticeFacts = { ...BREACH, isReminder: true };
  it.each([
    ['of what is late still', {}, 'tell'],
    ['that somebody asked for outside their hours', { isTooEarly: true }, 'tell'],
    ['of a ticket that is done', { isDone: true }, 'drop'],
    ['of an answer that has been given', { isAnswered: true }, 'drop'],
    ['of a ticket that waits', { isPaused: true }, 'keep'],
    ['of what moved back', { breachedAt: null }, 'drop'],
    ['of a warning that is none any more', { percent: 80, atRiskAt: null }, 'drop'],
    [
      'for somebody who has it no more: whoever has it now',
      { audience: 'assignee', isForThemStill: false },
      'redirect',
    ],
    ['for triage, of a ticket somebody took', { isForThemStill: false }, 'drop'],
    ['for somebody who left the escalation list', { audience: 'escalation', isForThemStill: false }, 'drop'],
  ] as const)('%s', (_name, change, fate) => {
    expect(fateOf({ ...REMINDER, ...change })).toBe(fate);
  });
});
