/** What a person is told who may not do something, worded so that the answer betrays nothing they may not know. */

import { slash } from './command-names.js';
import { type Actor, can, relationsOf, type TicketAction, type TicketFacts } from './permissions.js';

const PHRASES: Record<TicketAction, string> = {
  view: 'see it',
  view_history: 'see its history',
  view_sla: 'see its targets',
  view_internal: 'see internal comments',
  comment_public: 'comment on it',
  comment_internal: 'write internal notes',
  watch: 'watch it',
  unwatch: 'stop watching it',
  add_watcher: 'add or remove other watchers',
  assign: 'assign it',
  change_reporter: 'change its reporter',
  prioritise: 'change its priority',
  retitle: 'change its title',
  retype: 'change its type',
  tag: 'change its tags',
  start: 'start it',
  wait: 'set it to waiting',
  hold: 'put it on hold',
  block: 'set it to blocked',
  resume: 'resume it',
  backdate: 'say when it began',
  snooze_alerts: 'put its alerts off',
  redact: 'redact what it says',
  make_confidential: 'make it confidential',
  lift_confidentiality: 'take back that it is confidential',
  move: 'move it to another project',
  resolve: 'resolve it',
  close: 'close it',
  reopen: 'reopen it',
};

/** What an observer is told who would be told of a ticket, or of nothing more: nothing is sent to them because they observe. */
const OBSERVERS: Partial<Record<TicketAction, (ticketNumber: string) => string>> = {
  watch: (number) =>
    `You observe the project of ${number}: you can read the ticket, and not watch it yourself. Ask one of the project's agents to add you with \`${slash.ticket} watch ${number}\` and your name.`,
  unwatch: (number) =>
    `You do not watch ${number}, so there is nothing to stop: you can read it because you observe its project, and observers are sent nothing about its tickets. If you no longer want to observe it, ask an admin to remove you.`,
};

const REPORTERS_TOO: ReadonlySet<TicketAction> = new Set(['resolve', 'close', 'reopen', 'make_confidential']);

/** For a ticket that does not exist, and word for word the same for one that this person may not see. */
export function ticketNotFound(ticketNumber: string): string {
  return `There is no ticket ${ticketNumber} that you can see. Check the number, or look for it with \`${slash.ticket} list\`.`;
}

/** For an admin who could see it once they had given a reason. */
export function reasonNeeded(ticketNumber: string): string {
  return `${ticketNumber} is confidential: its reporter, its agents and whom they added can see it. As an admin you can open it with a reason, which is recorded and told to its agents. \`${slash.ticket} show ${ticketNumber}\` asks for it.`;
}

/** Why `can` said no to this actor, and what they can do instead. */
export function refusal(
  actor: Actor,
  action: TicketAction,
  ticket: TicketFacts,
  ticketNumber: string,
): string {
  if (!can(actor, 'view', ticket)) return ticketNotFound(ticketNumber);
  if (action === 'reopen' && ticket.status === 'closed') {
    return `${ticketNumber} is closed, and only agents of its project can reopen it. Make a new ticket with \`${slash.ticket} new\`, or ask in its thread.`;
  }
  if (isOnlyObserver(actor, ticket)) {
    const why = OBSERVERS[action]?.(ticketNumber);
    if (why !== undefined) return why;
    return `You observe the project of ${ticketNumber}: you can read the ticket, and not ${PHRASES[action]}.`;
  }
  const who = REPORTERS_TOO.has(action) ? 'its reporter and agents of its project' : 'agents of its project';
  return `Only ${who} can ${PHRASES[action]}. Ask in the thread of ${ticketNumber}.`;
}

function isOnlyObserver(actor: Actor, ticket: TicketFacts): boolean {
  return [...relationsOf(actor, ticket)].every((relation) => relation === 'observer');
}
