/** The question for a ticket's clocks: a history and a policy in, everything that the fold knows out. */

import { PRIORITIES } from '../../priority.js';
import type { Calendar } from '../calendar.js';
import { foldClock } from '../clock.js';
import type { ClockEvent } from '../history.js';
import { type ClockPolicy, calendarOf } from '../policy.js';
import { refuseLongList } from './long-lists.js';
import { dateNamesOf, readCalendar, type WrittenCalendar } from './read-calendar.js';
import { readEvents, type WrittenEvents } from './read-events.js';
import { calendarsIn, readPolicy, type WrittenPolicy } from './read-policy.js';
import { writeClock } from './write-clock.js';

export type WrittenClockQuestion = {
  readonly calendar?: WrittenCalendar;
  readonly policy: WrittenPolicy;
  readonly events: WrittenEvents;
  readonly at: Date;
};

/** Throws RefusedLineError, HorizonError. */
export function answerClock({ calendar, policy: written, events, at }: WrittenClockQuestion) {
  const lineCalendar = readCalendar(calendar, 'calendar');
  const { policy, warnings } = readPolicy(written, lineCalendar, 'policy');
  const history = readEvents(events, lineCalendar, 'events');
  for (const each of calendarsUsed(policy, history)) refuseLongList(each, earliestStart(history, at), at);
  const earlier = events.flatMap((event) =>
    'was' in event && event.was !== undefined ? calendarsIn(event.was) : [],
  );
  const names = dateNamesOf([calendar, ...calendarsIn(written), ...earlier]);
  return { ...writeClock(foldClock(history, policy, at), at, names), policyWarnings: warnings };
}

function calendarsUsed(policy: ClockPolicy, history: readonly ClockEvent[]): Set<Calendar> {
  const policies = [
    policy,
    ...history.flatMap((event) => ('was' in event && event.was !== undefined ? [event.was] : [])),
  ];
  return new Set(policies.flatMap((each) => PRIORITIES.map((priority) => calendarOf(each, priority))));
}

function earliestStart(history: readonly ClockEvent[], at: Date): Date {
  const starts = history.flatMap((event) => {
    if (event.kind === 'started') return [event.at];
    return event.kind === 'start_moved' ? [event.to] : [];
  });
  return new Date(Math.min(at.getTime(), ...starts.map((start) => start.getTime())));
}
