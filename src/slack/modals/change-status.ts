/** The form for changes of status that mostly come with a few words: resolve, wait, hold and block. */

import { z } from 'zod';
import { DEFAULT_RESOLUTION, isResolution, RESOLUTIONS, resolutionLabel } from '../../domain/resolution.js';
import { changeStatus, type StatusOptions } from '../../services/tickets/change-status.js';
import { viewTicket } from '../../services/tickets/view-ticket.js';
import { option, section } from '../blocks/pieces.js';
import { heading } from '../blocks/ticket-words.js';
import { typedToMrkdwn } from '../blocks/typed-text.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { chosenIn, typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { selectInput, textInput } from './inputs.js';
import { openModal } from './open-modal.js';
import { type Filling, readChoices, responsePicker } from './response-picker.js';

export const VERBS_WITH_TEXT = ['resolve', 'wait', 'hold', 'block'] as const;
export type VerbWithText = (typeof VERBS_WITH_TEXT)[number];

const FIELD = { text: 'text', resolution: 'resolution' } as const;

/** Whom the text is for follows `changeStatus`. */
const FORMS: Record<VerbWithText, { title: string; submit: string; label: string; hint: string }> = {
  resolve: {
    title: 'Resolve ticket',
    submit: 'Resolve',
    label: 'What was done',
    hint: 'Posted to the reporter.',
  },
  wait: {
    title: 'Wait for reporter',
    submit: 'Wait',
    label: 'What do you need to know?',
    hint: 'Posted to the reporter. The clock for the resolution pauses until they answer.',
  },
  hold: {
    title: 'Put on hold',
    submit: 'Put on hold',
    label: 'What does it wait for?',
    hint: 'For agents only. The clock for the resolution pauses until it is resumed.',
  },
  block: {
    title: 'Mark as blocked',
    submit: 'Mark as blocked',
    label: 'What is it stuck on?',
    hint: 'For agents only. The clock goes on.',
  },
};

/** What is said with these is posted to the reporter: canned responses are for that. */
const SAID_TO_REPORTER: ReadonlySet<VerbWithText> = new Set(['resolve', 'wait']);

const metadataSchema = z.object({
  ticket: z.string(),
  verb: z.enum(VERBS_WITH_TEXT),
  revision: z.int().min(0).default(0),
});

export function buildChangeStatus(
  ticket: { number: string; title: string },
  verb: VerbWithText,
  filling: Filling,
): ModalView {
  const { text, revision } = filling;
  const { title, submit, label, hint } = FORMS[verb];
  const resolution = selectInput({
    blockId: FIELD.resolution,
    label: 'Resolution',
    choices: RESOLUTIONS.map((each) => option(resolutionLabel(each), each)),
    initial: DEFAULT_RESOLUTION,
  });
  return formView({
    callbackId: VIEWS.changeStatus,
    title,
    submit,
    metadata: { ticket: ticket.number, verb, revision } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      section(heading(ticket)),
      ...(verb === 'resolve' ? [resolution] : []),
      ...(SAID_TO_REPORTER.has(verb) ? responsePicker(filling) : []),
      textInput({
        ...{ blockId: `${FIELD.text}#${revision}`, label, hint, initial: text },
        ...{ isMultiline: true, isOptional: true },
      }),
    ],
  });
}

export async function openChangeStatus(
  call: Caller,
  triggerId: string,
  ticketNumber: string,
  verb: VerbWithText,
): Promise<void> {
  await openModal(call, triggerId, FORMS[verb].title, async () => {
    const { card } = await viewTicket(call.kit.desk, await call.actor(), ticketNumber);
    return buildChangeStatus(card, verb, await readChoices(call, ticketNumber));
  });
}

export async function submitChangeStatus(call: ViewCall): Promise<ViewAnswer> {
  const { ticket, verb } = readMetadata(metadataSchema, call.metadata);
  const options: StatusOptions = {
    text: typedToMrkdwn(typedIn(call.values, FIELD.text)),
    sourceKey: call.sourceKey,
  };
  const resolution = chosenIn(call.values, FIELD.resolution);
  if (verb === 'resolve' && resolution !== null && isResolution(resolution)) options.resolution = resolution;
  await changeStatus(call.kit.desk, await call.actor(), ticket, verb, options);
  return { kind: 'close' };
}
