/** `/ticket move`: hands a ticket to another project. */

import { moveTicket } from '../../services/moving/move-ticket.js';
import { previewMove } from '../../services/moving/preview-move.js';
import { movedWords } from '../blocks/moved-words.js';
import { openConfirmMove } from '../modals/confirm-move.js';
import { type TicketVerbHandler, textAnswer } from './ticket-call.js';

/** Whom a confidential ticket is shown to by it is said first, in a form. */
export const moveToProjectCommand: TicketVerbHandler<'move'> = async (call, command) => {
  const { ticket, project, withNotes } = command;
  const { desk } = call.kit;
  const actor = await call.actor();
  if (call.triggerId !== null) {
    const { isConfidential } = await previewMove(desk, actor, ticket, project);
    if (isConfidential) {
      await openConfirmMove(call, call.triggerId, { ticket, project, withNotes });
      return null;
    }
  }
  const { sourceKey } = call;
  const options = { withNotes, isConfirmed: false, sourceKey };
  return textAnswer(movedWords(await moveTicket(desk, actor, ticket, project, options)));
};
