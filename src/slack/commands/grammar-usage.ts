/** How every `/ticket` command is written: the one source of help, usage lines and near-miss hints. */
import { slash } from '../../domain/command-names.js';
import { type Usage, usageRow } from './usage-row.js';

export const TICKET_USAGE = [
  usage('new', '[title]', 'Open the form for a new ticket.', 'VPN down since this morning'),
  usage('show', 'IT-42', () => `Show a ticket. \`${slash.ticket} IT-42\` does the same.`, 'IT-42'),
  usage(
    'list',
    '[mine|assigned|unassigned|open|breached|at-risk|all] [project:IT] [priority:high] [status:waiting] [type:bug] [tag:vpn] [assignee:@ana] [reporter:@bo] [created:today] [updated:before-30d] [confidential:yes] [page:2] [words]',
    'List tickets you can see: the open ones, unless you say otherwise. Days are `2026-11-01`, `today`, `monday`, `since-monday`, `before-30d` or `2026-11-01..2026-11-15`, by your own clock.',
    'unassigned priority:high vpn',
  ),
  usage(
    'search',
    'words [project:IT] [the other filters of list]',
    'Find tickets by number, title, text or comments, the best match first; a title is found with a typo, too.',
    'vpn porto status:open',
  ),
  usage('views', '', 'Show the views that you, or agents of your projects, have saved.', ''),
  usage(
    'view',
    'name [page:2] | save name [the filters of list] [share with IT] | delete name',
    'Show a list that was saved under a name, save one, or delete it; shared, it is for all agents of a project. A name may have spaces; words to look for come after `list`.',
    'save late breached project:IT share with IT',
  ),
  usage(
    'export',
    '[the filters of list]',
    'Get the tickets of a list as a CSV file, in your direct messages.',
    'all project:IT',
  ),
  usage('take', 'IT-42', 'Assign a ticket to yourself.', 'IT-42'),
  usage(
    'assign',
    'IT-42 @ana | me | nobody',
    'Assign a ticket, or take it from whoever has it.',
    'IT-42 @ana',
  ),
  usage('reporter', 'IT-42 @bo', 'Say who the ticket is for.', 'IT-42 @bo'),
  usage(
    'start',
    'IT-42 [text]',
    'Somebody works on it; the text is a note to the agents.',
    'IT-42 looking at the switch',
  ),
  usage(
    'wait',
    'IT-42 [text]',
    'It waits for the reporter; the text is posted to them.',
    'IT-42 which laptop is it?',
  ),
  usage(
    'hold',
    'IT-42 [until friday 9am] [text]',
    'It waits for something agreed, and goes on by itself then; the text is a note to the agents.',
    'IT-42 the part comes on Friday',
  ),
  usage(
    'snooze',
    'IT-42 until friday 9am [text]',
    'The same as `hold` with a day.',
    'IT-42 until friday 9am the part comes',
  ),
  usage(
    'block',
    'IT-42 [text]',
    'It is stuck on something of ours; the text is a note to the agents.',
    'IT-42 no access to the router',
  ),
  usage(
    'resume',
    'IT-42 [text]',
    'Work on it goes on; the text is a note to the agents.',
    'IT-42 the part has come',
  ),
  usage(
    'resolve',
    'IT-42 [done|duplicate [of IT-7]|cancelled|spam] [text]',
    'It is answered; the text is posted to the reporter.',
    'IT-42 restarted the VPN gateway',
  ),
  usage('close', 'IT-42 [text]', 'It is over; the text is posted to the reporter.', 'IT-42'),
  usage(
    'reopen',
    'IT-42 [text]',
    'It is not over after all; the text is posted to the reporter.',
    'IT-42 it broke again',
  ),
  usage('priority', 'IT-42 low|medium|high|critical', 'Change how urgent it is.', 'IT-42 high'),
  usage('type', 'IT-42 incident|request|bug|task|story|epic', 'Change what kind of work it is.', 'IT-42 bug'),
  usage('title', 'IT-42 New title', 'Change its title.', 'IT-42 VPN down in Porto'),
  usage('comment', 'IT-42 text', 'Comment where the reporter can read it.', 'IT-42 any news?'),
  usage('note', 'IT-42 text', 'Write a note that only agents can read.', 'IT-42 same as last week'),
  usage('watch', 'IT-42 [@user]', 'Follow a ticket, or let somebody follow it.', 'IT-42'),
  usage('unwatch', 'IT-42 [@user]', 'Stop following a ticket.', 'IT-42'),
  usage('mute', 'IT-42', 'Get no more direct messages about a ticket.', 'IT-42'),
  usage('unmute', 'IT-42', 'Get direct messages about it again.', 'IT-42'),
  usage(
    'remind',
    'IT-42 tomorrow 9am [text] | off',
    'Be reminded of it by direct message.',
    'IT-42 tomorrow 9am ask Bo',
  ),
  usage('history', 'IT-42', 'Show everything that changed, and who changed it.', 'IT-42'),
  usage('sla', 'IT-42', 'Explain its targets: what counted, what did not, and why.', 'IT-42'),
  usage(
    'began',
    'IT-42 [YYYY-MM-DD HH:MM reason]',
    'Say when it really began, by your own clock: its time counts from there.',
    'IT-42 2026-03-02 09:15 printer logs say so',
  ),
  usage(
    'redact',
    'IT-42 [link to a message]',
    'Take words out for good: a comment, the description, the title.',
    'IT-42',
  ),
  usage(
    'move',
    'IT-42 HR [with notes]',
    'Hand it to another project; notes stay with those who wrote them, unless they are taken along.',
    'IT-42 HR',
  ),
  usage(
    'confidential',
    'IT-42 [off]',
    'Let only its reporter, its agents and whom they add see it; `off` takes that back.',
    'IT-42',
  ),
  {
    topic: 'ticket',
    get usage() {
      return `${slash.bot} ticket`;
    },
    description: 'In a thread: make this thread a ticket.',
    get example() {
      return `${slash.bot} ticket`;
    },
  },
  usage('help', '[topic|all]', 'Explain a command, or all of them.', 'assign'),
] as const satisfies readonly Usage[];

export type TicketTopic = (typeof TICKET_USAGE)[number]['topic'];

export const TICKET_TOPICS: readonly TicketTopic[] = TICKET_USAGE.map((each) => each.topic);

const USAGE_BY_TOPIC = new Map<string, Usage>(TICKET_USAGE.map((each) => [each.topic, each]));

/** The usage of a verb, or undefined for a word that is none. */
export function usageOf(topic: string): Usage | undefined {
  return USAGE_BY_TOPIC.get(topic);
}

/** The usage line of a verb: "/ticket take IT-42". */
export function usageLine(topic: TicketTopic): string {
  return USAGE_BY_TOPIC.get(topic)?.usage ?? `${slash.ticket} help`;
}

function usage<T extends string>(
  topic: T,
  parameters: string,
  description: string | (() => string),
  example: string,
) {
  return usageRow('ticket', topic, parameters, description, example);
}
