/** What people type after `/desk`, read into a command. Pure. */

import { slash } from '../../domain/command-names.js';
import { isProjectKey, normalizeTicketNumber, PROJECT_KEY_RULE } from '../../domain/ticket-number.js';
import type { Parsed } from './grammar.js';
import { mentionIn, nearest, plainTextOf, splitFirst } from './grammar-text.js';
import { type Usage, usageRow } from './usage-row.js';

export type DeskCommand =
  | { verb: 'help' }
  | { verb: 'doctor' }
  /** `key` null: the project that lacks something. */
  | { verb: 'setup'; key: string | null }
  | { verb: 'settings' }
  /** `ticket` null: the threads of every ticket. */
  | { verb: 'reconcile'; ticket: string | null }
  | { verb: 'erase'; slackUserId: string };

export const DESK_USAGE = [
  usageRow(
    'desk',
    'setup',
    '[KEY]',
    'Set the desk up step by step, and see what is done and what is missing.',
    'IT',
  ),
  usageRow('desk', 'doctor', '', 'Say what is wrong with the desk, and what to do about it.', ''),
  usageRow(
    'desk',
    'reconcile',
    '[IT-42]',
    'Read the threads of all tickets, or of one, again, and take over what never arrived.',
    'IT-42',
  ),
  usageRow(
    'desk',
    'erase',
    '@ana',
    'Forget a person: names, address and Slack id, and what they wrote if you say so.',
    '<@U0ANA|ana>',
  ),
  usageRow(
    'desk',
    'settings',
    '',
    'Say what you are told, and when: at once, once a day, or not at all; for everybody.',
    '',
  ),
  usageRow('desk', 'help', '', 'Explain these commands.', ''),
] as const satisfies readonly Usage[];

type DeskTopic = (typeof DESK_USAGE)[number]['topic'];
type Reading = { ok: true; value: DeskCommand } | { ok: false; message: string };

const TOPICS = DESK_USAGE.map((each) => each.topic);
const ALL_TOPICS = TOPICS.map((topic) => `\`${topic}\``).join(', ');

const READERS: Record<DeskTopic, (rest: string) => Reading> = {
  help: alone({ verb: 'help' }),
  doctor: alone({ verb: 'doctor' }),
  setup: (rest) => {
    if (rest === '') return done({ verb: 'setup', key: null });
    const { first, rest: after } = splitFirst(rest);
    const key = first.toUpperCase();
    if (!isProjectKey(key)) return no(PROJECT_KEY_RULE);
    return after === '' ? done({ verb: 'setup', key }) : no(NOTHING_AFTER);
  },
  settings: alone({ verb: 'settings' }),
  reconcile: (rest) => {
    if (rest === '') return done({ verb: 'reconcile', ticket: null });
    const { first, rest: after } = splitFirst(rest);
    const ticket = normalizeTicketNumber(first);
    if (ticket === null) return no(`“${plainTextOf(first)}” is no ticket number.`);
    return after === '' ? done({ verb: 'reconcile', ticket }) : no(NOTHING_AFTER);
  },
  erase: (rest) => {
    const { first, rest: after } = splitFirst(rest);
    const slackUserId = mentionIn(first);
    if (slackUserId === null) return no("Who? Type @ and pick the name from Slack's list.");
    return after === '' ? done({ verb: 'erase', slackUserId }) : no(NOTHING_AFTER);
  },
};

const NOTHING_AFTER = 'Nothing can stand after that.';

/** Reads the text after `/desk`. Nothing typed is `help`. */
export function parseDeskCommand(text: string): Parsed<DeskCommand> {
  const typed = text.trim();
  const { first, rest } = splitFirst(typed);
  if (first === '') return { ok: true, command: { verb: 'help' } };
  const topic = TOPICS.find((each) => each === first.toLowerCase());
  if (topic === undefined) {
    const near = nearest(first, TOPICS);
    const isClose = near !== null && near.distance <= Math.max(1, Math.floor(near.word.length / 3));
    const hint = isClose ? `Did you mean \`${near.word}\`?` : `There are ${ALL_TOPICS}.`;
    return failed(`“${plainTextOf(first)}” is no command. ${hint}`, isClose ? near.word : 'help', typed);
  }
  const reading = READERS[topic](rest);
  return reading.ok ? { ok: true, command: reading.value } : failed(reading.message, topic, typed);
}

function alone(command: DeskCommand): (rest: string) => Reading {
  return (rest) => (rest === '' ? done(command) : no(NOTHING_AFTER));
}

function failed(message: string, topic: DeskTopic, typed: string): Parsed<DeskCommand> {
  const usage = DESK_USAGE.find((each) => each.topic === topic)?.usage ?? `${slash.desk} help`;
  return { ok: false, error: { message, usage, typed } };
}

function done(value: DeskCommand): Reading {
  return { ok: true, value };
}

function no(message: string): Reading {
  return { ok: false, message };
}
