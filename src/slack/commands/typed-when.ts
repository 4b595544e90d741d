/** Reads the instant in a command, and answers one that cannot be read with what was typed and how it goes. */

import { readWhen, type When } from '../../dates/read-when.js';
import { slash } from '../../domain/command-names.js';
import { timeZoneOf } from '../../services/users/time-zone-of.js';
import type { Answer } from '../kit.js';
import { plainTextOf } from './grammar-text.js';
import { type TicketTopic, usageLine } from './grammar-usage.js';
import { usageAnswer } from './help.js';
import type { TicketCall } from './ticket-call.js';

type Understood = { ok: true; at: Date; rest: string } | { ok: false; answer: Answer };

export const WHEN_EXAMPLES =
  'For example `tomorrow 9am`, `friday 14:30`, `in 2 hours` or `2027-03-12 09:00`.';

const PROBLEM_WORDS: Record<Extract<When, { ok: false }>['problem'], (words: string) => string> = {
  unknown: (words) => (words === '' ? 'When? The time is missing.' : `I cannot read when “${words}” is.`),
  past: (words) => `“${words}” has passed already.`,
  too_far: (words) => `“${words}” is too far away: I remember a year at most.`,
  skipped: (words) => `At “${words}” your clocks show no such time: they are put forward.`,
};

const WORDS_SHOWN_MAX = 100;

/** As the clocks of whoever typed it mean it. */
export async function typedWhen(
  call: TicketCall,
  words: string,
  { topic, typed }: { topic: TicketTopic; typed: string },
): Promise<Understood> {
  const { desk } = call.kit;
  const timeZone = await timeZoneOf(desk, await call.actor());
  const when = await readWhen(words, { now: desk.clock.now(), timeZone });
  if (when.ok) return when;
  const shown = [...plainTextOf(words)].slice(0, WORDS_SHOWN_MAX).join('');
  const message = PROBLEM_WORDS[when.problem](shown);
  return {
    ok: false,
    answer: usageAnswer(slash.ticket, { message, usage: usageLine(topic), typed }, WHEN_EXAMPLES),
  };
}
