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
  /** Told the copy's id before it is shared. */
  onAnnounced: (slackFileId: string) => Promise<void>;
};

export type CopyToRemove = {
  channel: string;
  threadTs?: string;
  ts: string;
  /** Null: of a copy that was given before its id was kept. */
  slackFileId: string | null;
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

/** Whether its message was ever seen or not. */
export async function removeFile({ call }: Pick<Means, 'call'>, slackFileId: string): Promise<void> {
  await call('files.delete', { file: slackFileId }).catch((error: unknown) => {
    if (!isSlackCode(error, 'file_not_found') && !isSlackCode(error, 'file_deleted')) throw error;
  });
}

/**
 * The files first: without its message a file would still be there for whoever has its address. By its id also where somebody has taken the
 * message out.
 */
export async function removeCopy(
  { call }: Means,
  botUserId: string,
  { channel, threadTs, ts, slackFileId }: CopyToRemove,
): Promise<void> {
  if (slackFileId !== null) await removeFile({ call }, slackFileId);
  const at = { channel, oldest: ts, latest: ts, inclusive: true, limit: 10 };
  const page =
    threadTs === undefined
      ? await call('conversations.history', at)
      : await call('conversations.replies', { ...at, ts: threadTs });
  const message = recordsIn(page, 'messages').find((each) => each.ts === ts);
  const files = message === undefined ? [] : recordsIn(asRecord(message), 'files');
  const own = files.filter(({ user }) => user === botUserId).map((file) => textIn(file, 'id'));
  for (const id of own.filter((each) => each !== slackFileId)) await removeFile({ call }, id);
}
