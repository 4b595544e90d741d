/** Gives somebody a file: announced, sent to the address that Slack names, and shared into a conversation. */

import { textIn } from './api-answer.js';
import { failureOf, GatewayError } from './gateway-error.js';
import type { WriteMethod } from './web-api-methods.js';

type Means = {
  call(method: WriteMethod, parameters: Record<string, unknown>): Promise<Record<string, unknown>>;
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
};

export type SharedFile = {
  channel: string;
  threadTs?: string;
  filename: string;
  title: string;
  /** mrkdwn beside the file, escaped where people wrote it. */
  comment: string;
  content: string | Uint8Array;
  /** Told its id before it is shared with anybody; where that fails, it never is. */
  onAnnounced?: (slackFileId: string) => Promise<void>;
};

const UPLOAD = 'file upload';

/** Not repeated and not remembered: whoever asked asks again. @throws GatewayError */
export async function uploadFile({ call, fetch, timeoutMs }: Means, file: SharedFile): Promise<void> {
  const bytes = Buffer.from(file.content);
  const announced = await call('files.getUploadURLExternal', {
    filename: file.filename,
    length: bytes.byteLength,
  });
  const id = textIn(announced, 'file_id');
  await file.onAnnounced?.(id);
  const response = await fetch(textIn(announced, 'upload_url'), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new GatewayError(UPLOAD, failureOf(error), { cause: error });
  });
  await response.body?.cancel();
  if (!response.ok) throw new GatewayError(UPLOAD, { kind: 'permanent', code: `http_${response.status}` });
  await call('files.completeUploadExternal', {
    files: [{ id, title: file.title }],
    channel_id: file.channel,
    ...(file.threadTs === undefined ? {} : { thread_ts: file.threadTs }),
    initial_comment: file.comment,
  });
}
