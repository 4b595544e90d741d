/** A person's modals: what is open, filling it in, submitting (twice, too), closing. */

import type { Outcome } from '../delivery/transport.js';
import { changed, violate } from '../workspace/core.js';
import { chosenValue, isEmptyValue, optionLabel, optionsOf } from '../workspace/element-values.js';
import { asObject, asObjects, asText, codePoints, isObject } from '../workspace/json.js';
import { readView } from '../workspace/read-blocks.js';
import { NotPossible, SlackError } from '../workspace/slack-error.js';
import { issueTrigger } from '../workspace/triggers.js';
import type { JsonObject, ViewRecord } from '../workspace/types.js';
import {
  closeAllModals,
  closeView,
  homeOf,
  pushModal,
  topView,
  updateView,
  viewJson,
} from '../workspace/views.js';
import { type Client, payloadBase } from './client.js';
import { type Choice, suggestions } from './interacting.js';
import { actionPayload, lookups, surfaceOf } from './targets.js';
import { visibleText } from './visible-text.js';

export type OpenView = {
  viewId: string;
  callbackId: string;
  title: string;
  submit: string | null;
  privateMetadata: string;
  /** Everything the person reads. */
  shows: string;
  blocks: readonly JsonObject[];
  fields: readonly OpenField[];
  /** The errors shown, by label. */
  errors: Readonly<Record<string, string>>;
};

export type OpenField = {
  label: string;
  blockId: string;
  actionId: string;
  type: string;
  isOptional: boolean;
  value: unknown;
  options: readonly string[];
};

export type Submission = {
  /** False where the client itself refused, for a required field left empty or a length out of bounds. */
  isSent: boolean;
  isAcked: boolean;
  body: unknown;
  /** By label. */
  errors: Readonly<Record<string, string>>;
  error?: string;
};

export type Modals = {
  /** The top modal, or null. */
  view(): OpenView | null;
  home(): OpenView | null;
  /** Fills in fields named by label, block id, action id, or `block/action`. */
  fill(values: Readonly<Record<string, Choice>>): Promise<void>;
  /** Submits; `times` at once. `force` sends what the client would hold back. Resolves with the first answer. */
  submit(options?: { times?: number; force?: boolean }): Promise<Submission>;
  /** Closes the top modal; `view_closed` if the app asked for it. */
  closeView(): Promise<void>;
};

type Input = { block: JsonObject; element: JsonObject };

function inputsOf(view: ViewRecord): Input[] {
  return asObjects(view.definition.blocks).flatMap((block) =>
    block.type === 'input' && isObject(block.element) ? [{ block, element: block.element }] : [],
  );
}

function labelOf(block: JsonObject): string {
  return asText(asObject(block.label).text);
}

function heldValue(view: ViewRecord, { block, element }: Input): JsonObject | undefined {
  return view.values[asText(block.block_id)]?.[asText(element.action_id)];
}

function fieldOf(view: ViewRecord, input: Input): OpenField {
  const { block, element } = input;
  const value = Object.entries(heldValue(view, input) ?? {}).find(([key]) => key !== 'type')?.[1];
  return {
    label: labelOf(block),
    blockId: asText(block.block_id),
    actionId: asText(element.action_id),
    type: asText(element.type),
    isOptional: block.optional === true,
    value,
    options: optionsOf(element).map(optionLabel),
  };
}

function byLabel(view: ViewRecord, errors: Readonly<Record<string, string>>): Record<string, string> {
  const labels = new Map(inputsOf(view).map(({ block }) => [asText(block.block_id), labelOf(block)]));
  return Object.fromEntries(Object.entries(errors).map(([id, error]) => [labels.get(id) ?? id, error]));
}

function opened(client: Client, view: ViewRecord | undefined): OpenView | null {
  if (!view) return null;
  const { definition } = view;
  const blocks = asObjects(definition.blocks);
  return {
    viewId: view.id,
    callbackId: asText(definition.callback_id),
    title: asText(asObject(definition.title).text),
    submit: isObject(definition.submit) ? asText(definition.submit.text) : null,
    privateMetadata: asText(definition.private_metadata),
    shows: visibleText(client.core, { text: '', blocks }),
    blocks,
    fields: inputsOf(view).map((input) => fieldOf(view, input)),
    errors: byLabel(view, view.errors),
  };
}

function theTop(client: Client): ViewRecord {
  const view = topView(client.core, client.me.id);
  if (!view) throw new NotPossible(`${client.me.displayName} has no modal open`);
  return view;
}

function findInput(view: ViewRecord, name: string): Input {
  const inputs = inputsOf(view);
  const keys: ((input: Input) => string)[] = [
    ({ block }) => labelOf(block),
    ({ block }) => asText(block.block_id),
    ({ element }) => asText(element.action_id),
    ({ block, element }) => `${asText(block.block_id)}/${asText(element.action_id)}`,
  ];
  for (const key of keys) {
    const found = inputs.find((input) => key(input) === name);
    if (found) return found;
  }
  const offered = inputs.map(({ block }) => labelOf(block)).join(', ');
  throw new NotPossible(`There is no field ${name}; there are: ${offered || 'none'}`);
}

async function fillOne(client: Client, view: ViewRecord, name: string, choice: Choice): Promise<void> {
  const input = findInput(view, name);
  const { block, element } = input;
  const blockId = asText(block.block_id);
  const actionId = asText(element.action_id);
  const isExternal = asText(element.type).includes('external') && choice !== null;
  const wanted = typeof choice === 'string' ? choice : (choice?.[0] ?? '');
  const options = isExternal
    ? await suggestions(client, { viewId: view.id }, actionId, wanted)
    : optionsOf(element);
  const value = chosenValue(element, choice, lookups(client, options));
  view.values[blockId] = { ...view.values[blockId], [actionId]: value };
  changed(client.core);
  if (block.dispatch_action !== true) return;
  const surface = surfaceOf(client, { viewId: view.id });
  await client.dispatcher.deliverInteraction('interactive', actionPayload(client, surface, input, value));
}

async function fill(client: Client, values: Readonly<Record<string, Choice>>): Promise<void> {
  const view = theTop(client);
  for (const [name, choice] of Object.entries(values)) await fillOne(client, view, name, choice);
}

function clientError(view: ViewRecord, input: Input): string | null {
  const value = heldValue(view, input);
  if (isEmptyValue(value)) {
    return input.block.optional === true ? null : 'Please complete this required field.';
  }
  const { min_length: min, max_length: max } = input.element;
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
    const apply = RESPONSE_ACTIONS[name];
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
  const outcome: Outcome = await client.dispatcher.deliverInteraction(
    'interactive',
    submitPayload(client, view),
  );
  if (!outcome.isAcked) {
    const error = 'We had some trouble connecting. Try again?';
    return { isSent: true, isAcked: false, body: null, errors: {}, error };
  }
  const error = applyAck(client, view, outcome.body);
  const errors = byLabel(view, view.errors);
  return { isSent: true, isAcked: true, body: outcome.body, errors, ...(error ? { error } : {}) };
}

async function submit(client: Client, times: number, force: boolean): Promise<Submission> {
  const view = theTop(client);
  if (!isObject(view.definition.submit)) throw new NotPossible('This modal has no submit button');
  const refused = force ? {} : clientErrors(view);
  if (Object.keys(refused).length > 0) {
    view.errors = refused;
    return { isSent: false, isAcked: false, body: null, errors: byLabel(view, refused) };
  }
  view.errors = {};
  const [first] = await Promise.all(Array.from({ length: times }, () => sendOnce(client, view)));
  if (!first) throw new NotPossible('A modal is submitted at least once');
  return first;
}

async function close(client: Client): Promise<void> {
  const view = theTop(client);
  const isCleared = view.definition.clear_on_close === true;
  const json = structuredClone(viewJson(client.core, view));
  if (isCleared) closeAllModals(client.core, client.me.id);
  else closeView(client.core, view);
  if (view.definition.notify_on_close !== true) return;
  await client.dispatcher.deliverInteraction('interactive', {
    ...payloadBase(client, 'view_closed'),
    view: json,
    is_cleared: isCleared,
  });
}

export function modals(client: Client): Modals {
  return {
    view: () => opened(client, topView(client.core, client.me.id)),
    home: () => opened(client, homeOf(client.core, client.me.id)),
    fill: (values) => fill(client, values),
    submit: ({ times = 1, force = false } = {}) => submit(client, times, force),
    closeView: () => close(client),
  };
}
