/** Checks what the app wants to say: text, blocks and metadata, with Slack's limits and refusals. */

import { expectFallback, type WorkspaceCore } from '../workspace/core.js';
import { asObjects, codePoints, isObject } from '../workspace/json.js';
import { readBlocks } from '../workspace/read-blocks.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { objectArgument, textArgument } from './arguments.js';

/** https://docs.slack.dev/reference/methods/chat.postMessage#truncating and chat.update#errors */
export const TEXT_MAX = { post: 40_000, update: 4_000 } as const;
export const ATTACHMENTS_MAX = 100;
const METADATA_BYTES_MAX = 10_000;

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
  return asObjects(value);
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
  if (text !== undefined && codePoints(text) > textMax) throw new SlackError('msg_too_long');
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
