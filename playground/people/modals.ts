/** A person's modals: what is open, filling it in, submitting (twice, too), closing. */

import { changed } from '../workspace/core.js';
import { type Choice, chosenValue } from '../workspace/element-values.js';
import { asObject, asObjects, asText, isObject } from '../workspace/json.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { JsonObject, ViewRecord } from '../workspace/types.js';
import { closeAllModals, closeView, homeOf, topView, viewJson } from '../workspace/views.js';
import { type Client, payloadBase, readingOf } from './client.js';
import { optionsFor } from './interacting.js';
import { type Submission, submitView } from './submission.js';
import { actionPayload, lookups, surfaceOf } from './targets.js';
import { byLabel, fieldOf, type Input, inputsOf, labelOf, type OpenField } from './view-inputs.js';
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

export type Modals = {
  /** The top modal, or null. */
  view(): OpenView | null;
  home(): OpenView | null;
  /** Fills in fields named by label, block id, action id, or `block/action`: texts, options, instants, people, files. */
  fill(values: Readonly<Record<string, Choice>>): Promise<void>;
  /** Submits; `times` at once. `force` sends what the client would hold back. Resolves with the first answer. */
  submit(options?: { times?: number; force?: boolean }): Promise<Submission>;
  /** Closes the top modal; `view_closed` if the app asked for it. */
  closeView(): Promise<void>;
};

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
    shows: visibleText(readingOf(client), { text: '', blocks }),
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
  const options = await optionsFor(client, { viewId: view.id }, input, choice);
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
    submit: ({ times = 1, force = false } = {}) => submitView(client, theTop(client), { times, force }),
    closeView: () => close(client),
  };
}
