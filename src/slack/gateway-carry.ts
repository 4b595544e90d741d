/** Gives a file anew in another conversation, and takes such a copy out again. A copy is known by its name: no message of a file has metadata. */

import { CARRIED_BYTES_MAX } from '../domain/carried-file.js';
import { FILE_NOT_THERE } from '../services/posts/post-carrier.js';
import { type ApiPage, asRecord, recordsIn, textIn } from './api-answer.js';
import { GatewayError, isSlackCode } from './gateway-error.js';
import { type FileAccess, readFileBytes } from './gateway-files.js';
import { uploadFile } from './gateway-upload.js';
import type { ReadMethod, WriteMethod } from './web-api-methods.js';

type Means = {
  call(method: WriteMethod | ReadMethod, parameters: Record<string, unknown>): Promise<ApiPage>;
  files: FileAccess;
};

export type CopyToMake = {
  channel: string;
  threadTs?: string;
  slackFileId: string;
  /** `copyName`. */
  name: string;
  title: string;
  /** mrkdwn beside the file. */
  comment: string;
};

const CARRY = 'file carry';

/** Shares the copy. What its message is called Slack does not say: it is to be looked for. @throws GatewayError */
export async function shareCopy({ call, files }: Means, copy: CopyToMake): Promise<void> {
  const content = await readFileBytes(
    files,
    { id: copy.slackFileId, givenBy: null },
    CARRIED_BYTES_MAX,
  ).catch((error: unknown) => {
    const isGone = error instanceof GatewayError && error.failure.kind === 'permanent';
    throw isGone
      ? new GatewayError(CARRY, { kind: 'permanent', code: FILE_NOT_THERE }, { cause: error })
      : error;
  });
  const { slackFileId: _, name: filename, ...place } = copy;
  await uploadFile({ call, fetch: files.fetch, timeoutMs: files.timeoutMs }, { ...place, filename, content });
}

/** The files first: without its message a file would still be there for whoever has its address. */
export async function removeCopy(
  { call }: Means,
  botUserId: string,
  { channel, threadTs, ts }: { channel: string; threadTs?: string; ts: string },
): Promise<void> {
  const at = { channel, oldest: ts, latest: ts, inclusive: true, limit: 10 };
  const page =
    threadTs === undefined
      ? await call('conversations.history', at)
      : await call('conversations.replies', { ...at, ts: threadTs });
  const message = recordsIn(page, 'messages').find((each) => each.ts === ts);
  const files = message === undefined ? [] : recordsIn(asRecord(message), 'files');
  for (const file of files.filter(({ user }) => user === botUserId)) {
    await call('files.delete', { file: textIn(file, 'id') }).catch((error: unknown) => {
      if (!isSlackCode(error, 'file_not_found') && !isSlackCode(error, 'file_deleted')) throw error;
    });
  }
}
