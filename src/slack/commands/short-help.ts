/** What `/ticket` alone is answered with: read in a second, by whoever asks for help and by whoever gives it. */

import { slash } from '../../domain/command-names.js';
import type { TicketTopic } from './grammar-usage.js';

/** What people who ask for help need: what is typed after the command, and what it does. */
export const REQUESTER_LINES: readonly (readonly [typed: string, does: string])[] = [
  ['new', 'Open a ticket.'],
  ['list mine', 'List your open tickets.'],
  ['IT-42', 'Show a ticket.'],
  ['comment IT-42 any news?', 'Write to whoever works on it.'],
  ['search printer', 'Find a ticket.'],
  ['reopen IT-42 it broke again', 'Say that it is not over after all.'],
];

/** Each topic but `help` in one of them. */
export const AGENT_GROUPS: Readonly<Record<string, readonly TicketTopic[]>> = {
  Make: ['new', 'ticket'],
  Find: ['show', 'list', 'search', 'views', 'view', 'export'],
  Give: ['take', 'assign', 'reporter', 'move'],
  Progress: ['start', 'wait', 'hold', 'snooze', 'block', 'resume', 'resolve', 'close', 'reopen'],
  Change: ['priority', 'type', 'title', 'began'],
  Talk: ['comment', 'note'],
  Follow: ['watch', 'unwatch', 'mute', 'unmute', 'remind'],
  Explain: ['history', 'sla'],
  Guard: ['confidential', 'redact'],
};

export function requesterHelp(): string {
  const lines = REQUESTER_LINES.map(([typed, does]) => `\`${slash.ticket} ${typed}\` ${does}`);
  return [...lines, `\`${slash.ticket} help all\` for the rest.`].join('\n');
}

/** Who comes from another organization has no commands of ours in Slack: what is typed after a mention, in threads. */
export const OUTSIDER_LINES: readonly (readonly [typed: string, does: string])[] = [
  ['ticket', 'Make a ticket of a message of yours, in its thread.'],
  ['show', "Show a thread's ticket."],
  ['reopen it broke again', 'Say that it is not over after all.'],
];

export function outsiderHelp(): string {
  const lines = OUTSIDER_LINES.map(([typed, does]) => `\`${slash.bot} ${typed}\` ${does}`);
  return [...lines, "What you write in a ticket's thread reaches whoever works on it."].join('\n');
}

export function agentHelp(): string {
  const lines = Object.entries(AGENT_GROUPS).map(
    ([group, topics]) => `*${group}*: ${topics.map((topic) => `\`${topic}\``).join(', ')}`,
  );
  const more = `\`${slash.ticket} help take\` explains one, \`${slash.ticket} help all\` all of them. In a ticket's thread mention me instead, and leave the number out.`;
  return [...lines, more].join('\n');
}
