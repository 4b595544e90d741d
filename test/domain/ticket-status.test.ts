import { describe, expect, it } from 'vitest';
import {
  categoryOf,
  isDone,
  LIFECYCLE_EVENTS,
  type LifecycleEvent,
  possibleEvents,
  STATUSES,
  type StatusCategory,
  type TicketStatus,
  timestampsAfter,
  transition,
} from '../../src/domain/ticket-status.js';

/** Copied by hand from the product's lifecycle table; a dash is a refusal. */
const MOVES: Record<TicketStatus, Record<LifecycleEvent, TicketStatus | '-'>> = {
  new: {
    assign: 'open',
    agent_reply: 'open',
    start: 'in_progress',
    wait: 'waiting',
    hold: 'on_hold',
    block: 'blocked',
    resume: '-',
    resolve: 'resolved',
    close: 'closed',
    reopen: '-',
  },
  open: {
    assign: 'open',
    agent_reply: 'open',
    start: 'in_progress',
    wait: 'waiting',
    hold: 'on_hold',
    block: 'blocked',
    resume: '-',
    resolve: 'resolved',
    close: 'closed',
    reopen: '-',
  },
  in_progress: {
    assign: 'in_progress',
    agent_reply: 'in_progress',
    start: 'in_progress',
    wait: 'waiting',
    hold: 'on_hold',
    block: 'blocked',
    resume: '-',
    resolve: 'resolved',
    close: 'closed',
    reopen: '-',
  },
  waiting: {
    assign: 'waiting',
    agent_reply: 'waiting',
    start: 'in_progress',
    wait: 'waiting',
    hold: 'on_hold',
    block: 'blocked',
    resume: 'in_progress',
    resolve: 'resolved',
    close: 'closed',
    reopen: '-',
  },
  on_hold: {
    assign: 'on_hold',
    agent_reply: 'on_hold',
    start: 'in_progress',
    wait: 'waiting',
    hold: 'on_hold',
    block: 'blocked',
    resume: 'in_progress',
    resolve: 'resolved',
    close: 'closed',
    reopen: '-',
  },
  blocked: {
    assign: 'blocked',
    agent_reply: 'blocked',
    start: 'in_progress',
    wait: 'waiting',
    hold: 'on_hold',
    block: 'blocked',
    resume: 'in_progress',
    resolve: 'resolved',
    close: 'closed',
    reopen: '-',
  },
  resolved: {
    assign: '-',
    agent_reply: 'resolved',
    start: '-',
    wait: '-',
    hold: '-',
    block: '-',
    resume: '-',
    resolve: '-',
    close: 'closed',
    reopen: 'open',
  },
  closed: {
    assign: '-',
    agent_reply: 'closed',
    start: '-',
    wait: '-',
    hold: '-',
    block: '-',
    resume: '-',
    resolve: '-',
    close: 'closed',
    reopen: 'open',
  },
};

const CELLS = STATUSES.flatMap((status) => LIFECYCLE_EVENTS.map((event) => ({ status, event })));

describe('the lifecycle', () => {
  it.each(CELLS)('$status + $event', ({ status, event }) => {
    const expected = MOVES[status][event];
    const result = transition(status, event);
    if (expected === '-') expect(result).toMatchObject({ ok: false, reason: expect.any(String) });
    else expect(result).toEqual({ ok: true, to: expected });
  });

  it('leaves no dead end: every status can be left', () => {
    for (const status of STATUSES) {
      const targets = Object.values(MOVES[status]).filter((to) => to !== '-' && to !== status);
      expect(targets.length).toBeGreaterThan(0);
    }
  });

  it('refuses a move with the moves there are', () => {
    expect(transition('resolved', 'start')).toEqual({
      ok: false,
      reason: 'A resolved ticket cannot be started. It can be closed or reopened.',
    });
    expect(transition('closed', 'assign')).toEqual({
      ok: false,
      reason: 'A closed ticket cannot be assigned. It can be reopened.',
    });
    expect(transition('in_progress', 'resume')).toEqual({
      ok: false,
      reason:
        'A ticket in progress cannot be resumed. It can be assigned, set to waiting, put on hold, set to blocked, resolved or closed.',
    });
  });
});

describe('possible events', () => {
  const POSSIBLE: Record<TicketStatus, LifecycleEvent[]> = {
    new: ['assign', 'start', 'wait', 'hold', 'block', 'resolve', 'close'],
    open: ['assign', 'start', 'wait', 'hold', 'block', 'resolve', 'close'],
    in_progress: ['assign', 'wait', 'hold', 'block', 'resolve', 'close'],
    waiting: ['assign', 'start', 'hold', 'block', 'resume', 'resolve', 'close'],
    on_hold: ['assign', 'start', 'wait', 'block', 'resume', 'resolve', 'close'],
    blocked: ['assign', 'start', 'wait', 'hold', 'resume', 'resolve', 'close'],
    resolved: ['close', 'reopen'],
    closed: ['reopen'],
  };
  it.each(STATUSES)('offer for %s what would change something', (status) => {
    expect(possibleEvents(status)).toEqual(POSSIBLE[status]);
  });
});

describe('categories', () => {
  const CATEGORIES: [TicketStatus, StatusCategory][] = [
    ['new', 'todo'],
    ['open', 'todo'],
    ['in_progress', 'in_progress'],
    ['waiting', 'in_progress'],
    ['on_hold', 'in_progress'],
    ['blocked', 'in_progress'],
    ['resolved', 'done'],
    ['closed', 'done'],
  ];
  it.each(CATEGORIES)('%s is %s', (status, category) => {
    expect(categoryOf(status)).toBe(category);
    expect(isDone(status)).toBe(category === 'done');
  });
});

describe('lifecycle timestamps', () => {
  const earlier = new Date('2026-03-02T09:00:00Z');
  const at = new Date('2026-03-03T10:00:00Z');
  const unset = { resolvedAt: null, closedAt: null };
  const resolved = { resolvedAt: earlier, closedAt: null };
  const closed = { resolvedAt: earlier, closedAt: earlier };

  it('resolving sets resolvedAt', () => {
    expect(timestampsAfter({ from: 'open', to: 'resolved' }, at, unset)).toEqual({
      resolvedAt: at,
      closedAt: null,
    });
  });
  it('closing after resolving keeps the time of the resolution', () => {
    expect(timestampsAfter({ from: 'resolved', to: 'closed' }, at, resolved)).toEqual({
      resolvedAt: earlier,
      closedAt: at,
    });
  });
  it('closing directly resolves too', () => {
    expect(timestampsAfter({ from: 'waiting', to: 'closed' }, at, unset)).toEqual({
      resolvedAt: at,
      closedAt: at,
    });
  });
  it.each(['resolved', 'closed'] as const)('reopening from %s clears both', (from) => {
    const current = from === 'closed' ? closed : resolved;
    expect(timestampsAfter({ from, to: 'open' }, at, current)).toEqual(unset);
  });
  it('closing again changes neither', () => {
    expect(timestampsAfter({ from: 'closed', to: 'closed' }, at, closed)).toEqual(closed);
  });
  it('moves between unfinished statuses set none', () => {
    expect(timestampsAfter({ from: 'open', to: 'waiting' }, at, unset)).toEqual(unset);
  });
});
