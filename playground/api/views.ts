/** `views.*`: modals opened with a trigger, and home tabs. */

import { memberById, type WorkspaceCore } from '../workspace/core.js';
import { asText } from '../workspace/json.js';
import { readView } from '../workspace/read-blocks.js';
import { SlackError } from '../workspace/slack-error.js';
import { exchangeTrigger } from '../workspace/triggers.js';
import type { JsonObject } from '../workspace/types.js';
import {
  findView,
  homeOf,
  openModal,
  publishHome,
  pushModal,
  updateView,
  viewJson,
} from '../workspace/views.js';
import { textArgument } from './arguments.js';
import type { MethodContext, MethodTable } from './method.js';

/** Checks the view first, so that a mistake in it does not spend the trigger. */
function triggered(core: WorkspaceCore, args: JsonObject): { definition: JsonObject; userId: string } {
  const definition = readView(core, args.view, 'modal');
  const triggerId = textArgument(args, 'trigger_id');
  if (triggerId === undefined) {
    throw new SlackError('invalid_arguments', ['[ERROR] missing required field: trigger_id']);
  }
  return { definition, userId: exchangeTrigger(core, triggerId).userId };
}

function open({ core }: MethodContext, args: JsonObject): JsonObject {
  const { definition, userId } = triggered(core, args);
  return { view: viewJson(core, openModal(core, userId, definition)) };
}

function push({ core }: MethodContext, args: JsonObject): JsonObject {
  const { definition, userId } = triggered(core, args);
  return { view: viewJson(core, pushModal(core, userId, definition)) };
}

function update({ core }: MethodContext, args: JsonObject): JsonObject {
  const view = findView(core, { viewId: asText(args.view_id), externalId: asText(args.external_id) });
  if (!view) throw new SlackError('not_found');
  const definition = readView(core, args.view, view.type);
  if (args.hash !== undefined && args.hash !== view.hash) throw new SlackError('hash_conflict');
  updateView(core, view, definition);
  return { view: viewJson(core, view) };
}

function publish({ core }: MethodContext, args: JsonObject): JsonObject {
  const userId = asText(args.user_id);
  if (!core.state.members.has(userId)) {
    throw new SlackError('invalid_arguments', ['invalid `user_id`']);
  }
  const definition = readView(core, args.view, 'home');
  const existing = homeOf(core, userId);
  if (args.hash !== undefined && existing && args.hash !== existing.hash)
    throw new SlackError('hash_conflict');
  return { view: viewJson(core, publishHome(core, memberById(core, userId).id, definition)) };
}

export const VIEWS_METHODS: MethodTable = {
  'views.open': {
    args: { trigger_id: 'string', interactivity_pointer: 'string', view: 'json!' },
    tier: 4,
    scope: null,
    run: open,
  },
  'views.push': {
    args: { trigger_id: 'string', interactivity_pointer: 'string', view: 'json!' },
    tier: 4,
    scope: null,
    run: push,
  },
  'views.update': {
    args: { view_id: 'string', external_id: 'string', view: 'json!', hash: 'string' },
    tier: 4,
    scope: null,
    run: update,
  },
  'views.publish': {
    args: { user_id: 'string!', view: 'json!', hash: 'string', interactivity_pointer: 'string' },
    tier: 4,
    scope: null,
    run: publish,
  },
};
