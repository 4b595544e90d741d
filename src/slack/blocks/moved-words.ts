/** What whoever has moved a ticket to another project is answered. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { MoveResult } from '../../services/moving/move-ticket.js';
import { safeName } from './pieces.js';
import { heading } from './ticket-words.js';

export function movedWords({ card, moved, isSeen }: MoveResult): string {
  if (moved === null) return `${heading(card)} stays as it is: that was done already.`;
  const { fromNumber, fromName, notesLeft } = moved;
  return [
    `*${escapeText(fromNumber)}* is ${heading(card)} now, in ${safeName({ name: card.projectName })}.`,
    ...(notesLeft === 0
      ? []
      : [
          `${notesLeft === 1 ? '1 note stays' : `${notesLeft} notes stay`} with the agents of ${safeName({ name: fromName })}.`,
        ]),
    ...(isSeen ? [] : ['It is for the agents there now: you do not see it any more.']),
  ].join(' ');
}
