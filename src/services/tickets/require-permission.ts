/** The one gate: refuses what the permission table does not allow, without telling what may not be known. */
import { UserError } from '../../errors.js';
import { type Actor, can, type TicketAction, type TicketFacts } from '../../domain/permissions.js';

/** The same words for a ticket that does not exist and for one that may not be seen. */
export function notFound(ticketNumber: string): UserError {
  return new UserError(`I can't find ${ticketNumber}. Check the number, or type \`/ticket list mine\` to see yours.`);
}

const DOES: Partial<Record<TicketAction, string>> = {
  view_internal: 'read internal comments on',
  comment_internal: 'write internal notes on',
  add_watcher: 'add watchers to',
  assign: 'assign',
  change_reporter: 'change the reporter of',
  prioritise: 'change the priority of',
  retitle: 'change the title of',
  retype: 'change the type of',
  start: 'start',
  wait: 'set to waiting',
  hold: 'put on hold',
  block: 'block',
  resume: 'resume',
  resolve: 'resolve',
  close: 'close',
  move: 'move',
};

/** Throws a `UserError`: "not found" for whoever may not see the ticket, else what they can do instead. */
export function requirePermission(
  actor: Actor,
  action: TicketAction,
  facts: TicketFacts,
  ticketNumber: string,
): void {
  if (can(actor, action, facts)) return;
  if (!can(actor, 'view', facts)) throw notFound(ticketNumber);
  if (action === 'reopen' && can(actor, 'comment_public', facts)) {
    throw new UserError(
      facts.status === 'closed'
        ? `${ticketNumber} is closed, and only its agents can reopen it. Write in its thread, or open a new ticket with \`/ticket new\`.`
        : `Only the reporter and the agents can reopen ${ticketNumber}.`,
    );
  }
  throw new UserError(
    `Only the agents of its project can ${DOES[action] ?? 'change'} ${ticketNumber}. You can add to it with \`/ticket comment ${ticketNumber} …\`.`,
  );
}
