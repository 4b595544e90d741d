/** The form for a ticket made of a message. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { section } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { ViewValues } from '../kit.js';
import { isCheckedIn, typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { checkInput } from './inputs.js';
import {
  agentFields,
  commonFields,
  confidentialField,
  FIELD,
  type FormBase,
  shownDescription,
  type TicketFields,
  ticketFields,
} from './ticket-fields.js';

export type FromMessageForm = FormBase & {
  message: { slackChannelId: string; ts: string; author: string | null };
  /** Where the conversation will be, in a sentence of mrkdwn. */
  whereText: string;
  offersEarlier: boolean;
};

export function buildFromMessage(form: FromMessageForm): ModalView {
  const { slackChannelId, ts, author } = form.message;
  const shown = shownDescription(form.description);
  const metadata: FromMessageMetadata = {
    projectId: form.preselected,
    slackChannelId,
    ts,
    shownHash: hashOf(shown),
  };
  const earlier = checkInput({
    blockId: FIELD.earlier,
    label: 'Earlier replies',
    text: 'Bring along what has been written in the thread already',
  });
  return formView({
    callbackId: VIEWS.ticketFromMessage,
    title: 'Create a ticket',
    submit: 'Create',
    metadata,
    blocks: [
      ...commonFields(form),
      section(form.whereText),
      ...(form.offersEarlier ? [earlier] : []),
      confidentialField(form),
      ...agentFields(form, author ?? undefined),
    ],
  });
}

const fromMessageMetadata = z.object({
  projectId: z.int(),
  slackChannelId: z.string(),
  ts: z.string(),
  /** Of the description as the form showed it: left alone, the message's whole text is kept, however long. */
  shownHash: z.string(),
});
type FromMessageMetadata = z.infer<typeof fromMessageMetadata>;

/** `description` is null where the form's was left as it was. */
export function parseFromMessage(
  values: ViewValues,
  metadata: string,
): Omit<TicketFields, 'description'> & {
  description: string | null;
  slackChannelId: string;
  ts: string;
  includeEarlier: boolean;
} {
  const { projectId, slackChannelId, ts, shownHash } = readMetadata(fromMessageMetadata, metadata);
  const fields = ticketFields(values, projectId);
  const isUntouched = hashOf(typedIn(values, FIELD.description)) === shownHash;
  return {
    ...fields,
    description: isUntouched ? null : fields.description,
    slackChannelId,
    ts,
    includeEarlier: isCheckedIn(values, FIELD.earlier),
  };
}

/** Slack may trim what it sends back. */
function hashOf(text: string): string {
  return createHash('sha256').update(text.replace(/\r\n/g, '\n').trim()).digest('base64url').slice(0, 16);
}
