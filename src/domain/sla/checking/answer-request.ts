/** The questions that a line can ask of the engine, each with its shape and its answer. */

import { z } from 'zod';
import {
  addBusinessSeconds,
  businessSecondsBetween,
  isOpen,
  nextOpeningAt,
  openIntervals,
} from '../business-time.js';
import type { Calendar } from '../calendar.js';
import { answerClock } from './answer-clock.js';
import { instant, instantText } from './instant.js';
import { refuseLongList } from './long-lists.js';
import { readCalendar, type WrittenCalendar, writtenCalendar } from './read-calendar.js';
import { writtenEvents } from './read-events.js';
import { readPolicy, type WrittenPolicy, writtenPolicy } from './read-policy.js';
import { type LineProblem, parseShape, quoted, RefusedLineError, shape } from './shape.js';

export type Answer = Readonly<Record<string, unknown>>;

const calendar = writtenCalendar;
const seconds = z
  .int({ error: 'Give whole seconds, such as 7200.' })
  .min(0, { error: 'Give seconds from 0: business time is not taken away.' });

const QUESTIONS: ReadonlyMap<string, (asked: unknown) => Answer> = new Map([
  question('add', { calendar, start: instant, seconds }, (asked) => ({
    end: instantText(addBusinessSeconds(ofLine(asked), asked.start, asked.seconds)),
  })),
  question('between', { calendar, start: instant, end: instant }, (asked) => ({
    seconds: businessSecondsBetween(ofLine(asked), asked.start, asked.end),
  })),
  question('isOpen', { calendar, at: instant }, (asked) => ({ open: isOpen(ofLine(asked), asked.at) })),
  question('nextOpening', { calendar, at: instant }, (asked) => ({
    at: instantText(nextOpeningAt(ofLine(asked), asked.at)),
  })),
  question('intervals', { calendar, start: instant, end: instant }, (asked) => ({
    intervals: intervalsOf(ofLine(asked), asked.start, asked.end),
  })),
  question('validate', { calendar, policy: writtenPolicy.optional() }, (asked) => ({
    problems: problemsOf(asked),
  })),
  question('clock', { calendar, policy: writtenPolicy, events: writtenEvents, at: instant }, answerClock),
]);
const ANY = z.looseObject({ op: z.string() });

/**
 * The answer to what a line holds, as plain JSON. Throws RefusedLineError for what is not understood, and what the engine
 * throws: HorizonError for an answer after the year 2199.
 */
export function answerRequest(request: unknown): Answer {
  const named = ANY.safeParse(request);
  const answer = named.success ? QUESTIONS.get(named.data.op) : undefined;
  if (answer !== undefined) return answer(request);
  const ops = `one of ${[...QUESTIONS.keys()].join(', ')}`;
  const expected = named.success
    ? `${quoted([named.data.op])} is no question. Give ${ops}.`
    : `Give an object with an op: ${ops}.`;
  throw new RefusedLineError([{ path: named.success ? 'op' : '', reason: 'no_question', expected }]);
}

function question<Op extends string, Fields extends z.ZodRawShape>(
  op: Op,
  fields: Fields,
  answer: (asked: z.output<z.ZodObject<Fields>>) => Answer,
): readonly [Op, (asked: unknown) => Answer] {
  const expected = shape({ op: z.literal(op), ...fields });
  return [op, (asked) => answer(parseShape(expected, asked) as z.output<z.ZodObject<Fields>>)];
}

function ofLine(asked: { readonly calendar?: WrittenCalendar }): Calendar {
  return readCalendar(asked.calendar, 'calendar');
}

function intervalsOf(read: Calendar, fromAt: Date, toAt: Date): { from: string; to: string }[] {
  refuseLongList(read, fromAt, toAt);
  return openIntervals(read, fromAt, toAt).map((interval) => ({
    from: instantText(interval.fromAt),
    to: instantText(interval.toAt),
  }));
}

function problemsOf(asked: {
  readonly calendar?: WrittenCalendar;
  readonly policy?: WrittenPolicy | undefined;
}): readonly LineProblem[] {
  try {
    const read = ofLine(asked);
    return asked.policy === undefined ? [] : readPolicy(asked.policy, read, 'policy').warnings;
  } catch (error) {
    if (error instanceof RefusedLineError) return error.problems;
    throw error;
  }
}
