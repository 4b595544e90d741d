/** Takes blocks and views from the app: checked by Block Kit's rules, with the ids that Slack adds. */

import { completeBlocks } from '../block-kit/complete.js';
import { blockProblems, VIEW_BYTES_MAX, viewProblems } from '../block-kit/validate.js';
import { nextId, type WorkspaceCore } from './core.js';
import { asObjects } from './json.js';
import { SlackError } from './slack-error.js';
import type { JsonObject } from './types.js';

const SHORT_ID_LENGTH = 5;

export function shortId(core: WorkspaceCore): string {
  return nextId(core, '').slice(-SHORT_ID_LENGTH).toLowerCase();
}

/** The blocks of a message as stored. Throws `invalid_blocks` with Slack's messages. */
export function readBlocks(core: WorkspaceCore, value: unknown): JsonObject[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new SlackError('invalid_blocks_format');
  const problems = blockProblems(value);
  if (problems.length > 0) throw new SlackError('invalid_blocks', problems);
  return completeBlocks(asObjects(value), () => shortId(core));
}

/** A view as stored. Throws `invalid_arguments` with Slack's messages, `view_too_large` over 250 KB. */
export function readView(core: WorkspaceCore, view: unknown, type: 'modal' | 'home'): JsonObject {
  const problems = viewProblems(view, type);
  if (problems.length > 0) throw new SlackError('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES_MAX) throw new SlackError('view_too_large');
  const definition = view as JsonObject;
  return { ...definition, blocks: completeBlocks(asObjects(definition.blocks), () => shortId(core)) };
}
