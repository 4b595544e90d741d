/** The form for when an incident really began. */

import { z } from 'zod';
import { BEGAN_FIELDS, moveStart } from '../../services/tickets/move-start.js';
import { viewStart } from '../../services/tickets/view-start.js';
import { section } from '../blocks/pieces.js';
import { heading, instant } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { instantIn, typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { dateTimeInput, textInput } from './inputs.js';
import { openModal } from './open-modal.js';

const TITLE = 'When it began';
const metadataSchema = z.object({ ticket: z.string() });

type Start = { number: string; title: string; openedAt: Date; startedAt: Date; reason: string };

export function buildBegan(ticket: Start): ModalView {
  return formView({
    callbackId: VIEWS.began,
    title: TITLE,
    submit: 'Save',
    metadata: { ticket: ticket.number } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      section(`${heading(ticket)}\nopened ${instant(ticket.openedAt)}. Its time counts from when it began.`),
      dateTimeInput({ blockId: BEGAN_FIELDS.began, label: 'It began', initialAt: ticket.startedAt }),
      textInput({
        blockId: BEGAN_FIELDS.reason,
        label: 'How do you know?',
        hint: 'Agents can read this on the card.',
        initial: ticket.reason,
        isMultiline: true,
      }),
    ],
  });
}

export async function openBegan(call: Caller, triggerId: string, ticketNumber: string): Promise<void> {
  await openModal(call, triggerId, TITLE, async () =>
    buildBegan(await viewStart(call.kit.desk, await call.actor(), ticketNumber)),
  );
}

export async function submitBegan(call: ViewCall): Promise<ViewAnswer> {
  const { ticket } = readMetadata(metadataSchema, call.metadata);
  const at = instantIn(call.values, BEGAN_FIELDS.began);
  await moveStart(
    call.kit.desk,
    await call.actor(),
    ticket,
    { when: at === null ? null : { at }, reason: typedIn(call.values, BEGAN_FIELDS.reason) },
    { sourceKey: call.sourceKey },
  );
  return { kind: 'close' };
}
