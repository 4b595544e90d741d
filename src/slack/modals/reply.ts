/** The forms in which an agent answers the reporter, and edits such an answer. */

import { z } from 'zod';
import { UserError } from '../../errors.js';
import { addComment } from '../../services/comments/add-comment.js';
import { editReply, readOwnReply } from '../../services/comments/edit-reply.js';
import { viewTicket } from '../../services/tickets/view-ticket.js';
import { context } from '../blocks/pieces.js';
import { heading } from '../blocks/ticket-words.js';
import { mrkdwnToTyped, typedToMrkdwn } from '../blocks/typed-text.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { TYPED_TEXT_MAX, textInput } from './inputs.js';
import { openModal } from './open-modal.js';
import { type Filling, readChoices, responsePicker } from './response-picker.js';

/** As the services name it in what they refuse. */
const TEXT = 'text';

const replyMetadata = z.object({ ticket: z.string(), revision: z.int().min(0).default(0) });
/** Ids are 32-bit integers in the database. */
const editMetadata = z.object({ commentId: z.int32().positive() });

export function buildReply(ticket: { number: string; title: string }, filling: Filling): ModalView {
  const { text, revision } = filling;
  return formView({
    callbackId: VIEWS.reply,
    title: 'Reply to reporter',
    submit: 'Send',
    metadata: { ticket: ticket.number, revision } satisfies z.infer<typeof replyMetadata>,
    blocks: [
      context(
        `${heading(ticket)} · your name stands over the reply, and whoever can see the ticket can read it.`,
      ),
      ...responsePicker(filling),
      textInput({
        blockId: `${TEXT}#${revision}`,
        label: 'Message',
        isMultiline: true,
        isFocused: true,
        initial: text,
      }),
    ],
  });
}

export function buildEditReply(reply: { id: number; content: string }): ModalView {
  return formView({
    callbackId: VIEWS.editReply,
    title: 'Edit reply',
    submit: 'Save',
    metadata: { commentId: reply.id } satisfies z.infer<typeof editMetadata>,
    blocks: [
      textInput({
        blockId: TEXT,
        label: 'Message',
        isMultiline: true,
        initial: mrkdwnToTyped(reply.content),
      }),
    ],
  });
}

export async function openReply(call: Caller, triggerId: string, ticketNumber: string): Promise<void> {
  await openModal(call, triggerId, 'Reply to reporter', async () => {
    const { card } = await viewTicket(call.kit.desk, await call.actor(), ticketNumber);
    return buildReply(card, await readChoices(call, ticketNumber));
  });
}

export async function openEditReply(call: Caller, triggerId: string, commentId: number): Promise<void> {
  await openModal(call, triggerId, 'Edit reply', async () => {
    const reply = await readOwnReply(call.kit.desk, await call.actor(), commentId);
    // The field would show a part, and saving it would throw the rest away.
    if ([...mrkdwnToTyped(reply.content)].length > TYPED_TEXT_MAX) {
      throw new UserError('This reply is too long to be edited in a form. Withdraw it, and send it again.');
    }
    return buildEditReply(reply);
  });
}

export async function submitReply(call: ViewCall): Promise<ViewAnswer> {
  const { ticket } = readMetadata(replyMetadata, call.metadata);
  await addComment(call.kit.desk, await call.actor(), ticket, {
    text: typedToMrkdwn(typedIn(call.values, TEXT)),
    commentType: 'public',
    sourceKey: call.sourceKey,
  });
  return { kind: 'close' };
}

export async function submitEditReply(call: ViewCall): Promise<ViewAnswer> {
  const { commentId } = readMetadata(editMetadata, call.metadata);
  const text = typedToMrkdwn(typedIn(call.values, TEXT));
  await editReply(call.kit.desk, await call.actor(), commentId, text);
  return { kind: 'close' };
}
