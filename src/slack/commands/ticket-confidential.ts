/** `/ticket confidential`: who may see a ticket, and what stays visible where it was talked about before. */

import {
  type ConfidentialityChange,
  changeConfidentiality,
} from '../../services/confidential/change-confidentiality.js';
import { leftWords } from '../blocks/confidentiality.js';
import { message, section } from '../blocks/pieces.js';
import { heading, plainHeading } from '../blocks/ticket-words.js';
import { type Answer, answer } from '../kit.js';
import { actAnswer, type TicketVerbHandler } from './ticket-call.js';

export const confidentialCommand: TicketVerbHandler<'confidential'> = async (call, command) => {
  const { ticket, isConfidential } = command;
  const { sourceKey } = call;
  return confidentialityAnswer(
    await changeConfidentiality(call.kit.desk, await call.actor(), ticket, isConfidential, { sourceKey }),
    call.slackUserId,
  );
};

/** `slackUserId`: who did it, and reads this. */
export function confidentialityAnswer(change: ConfidentialityChange, slackUserId: string): Answer {
  const { card, isChanged, left, readersRemoved } = change;
  if (!isChanged) return actAnswer(change, () => '');
  if (!card.isConfidential) {
    const text = `${heading(card)} is not confidential any more. Admins can see it again as well; the conversation stays in direct messages.`;
    return answer(message(plainHeading(card), [section(text)]));
  }
  const whose = card.reporter.slackUserId === slackUserId ? 'your' : "the reporter's";
  const text = [
    `${heading(card)} is confidential now: only its reporter, its agents and people whom they add can see it.`,
    ...(left === null
      ? []
      : [`The conversation goes on in ${whose} direct messages with me.`, leftWords(left.slackChannelId)]),
    ...(readersRemoved > 0
      ? [
          `${readersRemoved === 1 ? '1 person' : `${readersRemoved} people`} who followed it by themselves cannot see it any more.`,
        ]
      : []),
  ].join(' ');
  return answer(message(plainHeading(card), [section(text)]));
}
