/** Ticket histories for the SLA tests, one short line an event. */

import { PRIORITIES, type Priority } from '../../../src/domain/priority.js';
import type { ClockEvent } from '../../../src/domain/sla/history.js';
import { STATUSES, type TicketStatus } from '../../../src/domain/ticket-status.js';

/** A time of day on Monday 23 November 2026 (`10:30`, in UTC), or a whole instant without its `Z`: `2026-11-24 10:30`. */
export function utc(text: string): Date {
  return new Date(`${text.length <= 12 ? `2026-11-23T${text}` : text.replace(' ', 'T')}Z`);
}

export type HistoryLine = readonly [at: string, what: string];

/**
 * `started high`, `waiting`, `low`, `reply`, `start moved 08:00`, `type_changed`; started tickets are `new`, and `medium`
 * unless another priority is given.
 */
export function buildHistory(...lines: HistoryLine[]): ClockEvent[] {
  return lines.map(([at, what]) => ({ at: utc(at), ...eventOf(what) }) as ClockEvent);
}

type Undated = ClockEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never;

function eventOf(what: string): Undated {
  if (what.startsWith('started')) {
    const priority = PRIORITIES.find((each) => what.endsWith(each)) ?? 'medium';
    return { kind: 'started', status: 'new', priority };
  }
  if (what.startsWith('start moved '))
    return { kind: 'start_moved', to: utc(what.slice('start moved '.length)) };
  if (what === 'reply') return { kind: 'first_response' };
  if (what === 'policy_changed' || what === 'project_changed' || what === 'type_changed')
    return { kind: what };
  const status = STATUSES.find((each: TicketStatus) => each === what);
  if (status !== undefined) return { kind: 'status', to: status };
  const priority = PRIORITIES.find((each: Priority) => each === what);
  if (priority !== undefined) return { kind: 'priority', to: priority };
  throw new Error(`No event is written "${what}".`);
}
