/** Checks what the app wants to say: text, blocks and metadata, with Slack's limits and refusals. */

import { textsIn } from '../block-kit/tables.js';
import { blockProblems } from '../block-kit/validate.js';
import { expectFallback, type WorkspaceCore } from '../workspace/core.js';
import { asObjects, codePoints, isObject } from '../workspace/json.js';
import { readBlocks } from '../workspace/read-blocks.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { objectArgument, textArgument } from './arguments.js';

/** https://docs.slack.dev/reference/methods/chat.postMessage#truncating and chat.update#errors */
export const TEXT_MAX = { post: 40_000, update: 4_000 } as const;
const MARKDOWN_TEXT_MAX = 12_000;
const ATTACHMENTS_MAX = 100;
const METADATA_BYTES_MAX = 10_000;
/** Slack does not say how many exactly: https://github.com/slackapi/bolt-js/issues/2509 */
const BLOCKS_CHARACTERS_MAX = 13_000;

export type Content = {
  text?: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  metadata?: JsonObject;
};

/** An empty object removes metadata; anything else needs a type and a payload. */
function readMetadata(args: JsonObject): JsonObject | undefined {
  const metadata = objectArgument(args, 'metadata');
  if (!metadata || Object.keys(metadata).length === 0) return metadata;
  if (typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload)) {
    throw new SlackError('invalid_metadata_format');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES_MAX)
    throw new SlackError('metadata_too_large');
  return metadata;
}

function readAttachments(value: unknown): JsonObject[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new SlackError('invalid_attachments');
  if (value.length > ATTACHMENTS_MAX) throw new SlackError('too_many_attachments');
  const problems = value.flatMap((one, index) => {
    if (!isObject(one)) return [`[ERROR] must provide an object [json-pointer:/attachments/${index}]`];
    return one.blocks === undefined ? [] : blockProblems(one.blocks);
  });
  if (problems.length > 0) throw new SlackError('invalid_attachments', problems);
  return asObjects(value);
}

/** What a new message may hold in all its blocks together. Throws `msg_blocks_too_long`. */
export function checkBlocksTotal({ blocks = [] }: Content): void {
  const characters = textsIn(blocks).reduce((sum, one) => sum + codePoints(one), 0);
  if (characters <= BLOCKS_CHARACTERS_MAX) return;
  throw new SlackError('msg_blocks_too_long', [`[ERROR] ${characters} characters in blocks`]);
}

/** The content of a message. Throws `no_text`, `msg_too_long`, `invalid_blocks` and their kin. */
export function readContent(core: WorkspaceCore, args: JsonObject, textMax: number): Content {
  const markdown = textArgument(args, 'markdown_text');
  if (markdown !== undefined && (args.text !== undefined || args.blocks !== undefined)) {
    throw new SlackError('markdown_text_conflict');
  }
  const text = textArgument(args, 'text') ?? markdown;
  const blocks = readBlocks(core, args.blocks);
  const attachments = readAttachments(args.attachments);
  const metadata = readMetadata(args);
  const limit = markdown === undefined ? textMax : Math.min(textMax, MARKDOWN_TEXT_MAX);
  if (text !== undefined && codePoints(text) > limit) throw new SlackError('msg_too_long');
  const isEmpty = (text ?? '').trim() === '' && !blocks?.length && !attachments?.length;
  if (isEmpty) throw new SlackError('no_text');
  expectFallback(core, text ?? '', blocks);
  return {
    ...(text === undefined ? {} : { text }),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}
