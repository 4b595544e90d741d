/** Presses about canned responses: putting one into an answer, and choosing and deleting one in the form where they are kept. */

import { z } from 'zod';
import { escapeText } from '../../domain/mrkdwn.js';
import { UserError } from '../../errors.js';
import { deleteResponse } from '../../services/canned-responses/delete-response.js';
import { fillResponse } from '../../services/canned-responses/responses-for-ticket.js';
import { viewTicket } from '../../services/tickets/view-ticket.js';
import type { ActionCall, Answer, PressedView } from '../kit.js';
import type { ActionHandler } from '../listener.js';
import { buildChangeStatus, VERBS_WITH_TEXT } from '../modals/change-status.js';
import { typedIn } from '../modals/field-values.js';
import { readMetadata } from '../modals/form-view.js';
import { buildReply } from '../modals/reply.js';
import { chosenResponseId, putIn, readChoices } from '../modals/response-picker.js';
import { responsesMetadata, responsesView } from '../modals/responses.js';

/** Of the form for a reply, or, with `verb`, of the one for a change of status. */
const answerMetadata = z.object({
  ticket: z.string(),
  verb: z.enum(VERBS_WITH_TEXT).optional(),
  revision: z.int().min(0).default(0),
});

/** In both forms. */
const TEXT = 'text';

export const pressUseResponse: ActionHandler = inView(async (call, view) => {
  const { ticket, verb, revision } = readMetadata(answerMetadata, view.metadata);
  const { desk, gateway } = call.kit;
  const actor = await call.actor();
  const response = await fillResponse(desk, actor, ticket, requireChosen(call.value));
  const { card } = await viewTicket(desk, actor, ticket);
  const before = { ...(await readChoices(call, ticket)), revision };
  const filling = putIn(before, typedIn(view.values, TEXT), response);
  const form = verb === undefined ? buildReply(card, filling) : buildChangeStatus(card, verb, filling);
  await gateway.updateView(view.id, form);
});

/** What was typed for the one before is put aside, as where another file is opened. */
export const chooseResponse: ActionHandler = inView(async (call, view) => {
  const { key, revision } = readMetadata(responsesMetadata, view.metadata);
  const chosenId = chosenResponseId(call.value);
  const form = await responsesView(call, key, { chosenId, revision: revision + 1 });
  await call.kit.gateway.updateView(view.id, form);
});

export const pressDeleteResponse: ActionHandler = inView(async (call, view) => {
  const { key, revision } = readMetadata(responsesMetadata, view.metadata);
  const name = await deleteResponse(call.kit.desk, await call.actor(), key, requireChosen(call.value));
  const note = name === null ? 'It was deleted already.' : `Deleted “${escapeText(name)}”.`;
  await call.kit.gateway.updateView(
    view.id,
    await responsesView(call, key, { revision: revision + 1, note }),
  );
});

function requireChosen(value: string | null): number {
  const id = chosenResponseId(value);
  if (id === null) throw new UserError('This response is not there any more. Choose another one.');
  return id;
}

function inView(act: (call: ActionCall, view: PressedView) => Promise<void>): ActionHandler {
  return async (call): Promise<Answer> => {
    if (call.view !== null) await act(call, call.view);
    return null;
  };
}
