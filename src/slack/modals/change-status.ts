/** The form for changes of status that mostly come with a few words: resolve, wait, hold and block. */

import { z } from 'zod';
import { DEFAULT_RESOLUTION, isResolution, RESOLUTIONS, resolutionLabel } from '../../domain/resolution.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import { changeStatus, type StatusOptions } from '../../services/tickets/change-status.js';
import { DUPLICATE_FIELD } from '../../services/tickets/duplicate-of.js';
import { viewTicket } from '../../services/tickets/view-ticket.js';
import { option, section } from '../blocks/pieces.js';
import { heading } from '../blocks/ticket-words.js';
import { typedToMrkdwn } from '../blocks/typed-text.js';
import type { ModalView } from '../gateway.js';
import { OPTIONS, VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall, ViewValues } from '../kit.js';
import { chosenIn, typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { externalSelectInput, selectInput, textInput } from './inputs.js';
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

const DUPLICATE_INPUT = externalSelectInput({
  ...{ blockId: DUPLICATE_FIELD, label: 'Duplicate of', isOptional: true },
  ...{ actionId: OPTIONS.tickets, placeholder: 'Number or words', minQueryLength: 0 },
  hint: 'With a ticket here it is resolved as a duplicate of that one.',
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
      ...(verb === 'resolve' ? [resolution, DUPLICATE_INPUT] : []),
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
  if (verb === 'resolve') Object.assign(options, resolutionIn(call.values));
  await changeStatus(call.kit.desk, await call.actor(), ticket, verb, options);
  return { kind: 'close' };
}

/** `done` stands there from the start, so that it does not speak against a duplicate; what was chosen does. */
function resolutionIn(values: ViewValues): Pick<StatusOptions, 'resolution' | 'duplicateOf'> {
  const chosen = chosenIn(values, FIELD.resolution) ?? '';
  const number = chosenIn(values, DUPLICATE_FIELD);
  const duplicateOf = number === null ? null : normalizeTicketNumber(number);
  const resolution = isResolution(chosen) ? chosen : DEFAULT_RESOLUTION;
  if (duplicateOf === null) return { resolution };
  if (resolution !== DEFAULT_RESOLUTION && resolution !== 'duplicate') {
    throw new UserError(`Choose “${resolutionLabel('duplicate')}” above, or leave this empty.`, {
      field: DUPLICATE_FIELD,
    });
  }
  return { resolution: 'duplicate', duplicateOf };
}
