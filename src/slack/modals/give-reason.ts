/** The form in which an admin says why they open a confidential ticket. */

import { z } from 'zod';
import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { giveReason, REASON_FIELD, requireReasonNeeded } from '../../services/confidential/give-reason.js';
import { section } from '../blocks/pieces.js';
import { instant } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { textInput } from './inputs.js';
import { noticeView } from './notice-view.js';
import { openModal } from './open-modal.js';

const TITLE = 'Confidential ticket';
const metadataSchema = z.object({ ticket: z.string() });

export function buildGiveReason(number: string): ModalView {
  return formView({
    callbackId: VIEWS.giveReason,
    title: TITLE,
    submit: 'Open it',
    metadata: { ticket: number } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      section(
        `*${escapeText(number)}* opens for you alone, and for 24 hours. Your reason is recorded in the audit log and told to its agents.`,
      ),
      textInput({ blockId: REASON_FIELD, label: 'Why do you open it?', isMultiline: true, isFocused: true }),
    ],
  });
}

export async function openGiveReason(call: Caller, triggerId: string, ticketNumber: string): Promise<void> {
  await openModal(call, triggerId, TITLE, async () => {
    await requireReasonNeeded(call.kit.desk, await call.actor(), ticketNumber);
    return buildGiveReason(ticketNumber);
  });
}

export async function submitGiveReason(call: ViewCall): Promise<ViewAnswer> {
  const { ticket } = readMetadata(metadataSchema, call.metadata);
  const { endsAt } = await giveReason(call.kit.desk, await call.actor(), ticket, {
    reason: typedIn(call.values, REASON_FIELD),
    sourceKey: call.sourceKey,
  });
  const number = escapeText(ticket);
  const text = `*${number}* is open to you until ${instant(endsAt)}: \`${slash.ticket} show ${number}\` shows it, and so do lists.`;
  return { kind: 'show', view: noticeView(TITLE, text) };
}
