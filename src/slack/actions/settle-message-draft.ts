/** The answers to "Shall I make a ticket of it?" under what somebody wrote to the bot. */

import { escapeText } from '../../domain/mrkdwn.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import {
  addMessageDraftToTicket,
  dismissMessageDraft,
  makeTicketOfMessageDraft,
} from '../../services/message-drafts/settle-message-draft.js';
import { textMessage } from '../blocks/pieces.js';
import { answer } from '../kit.js';
import type { ActionHandler } from '../listener.js';

export const pressMessageDraftTicket: ActionHandler = async (call) => {
  const { draftId } = readValue(call.value);
  const { ticketNumber } = await makeTicketOfMessageDraft(call.kit.desk, await call.actor(), draftId);
  return answer(
    textMessage(`*${escapeText(ticketNumber)}* is open. We talk about it in the thread of what you wrote.`),
  );
};

export const pressMessageDraftAdd: ActionHandler = async (call) => {
  const { draftId, number } = readValue(call.value);
  if (number === null) throw unreadable();
  const { ticketNumber } = await addMessageDraftToTicket(call.kit.desk, await call.actor(), draftId, number);
  return answer(textMessage(`Added to *${escapeText(ticketNumber)}*.`));
};

export const pressMessageDraftDismiss: ActionHandler = async (call) => {
  const { draftId } = readValue(call.value);
  await dismissMessageDraft(call.kit.desk, await call.actor(), draftId);
  return answer(textMessage('All right. Write to me again whenever you need help.'));
};

const ID_MAX = 2_147_483_647;

/** `7` or `7:IT-42`. */
function readValue(value: string | null): { draftId: number; number: string | null } {
  const [, id, number = ''] = /^(\d{1,10})(?::(.{1,40}))?$/.exec(value ?? '') ?? [];
  const draftId = Number(id);
  if (!Number.isSafeInteger(draftId) || draftId < 1 || draftId > ID_MAX) throw unreadable();
  return { draftId, number: normalizeTicketNumber(number) };
}

function unreadable(): UserError {
  return new UserError('This button does nothing any more. Write to me again whenever you need help.');
}
