/** What people type after `/project`, read into a command. Pure. */

import { slash } from '../../domain/command-names.js';
import { isProjectKey, PROJECT_KEY_RULE } from '../../domain/ticket-number.js';
import type { Parsed } from './grammar.js';
import { mentionIn, nearest, plainTextOf, splitFirst } from './grammar-text.js';
import { type Usage, usageRow } from './usage-row.js';

export type ProjectCommand =
  | { verb: 'help' }
  | { verb: 'list' }
  | { verb: 'new' }
  | { verb: 'edit'; key: string }
  | { verb: 'agents'; key: string; change: AgentChange | null }
  /** `key` null: the desk's default; `name` null: the calendar that the policy counts in. */
  | { verb: 'calendar'; key: string | null; name: string | null }
  | { verb: 'sla'; key: string | null }
  | { verb: 'responses'; key: string };

const AGENT_CHANGES = ['add', 'observe', 'remove'] as const;
/** `observe`: they read its tickets, and no more. */
export type AgentChange = { kind: (typeof AGENT_CHANGES)[number]; slackUserId: string };

export const PROJECT_USAGE = [
  usageRow('project', 'list', '', 'List the projects and their channels.', ''),
  usageRow('project', 'new', '', 'Make a project.', ''),
  usageRow('project', 'edit', 'KEY', 'Change its name, channels or settings.', 'IT'),
  usageRow(
    'project',
    'agents',
    'KEY [add|observe|remove @user]',
    'Show, add or remove the people who work its tickets, or only read them.',
    'IT add @ana',
  ),
  usageRow(
    'project',
    'calendar',
    '[KEY] [name]',
    'Edit working hours and holidays; without a key, those that every project starts with.',
    'IT',
  ),
  usageRow(
    'project',
    'sla',
    '[KEY]',
    'Edit targets, pauses and warnings; without a key, those that every project starts with.',
    'IT',
  ),
  usageRow(
    'project',
    'responses',
    'KEY',
    'Write what its agents answer again and again; for agents too.',
    'IT',
  ),
  usageRow('project', 'help', '', 'Explain these commands.', ''),
] as const satisfies readonly Usage[];

type ProjectTopic = (typeof PROJECT_USAGE)[number]['topic'];
type Reading = { ok: true; value: ProjectCommand } | { ok: false; message: string };

const TOPICS = PROJECT_USAGE.map((each) => each.topic);
const ALL_TOPICS = TOPICS.map((topic) => `\`${topic}\``).join(', ');

const READERS: Record<ProjectTopic, (rest: string) => Reading> = {
  help: alone({ verb: 'help' }),
  list: alone({ verb: 'list' }),
  new: alone({ verb: 'new' }),
  edit: (rest) =>
    onProject(rest, (key, after) => (after === '' ? done({ verb: 'edit', key }) : no(NOTHING_AFTER))),
  agents: (rest) => onProject(rest, readAgents),
  calendar: readCalendar,
  sla: (rest) =>
    rest === ''
      ? done({ verb: 'sla', key: null })
      : onProject(rest, (key, after) => (after === '' ? done({ verb: 'sla', key }) : no(NOTHING_AFTER))),
  responses: (rest) =>
    onProject(rest, (key, after) => (after === '' ? done({ verb: 'responses', key }) : no(NOTHING_AFTER))),
};

const OPENING_QUOTE = /^["“”„«]/;
const NOTHING_AFTER = 'Nothing can stand after that.';

/** Reads the text after `/project`. Nothing typed is `list`. */
export function parseProjectCommand(text: string): Parsed<ProjectCommand> {
  const typed = text.trim();
  const { first, rest } = splitFirst(typed);
  if (first === '') return { ok: true, command: { verb: 'list' } };
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

function readAgents(key: string, rest: string): Reading {
  if (rest === '') return done({ verb: 'agents', key, change: null });
  const { first, rest: who } = splitFirst(rest);
  const kind = AGENT_CHANGES.find((each) => each === first.toLowerCase());
  if (kind === undefined) return no(`“${plainTextOf(first)}” is none of add, observe and remove.`);
  const slackUserId = mentionIn(who);
  if (slackUserId === null) return no("Who? Type @ and pick one name from Slack's list.");
  return done({ verb: 'agents', key, change: { kind, slackUserId } });
}

/** A name in quotes needs no key: that is how the default's further calendars are called. */
function readCalendar(rest: string): Reading {
  if (rest === '') return done({ verb: 'calendar', key: null, name: null });
  if (OPENING_QUOTE.test(rest)) return done({ verb: 'calendar', key: null, name: plainTextOf(rest) });
  return onProject(rest, (key, name) =>
    done({ verb: 'calendar', key, name: name === '' ? null : plainTextOf(name) }),
  );
}

function onProject(rest: string, read: (key: string, rest: string) => Reading): Reading {
  const { first, rest: after } = splitFirst(rest);
  const key = first.toUpperCase();
  if (first === '') return no('Which project? Its key is missing.');
  return isProjectKey(key) ? read(key, after) : no(PROJECT_KEY_RULE);
}

function alone(command: ProjectCommand): (rest: string) => Reading {
  return (rest) => (rest === '' ? done(command) : no(NOTHING_AFTER));
}

function failed(message: string, topic: ProjectTopic, typed: string): Parsed<ProjectCommand> {
  const usage = PROJECT_USAGE.find((each) => each.topic === topic)?.usage ?? `${slash.project} help`;
  return { ok: false, error: { message, usage, typed } };
}

function done(value: ProjectCommand): Reading {
  return { ok: true, value };
}

function no(message: string): Reading {
  return { ok: false, message };
}
