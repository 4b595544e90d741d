/** Submitting a modal: what the client holds back, what is sent, and what the app's answer does to the screen. */

import { claimOfRequest } from '../workspace/claim.js';
import { changed, claiming, violate } from '../workspace/core.js';
import { isEmptyValue } from '../workspace/element-values.js';
import { asObject, asText, codePoints, entryOf, isObject } from '../workspace/json.js';
import { readView } from '../workspace/read-blocks.js';
import { NotPossible, SlackError } from '../workspace/slack-error.js';
import { issueTrigger } from '../workspace/triggers.js';
import type { JsonObject, ViewRecord } from '../workspace/types.js';
import { closeAllModals, closeView, pushModal, updateView, viewJson } from '../workspace/views.js';
import { type Client, payloadBase } from './client.js';
import { byLabel, heldValue, type Input, inputsOf } from './view-inputs.js';

export type Submission = {
  /** False where the client itself refused, for a required field left empty or a length out of bounds. */
  isSent: boolean;
  isAcked: boolean;
  body: unknown;
  /** By label. */
  errors: Readonly<Record<string, string>>;
  error?: string;
};

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const TYPED_MAX = 3000;

function clientError(view: ViewRecord, input: Input): string | null {
  const value = heldValue(view, input);
  if (isEmptyValue(value)) {
    return input.block.optional === true ? null : 'Please complete this required field.';
  }
  const { type, min_length: min, max_length: told } = input.element;
  const max = told ?? (type === 'plain_text_input' ? TYPED_MAX : undefined);
  const length = codePoints(asText(value?.value));
  if (typeof min === 'number' && length < min) return `Please enter at least ${min} characters.`;
  if (typeof max === 'number' && length > max) return `Please enter at most ${max} characters.`;
  return null;
}

function clientErrors(view: ViewRecord): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const input of inputsOf(view)) {
    const error = clientError(view, input);
    if (error !== null) errors[asText(input.block.block_id)] = error;
  }
  return errors;
}

function showErrors(client: Client, view: ViewRecord, errors: JsonObject): void {
  const known = new Set(inputsOf(view).map(({ block }) => asText(block.block_id)));
  const shown: Record<string, string> = {};
  for (const [blockId, error] of Object.entries(errors)) {
    if (known.has(blockId)) shown[blockId] = asText(error);
    else violate(client.core, 'view_errors', `no input block ${blockId} in view ${view.id}`);
  }
  if (Object.keys(shown).length === 0) violate(client.core, 'view_errors', 'no error for any input block');
  view.errors = shown;
  changed(client.core);
}

const RESPONSE_ACTIONS: Readonly<
  Record<string, (client: Client, view: ViewRecord, body: JsonObject) => void>
> = {
  errors: (client, view, body) => showErrors(client, view, asObject(body.errors)),
  update: (client, view, body) => updateView(client.core, view, readView(client.core, body.view, 'modal')),
  push: (client, view, body) => {
    pushModal(client.core, view.userId, readView(client.core, body.view, 'modal'));
  },
  clear: (client, view) => closeAllModals(client.core, view.userId),
};

/** What Slack's client does with the ack of a submission. */
function applyAck(client: Client, view: ViewRecord, body: unknown): string | undefined {
  // A second answer to the same view comes too late: the first has closed it.
  if (!client.core.state.views.has(view.id)) return undefined;
  const name = isObject(body) ? asText(body.response_action) : '';
  if (name === '') {
    closeView(client.core, view);
    return undefined;
  }
  try {
    const apply = entryOf(RESPONSE_ACTIONS, name);
    if (!apply) throw new SlackError('unknown_response_action', [name]);
    apply(client, view, asObject(body));
    return undefined;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    violate(client.core, 'view_ack', error.message);
    return 'We had some trouble connecting. Try again?';
  }
}

function submitPayload(client: Client, view: ViewRecord): JsonObject {
  return {
    ...payloadBase(client, 'view_submission'),
    trigger_id: issueTrigger(client.core, client.me.id, view.id),
    view: structuredClone(viewJson(client.core, view)),
    response_urls: [],
  };
}

async function sendOnce(client: Client, view: ViewRecord): Promise<Submission> {
  const outcome = await client.dispatcher.deliverInteraction('interactive', submitPayload(client, view));
  if (!outcome.isAcked) {
    const error = 'We had some trouble connecting. Try again?';
    return { isSent: true, isAcked: false, body: null, errors: {}, error };
  }
  const error = claiming(client.core, claimOfRequest(outcome), () => applyAck(client, view, outcome.body));
  const errors = byLabel(view, view.errors);
  return { isSent: true, isAcked: true, body: outcome.body, errors, ...(error ? { error } : {}) };
}

/** Submits a view, `times` at once. Resolves with the first answer. */
export async function submitView(
  client: Client,
  view: ViewRecord,
  { times, force }: { times: number; force: boolean },
): Promise<Submission> {
  if (!isObject(view.definition.submit)) throw new NotPossible('This modal has no submit button');
  const refused = force ? {} : clientErrors(view);
  if (Object.keys(refused).length > 0) {
    view.errors = refused;
    changed(client.core);
    return { isSent: false, isAcked: false, body: null, errors: byLabel(view, refused) };
  }
  view.errors = {};
  const [first] = await Promise.all(Array.from({ length: times }, () => sendOnce(client, view)));
  if (!first) throw new NotPossible('A modal is submitted at least once');
  return first;
}
