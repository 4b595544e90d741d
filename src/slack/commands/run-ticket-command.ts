/** From a parsed command to what does it: one table over the grammar's verbs. */

import type { Answer } from '../kit.js';
import {
  assignCommand,
  priorityCommand,
  reporterCommand,
  resolveCommand,
  statusCommand,
  takeCommand,
  titleCommand,
  typeCommand,
} from './change-ticket.js';
import { commentCommand, watchCommand } from './comment-ticket.js';
import { exportCommand } from './export-tickets.js';
import type { TicketCommand } from './grammar.js';
import { helpCommand } from './help.js';
import { listCommand, searchCommand } from './list-tickets.js';
import { newCommand, ticketOfThreadCommand } from './new-ticket.js';
import { viewCommand, viewsCommand } from './saved-views.js';
import { showCommand } from './show-ticket.js';
import { beganCommand } from './ticket-began.js';
import type { TicketCall, TicketVerbHandler } from './ticket-call.js';
import { confidentialCommand } from './ticket-confidential.js';
import { historyCommand } from './ticket-history.js';
import { moveToProjectCommand } from './ticket-move.js';
import { muteCommand } from './ticket-mute.js';
import { redactCommand } from './ticket-redact.js';
import { remindCommand } from './ticket-remind.js';
import { slaCommand } from './ticket-sla.js';
import { snoozeCommand } from './ticket-snooze.js';

type Handlers = { [V in TicketCommand['verb']]: TicketVerbHandler<V> };

const HANDLERS: Handlers = {
  help: helpCommand,
  new: newCommand,
  ticket: ticketOfThreadCommand,
  show: showCommand,
  list: listCommand,
  search: searchCommand,
  views: viewsCommand,
  view: viewCommand,
  export: exportCommand,
  history: historyCommand,
  sla: slaCommand,
  began: beganCommand,
  redact: redactCommand,
  confidential: confidentialCommand,
  move: moveToProjectCommand,
  take: takeCommand,
  assign: assignCommand,
  reporter: reporterCommand,
  start: statusCommand,
  wait: statusCommand,
  hold: statusCommand,
  block: statusCommand,
  resume: statusCommand,
  close: statusCommand,
  reopen: statusCommand,
  snooze: snoozeCommand,
  remind: remindCommand,
  resolve: resolveCommand,
  priority: priorityCommand,
  type: typeCommand,
  title: titleCommand,
  comment: commentCommand,
  note: commentCommand,
  watch: watchCommand,
  unwatch: watchCommand,
  mute: muteCommand,
  unmute: muteCommand,
};

export async function runTicketCommand(call: TicketCall, command: TicketCommand): Promise<Answer> {
  const handle = HANDLERS[command.verb] as (call: TicketCall, command: TicketCommand) => Promise<Answer>;
  return handle(call, command);
}
