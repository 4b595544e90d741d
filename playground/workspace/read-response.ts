/** Reads what the app says to a response URL, or in the ack of a command: text or JSON, checked like a message. */

import { expectFallback, type WorkspaceCore } from './core.js';
import { asText, codePoints, isObject } from './json.js';
import { readBlocks } from './read-blocks.js';
import type { Response } from './response-urls.js';
import { SlackError } from './slack-error.js';

const TEXT_MAX = 40_000;

/** The response in `body`, or null where it says nothing. Throws what Slack answers to a bad one. */
export function readResponse(core: WorkspaceCore, body: unknown): Response | null {
  if (typeof body === 'string') return body === '' ? null : readResponse(core, { text: body });
  if (!isObject(body) || Object.keys(body).length === 0) return null;
  const text = asText(body.text);
  const blocks = readBlocks(core, body.blocks);
  const deletesOriginal = body.delete_original === true;
  if (!deletesOriginal && text === '' && !blocks?.length) throw new SlackError('no_text');
  expectFallback(core, text, blocks);
  if (codePoints(text) > TEXT_MAX) throw new SlackError('msg_too_long');
  return {
    text,
    ...(blocks ? { blocks } : {}),
    responseType: body.response_type === 'in_channel' ? 'in_channel' : 'ephemeral',
    replacesOriginal: body.replace_original === true,
    deletesOriginal,
    ...(typeof body.thread_ts === 'string' ? { threadTs: body.thread_ts } : {}),
  };
}
