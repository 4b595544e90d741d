/** What people type after `/desk`, read into a command. Pure. */

import { isProjectKey, normalizeTicketNumber, PROJECT_KEY_RULE } from '../../domain/ticket-number.js';
import { done, no, type Parsed, type Reading } from './grammar-reading.js';
import { mentionIn, plainTextOf, splitFirst } from './grammar-text.js';
import { alone, NOTHING_AFTER, readTopic } from './grammar-topics.js';
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
    'Choose what you yourself are told, and when: at once, once a day, or not at all. Anybody can.',
    '',
  ),
  usageRow('desk', 'help', '', 'Explain these commands.', ''),
] as const satisfies readonly Usage[];

type DeskTopic = (typeof DESK_USAGE)[number]['topic'];

const READERS: Record<DeskTopic, (rest: string) => Reading<DeskCommand>> = {
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

/** Reads the text after `/desk`. Nothing typed is `help`. */
export function parseDeskCommand(text: string): Parsed<DeskCommand> {
  return readTopic(text, { word: 'desk', usages: DESK_USAGE, readers: READERS, otherwise: { verb: 'help' } });
}
