/** `/ticket take`, `assign`, the status, `resolve`, `reporter`, `priority`, `type` and `title`. */

import { issueTypeLabel } from '../../domain/issue-type.js';
import { priorityLabel } from '../../domain/priority.js';
import { assignTicket } from '../../services/tickets/assign-ticket.js';
import { changeStatus } from '../../services/tickets/change-status.js';
import { editTicket } from '../../services/tickets/edit-ticket.js';
import { nameOf } from '../blocks/pieces.js';
import { heading } from '../blocks/ticket-words.js';
import type { PlainStatusVerb } from './grammar.js';
import { actAnswer, nowIs, type TicketVerbHandler } from './ticket-call.js';

export const takeCommand: TicketVerbHandler<'take'> = async (call, { ticket }) => {
  const result = await assignTicket(call.kit.desk, await call.actor(), ticket, { kind: 'me' }, keyOf(call));
  return actAnswer(result, (card) => `${heading(card)} is yours.`);
};

export const assignCommand: TicketVerbHandler<'assign'> = async (call, { ticket, to }) => {
  const result = await assignTicket(call.kit.desk, await call.actor(), ticket, to, keyOf(call));
  return actAnswer(result, (card) =>
    card.assignee === null
      ? `${heading(card)} is assigned to nobody.`
      : `${heading(card)} is assigned to ${nameOf(card.assignee)}.`,
  );
};

export const statusCommand: TicketVerbHandler<PlainStatusVerb> = async (call, { verb, ticket, text }) => {
  const result = await changeStatus(call.kit.desk, await call.actor(), ticket, verb, {
    sourceKey: call.sourceKey,
    ...(text === null ? {} : { text }),
  });
  return actAnswer(result, nowIs);
};

export const resolveCommand: TicketVerbHandler<'resolve'> = async (call, command) => {
  const { ticket, resolution, duplicateOf, text } = command;
  const result = await changeStatus(call.kit.desk, await call.actor(), ticket, 'resolve', {
    resolution,
    sourceKey: call.sourceKey,
    ...(duplicateOf === null ? {} : { duplicateOf }),
    ...(text === null ? {} : { text }),
  });
  return actAnswer(result, nowIs);
};

export const reporterCommand: TicketVerbHandler<'reporter'> = async (call, { ticket, to }) => {
  const reporterSlackUserId = to.kind === 'me' ? call.slackUserId : to.slackUserId;
  const result = await editTicket(
    call.kit.desk,
    await call.actor(),
    ticket,
    { reporterSlackUserId },
    keyOf(call),
  );
  return actAnswer(result, (card) => `${heading(card)} is for ${nameOf(card.reporter)} now.`);
};

export const priorityCommand: TicketVerbHandler<'priority'> = async (call, { ticket, priority }) => {
  const result = await editTicket(call.kit.desk, await call.actor(), ticket, { priority }, keyOf(call));
  return actAnswer(result, (card) => `${heading(card)} has priority ${priorityLabel(card.priority)} now.`);
};

export const typeCommand: TicketVerbHandler<'type'> = async (call, { ticket, type }) => {
  const result = await editTicket(
    call.kit.desk,
    await call.actor(),
    ticket,
    { issueType: type },
    keyOf(call),
  );
  return actAnswer(result, (card) => `${heading(card)} has type ${issueTypeLabel(card.issueType)} now.`);
};

export const titleCommand: TicketVerbHandler<'title'> = async (call, { ticket, title }) => {
  const result = await editTicket(call.kit.desk, await call.actor(), ticket, { title }, keyOf(call));
  return actAnswer(result, (card) => `It is called ${heading(card)} now.`);
};

/** Slack tells of a mention again for minutes: it acts once. */
function keyOf({ sourceKey }: { sourceKey: string }): { sourceKey: string } {
  return { sourceKey };
}
