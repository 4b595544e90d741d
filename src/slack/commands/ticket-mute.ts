/** `/ticket mute` and `/ticket unmute`: whether somebody gets direct messages about a ticket. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { muteTicket } from '../../services/notices/mute-ticket.js';
import type { Answer, Caller } from '../kit.js';
import { type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const muteCommand: TicketVerbHandler<'mute' | 'unmute'> = (call, { verb, ticket }) =>
  mute(call, ticket, verb === 'mute');

export async function mute(call: Caller, ticket: string, isMuted: boolean): Promise<Answer> {
  const { desk } = call.kit;
  const { ticketNumber, isAssignee, isChanged } = await muteTicket(desk, await call.actor(), ticket, isMuted);
  const number = escapeText(ticketNumber);
  const already = isChanged ? '' : ' already';
  if (!isMuted)
    return textAnswer(
      `You get direct messages about *${number}*${already}, as \`${slash.desk} settings\` says.`,
    );
  const agents = isAssignee ? ' It stays yours: its alerts are told to the agents in its thread.' : '';
  return textAnswer(
    `*${number}* is muted${already}: no more direct messages about it, until \`${slash.ticket} unmute ${number}\`.${agents}`,
  );
}
