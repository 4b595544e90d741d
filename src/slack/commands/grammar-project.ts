/** What people type after `/project`, read into a command. Pure. */

import { isProjectKey, PROJECT_KEY_RULE } from '../../domain/ticket-number.js';
import { done, no, type Parsed, type Reading } from './grammar-reading.js';
import { mentionIn, plainTextOf, splitFirst } from './grammar-text.js';
import { alone, NOTHING_AFTER, readTopic } from './grammar-topics.js';
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

const READERS: Record<ProjectTopic, (rest: string) => Reading<ProjectCommand>> = {
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
/** Reads the text after `/project`. Nothing typed is `list`. */
export function parseProjectCommand(text: string): Parsed<ProjectCommand> {
  return readTopic(text, {
    word: 'project',
    usages: PROJECT_USAGE,
    readers: READERS,
    otherwise: { verb: 'list' },
  });
}

function readAgents(key: string, rest: string): Reading<ProjectCommand> {
  if (rest === '') return done({ verb: 'agents', key, change: null });
  const { first, rest: who } = splitFirst(rest);
  const kind = AGENT_CHANGES.find((each) => each === first.toLowerCase());
  if (kind === undefined) return no(`“${plainTextOf(first)}” is none of add, observe and remove.`);
  const slackUserId = mentionIn(who);
  if (slackUserId === null) return no("Who? Type @ and pick one name from Slack's list.");
  return done({ verb: 'agents', key, change: { kind, slackUserId } });
}

/** A name in quotes needs no key: that is how the default's further calendars are called. */
function readCalendar(rest: string): Reading<ProjectCommand> {
  if (rest === '') return done({ verb: 'calendar', key: null, name: null });
  if (OPENING_QUOTE.test(rest)) return done({ verb: 'calendar', key: null, name: plainTextOf(rest) });
  return onProject(rest, (key, name) =>
    done({ verb: 'calendar', key, name: name === '' ? null : plainTextOf(name) }),
  );
}

function onProject(
  rest: string,
  read: (key: string, rest: string) => Reading<ProjectCommand>,
): Reading<ProjectCommand> {
  const { first, rest: after } = splitFirst(rest);
  const key = first.toUpperCase();
  if (first === '') return no('Which project? Its key is missing.');
  return isProjectKey(key) ? read(key, after) : no(PROJECT_KEY_RULE);
}
