/** Histories as a line has them: the engine's events, with instants and policies as they are written. */

import { z } from 'zod';
import { DEFAULT_PRIORITY, PRIORITIES } from '../../priority.js';
import { STATUSES } from '../../ticket-status.js';
import type { Calendar } from '../calendar.js';
import type { ClockEvent } from '../history.js';
import { instant } from './instant.js';
import { readPolicy, writtenPolicy } from './read-policy.js';
import { choice, list, RefusedLineError, shape } from './shape.js';

const at = instant;
const kind = <Kind extends string>(word: Kind) => z.literal(word);
const revised = { at, was: writtenPolicy.optional() };

const EVENTS = [
  shape({
    kind: kind('started'),
    at,
    priority: choice(PRIORITIES).default(DEFAULT_PRIORITY),
    status: choice(STATUSES).default('new'),
  }),
  shape({ kind: kind('status'), at, to: choice(STATUSES) }),
  shape({ kind: kind('priority'), at, to: choice(PRIORITIES) }),
  shape({ kind: kind('first_response'), at }),
  shape({ kind: kind('start_moved'), at, to: instant }),
  shape({ kind: kind('policy_changed'), ...revised }),
  shape({ kind: kind('project_changed'), ...revised }),
  shape({ kind: kind('type_changed'), ...revised }),
] as const;
const KINDS = EVENTS.map((each) => each.shape.kind.value);

const writtenEvent = z.discriminatedUnion('kind', EVENTS, {
  error: `Give an event with a kind: one of ${KINDS.join(', ')}.`,
});
export const writtenEvents = list(writtenEvent, 'events');
export type WrittenEvents = z.output<typeof writtenEvents>;

/** The engine's history. Throws RefusedLineError unless it has exactly one start. */
export function readEvents(written: WrittenEvents, lineCalendar: Calendar, path: string): ClockEvent[] {
  const starts = written.filter((event) => event.kind === 'started').length;
  if (starts !== 1) {
    const expected = 'Give exactly one event of the kind started.';
    throw new RefusedLineError([{ path, reason: 'no_single_start', expected }]);
  }
  return written.map((event, index): ClockEvent => {
    switch (event.kind) {
      case 'policy_changed':
      case 'project_changed':
      case 'type_changed': {
        const { kind: revision, at: revisedAt, was } = event;
        if (was === undefined) return { kind: revision, at: revisedAt };
        return {
          kind: revision,
          at: revisedAt,
          was: readPolicy(was, lineCalendar, `${path}.${index}.was`).policy,
        };
      }
      default:
        return event;
    }
  });
}
