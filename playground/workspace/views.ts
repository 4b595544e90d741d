/** Modals and home tabs: the stack of open modals, their hashes, and the values typed into them. */

import { changed, nextId, nowSeconds, type WorkspaceCore } from './core.js';
import { initialValue } from './element-values.js';
import { asObjects, asText, isObject } from './json.js';
import { SlackError } from './slack-error.js';
import type { JsonObject, ViewRecord } from './types.js';

/** https://docs.slack.dev/surfaces/modals/#view_stack */
const VIEW_STACK_MAX = 3;

/** The interactive elements of some blocks with the block each stands in. */
export function elementsOf(blocks: unknown): { block: JsonObject; element: JsonObject }[] {
  return asObjects(blocks).flatMap((block) => {
    const found = [block.element, block.accessory, ...asObjects(block.elements)].filter(isObject);
    return found
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({ block, element }));
  });
}

/** What the elements of some blocks hold: what a person entered, as long as block and element keep their ids, else what the app set. */
export function valuesIn(
  blocks: unknown,
  kept: { readonly [blockId: string]: { readonly [actionId: string]: JsonObject } } = {},
): ViewRecord['values'] {
  const values: ViewRecord['values'] = {};
  for (const { block, element } of elementsOf(blocks)) {
    const blockId = asText(block.block_id);
    const actionId = asText(element.action_id);
    const before = kept[blockId]?.[actionId];
    const value = before?.type === element.type ? before : initialValue(element);
    if (value) values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

function newHash(core: WorkspaceCore): string {
  return `${nowSeconds(core)}.${nextId(core, '').toLowerCase()}`;
}

function claimExternalId(core: WorkspaceCore, definition: JsonObject, viewId: string): string {
  const externalId = asText(definition.external_id);
  const taken = [...core.state.views.values()].some(
    (view) => externalId !== '' && view.externalId === externalId && view.id !== viewId,
  );
  if (taken) throw new SlackError('duplicate_external_id');
  return externalId;
}

function addView(
  core: WorkspaceCore,
  userId: string,
  definition: JsonObject,
  parent: ViewRecord | undefined,
): ViewRecord {
  const id = nextId(core, 'V', asText(definition.callback_id));
  const view: ViewRecord = {
    id,
    userId,
    type: definition.type === 'home' ? 'home' : 'modal',
    definition,
    hash: newHash(core),
    rootViewId: parent?.rootViewId ?? id,
    previousViewId: parent?.id ?? null,
    externalId: claimExternalId(core, definition, id),
    values: valuesIn(definition.blocks),
    errors: {},
  };
  core.state.views.set(id, view);
  return view;
}

export function topView(core: WorkspaceCore, userId: string): ViewRecord | undefined {
  const id = core.state.modalStacks.get(userId)?.at(-1);
  return id === undefined ? undefined : core.state.views.get(id);
}

/** Opens a modal over whatever is open: a second views.open replaces the stack, as Slack's client shows it. */
export function openModal(core: WorkspaceCore, userId: string, definition: JsonObject): ViewRecord {
  const view = addView(core, userId, definition, undefined);
  closeAllModals(core, userId);
  core.state.modalStacks.set(userId, [view.id]);
  changed(core);
  return view;
}

/** Stacks a modal on the open one. Throws `push_limit_reached` for a fourth, `not_found` with none open. */
export function pushModal(core: WorkspaceCore, userId: string, definition: JsonObject): ViewRecord {
  const stack = core.state.modalStacks.get(userId) ?? [];
  const parent = topView(core, userId);
  if (!parent) throw new SlackError('not_found');
  if (stack.length >= VIEW_STACK_MAX) throw new SlackError('push_limit_reached');
  const view = addView(core, userId, definition, parent);
  stack.push(view.id);
  changed(core);
  return view;
}

/** Replaces what a view shows. What was typed stays where block id and action id stay. */
export function updateView(core: WorkspaceCore, view: ViewRecord, definition: JsonObject): void {
  view.externalId = claimExternalId(core, definition, view.id);
  view.values = valuesIn(definition.blocks, view.values);
  view.definition = definition;
  view.hash = newHash(core);
  view.errors = {};
  changed(core);
}

export function findView(
  core: WorkspaceCore,
  id: { viewId?: string; externalId?: string },
): ViewRecord | undefined {
  if (id.viewId) return core.state.views.get(id.viewId);
  if (!id.externalId) return undefined;
  return [...core.state.views.values()].find((view) => view.externalId === id.externalId);
}

export function publishHome(core: WorkspaceCore, userId: string, definition: JsonObject): ViewRecord {
  const existing = homeOf(core, userId);
  if (existing) {
    updateView(core, existing, definition);
    return existing;
  }
  const view = addView(core, userId, definition, undefined);
  core.state.homes.set(userId, view.id);
  changed(core);
  return view;
}

export function homeOf(core: WorkspaceCore, userId: string): ViewRecord | undefined {
  const id = core.state.homes.get(userId);
  return id === undefined ? undefined : core.state.views.get(id);
}

export function closeView(core: WorkspaceCore, view: ViewRecord): void {
  const stack = core.state.modalStacks.get(view.userId) ?? [];
  core.state.modalStacks.set(
    view.userId,
    stack.filter((id) => id !== view.id),
  );
  core.state.views.delete(view.id);
  changed(core);
}

export function closeAllModals(core: WorkspaceCore, userId: string): void {
  for (const id of core.state.modalStacks.get(userId) ?? []) core.state.views.delete(id);
  core.state.modalStacks.set(userId, []);
  changed(core);
}

/** A view as the Web API and the interactions carry it. */
export function viewJson(core: WorkspaceCore, view: ViewRecord): JsonObject {
  const { definition } = view;
  return {
    id: view.id,
    team_id: core.state.team.id,
    type: view.type,
    blocks: definition.blocks,
    private_metadata: definition.private_metadata ?? '',
    callback_id: definition.callback_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: definition.title ?? null,
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: core.state.app.id,
    external_id: view.externalId,
    app_installed_team_id: core.state.team.id,
    bot_id: core.state.app.botId,
  };
}
