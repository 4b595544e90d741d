/** What the buttons and menus of a card do: status, taking, assigning, priority, watching. */

import { slash } from '../../domain/command-names.js';
import { isPriority } from '../../domain/priority.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import { changeConfidentiality } from '../../services/confidential/change-confidentiality.js';
import type { ActResult } from '../../services/tickets/act-result.js';
import { assignTicket } from '../../services/tickets/assign-ticket.js';
import { changeStatus } from '../../services/tickets/change-status.js';
import { editTicket } from '../../services/tickets/edit-ticket.js';
import { keepResolved } from '../../services/tickets/keep-resolved.js';
import { watchTicket } from '../../services/tickets/watch-ticket.js';
import { ALERT_BLOCK } from '../blocks/alert-pieces.js';
import { isVerb } from '../blocks/status-buttons.js';
import { heading, plainHeading } from '../blocks/ticket-words.js';
import { ticketOfMenus } from '../blocks/triage-card.js';
import { showTicket } from '../commands/show-ticket.js';
import { actAnswer, nowIs, textAnswer } from '../commands/ticket-call.js';
import { confidentialityAnswer } from '../commands/ticket-confidential.js';
import { ACTIONS } from '../ids.js';
import type { ActionCall, Answer } from '../kit.js';
import type { ActionHandler } from '../listener.js';
import { openChangeStatus, VERBS_WITH_TEXT } from '../modals/change-status.js';
import { openEditTicket } from '../modals/edit-ticket.js';
import { openReply } from '../modals/reply.js';

export const pressStatus: ActionHandler = async (call) => {
  const [verb = '', number = ''] = (call.value ?? '').split(':');
  const ticket = numberIn(number);
  if (verb === ACTIONS.watch) return pressWatch(call, ticket);
  if (verb === ACTIONS.makeConfidential) return setConfidential(call, ticket, true);
  if (verb === ACTIONS.liftConfidentiality) return setConfidential(call, ticket, false);
  if (!isVerb(verb)) throw new UserError(outdated());
  const withText = VERBS_WITH_TEXT.find((each) => each === verb);
  if (withText === undefined) {
    return acted(call, await changeStatus(call.kit.desk, await call.actor(), ticket, verb));
  }
  await openChangeStatus(call, call.triggerId, ticket, withText);
  return null;
};

/** An alert does not change by itself, as cards do: whoever pressed is told. */
export const pressTake: ActionHandler = async (call) => {
  const result = await assignTicket(
    call.kit.desk,
    await call.actor(),
    numberIn(call.value),
    { kind: 'me' },
    { isOnlyIfFree: true },
  );
  if (call.blockId === ALERT_BLOCK) return actAnswer(result, (card) => `${heading(card)} is yours.`);
  return acted(call, result);
};

export const chooseAssignee: ActionHandler = async (call) => {
  const ticket = numberIn(ticketOfMenus(call.blockId));
  if (call.value !== null && !MEMBER_ID.test(call.value)) throw new UserError(outdated());
  const to =
    call.value === null
      ? ({ kind: 'nobody' } as const)
      : ({ kind: 'user', slackUserId: call.value } as const);
  return acted(call, await assignTicket(call.kit.desk, await call.actor(), ticket, to));
};

export const choosePriority: ActionHandler = async (call) => {
  const ticket = numberIn(ticketOfMenus(call.blockId));
  if (call.value === null || !isPriority(call.value)) throw new UserError(outdated());
  return acted(call, await editTicket(call.kit.desk, await call.actor(), ticket, { priority: call.value }));
};

export const pressReply: ActionHandler = async (call) => {
  await openReply(call, call.triggerId, numberIn(call.value));
  return null;
};

export const pressEditTicket: ActionHandler = async (call) => {
  await openEditTicket(call, call.triggerId, numberIn(call.value));
  return null;
};

/** The answers under a line that says "resolved", for the reporter and the agents. */
export const pressItWorks: ActionHandler = (call) => changeTo(call, 'close');
export const pressReopen: ActionHandler = (call) => changeTo(call, 'reopen');
export const pressKeepResolved: ActionHandler = async (call) => {
  const { desk } = call.kit;
  return actAnswer(await keepResolved(desk, await call.actor(), numberIn(call.value)), nowIs);
};
export const pressResolveIt: ActionHandler = (call) => changeTo(call, 'resolve');

async function changeTo(call: ActionCall, verb: 'close' | 'reopen' | 'resolve'): Promise<Answer> {
  const result = await changeStatus(call.kit.desk, await call.actor(), numberIn(call.value), verb);
  return actAnswer(result, nowIs);
}

/** Always answered: what was written elsewhere before stays there, which no card says. */
async function setConfidential(call: ActionCall, ticket: string, isConfidential: boolean): Promise<Answer> {
  const result = await changeConfidentiality(call.kit.desk, await call.actor(), ticket, isConfidential);
  return confidentialityAnswer(result, call.slackUserId);
}

async function pressWatch(call: ActionCall, ticket: string): Promise<Answer> {
  const { card, isChanged } = await watchTicket(call.kit.desk, await call.actor(), ticket, { watch: true });
  const words = isChanged ? 'You will be told about' : 'You are told already about';
  return textAnswer(`${words} ${plainHeading(card)}. \`${slash.ticket} unwatch ${card.number}\` stops that.`);
}

/** A posted card shows the change by itself; one that only this person sees is put up again. */
async function acted(call: ActionCall, result: ActResult): Promise<Answer> {
  if (!call.isEphemeral) return result.isChanged ? null : actAnswer(result, nowIs);
  const shown = await showTicket(call, result.card.number);
  return shown === null ? null : { ...shown, isReplacement: true };
}

/** Anything else Slack would refuse to be asked about. */
const MEMBER_ID = /^[UW][A-Z0-9]{1,30}$/;

const outdated = () => `This button does nothing any more. \`${slash.ticket}\` shows what you can do.`;

/** Whatever the value holds, it can name no ticket that this person may not see: the services decide that. */
function numberIn(value: string | null): string {
  const number = normalizeTicketNumber(value ?? '');
  if (number === null) throw new UserError(outdated());
  return number;
}
