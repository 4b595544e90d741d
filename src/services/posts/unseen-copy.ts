/** Copies of files whose message Slack has not shown yet: how long it is waited for, and how what nobody has seen is taken out. */
import type { Desk } from '../desk.js';
import type { ClaimedPost } from './claim-posts.js';
import { type CarryFailure, FILE_NOT_THERE, NOT_SHOWN_YET, type PostCarrier } from './post-carrier.js';
import { failedByCall, type SendOutcome } from './settle-failure.js';

type Sending = { desk: Desk; carrier: PostCarrier; claimed: ClaimedPost };

const UNSEEN: CarryFailure = { kind: 'ambiguous', cause: NOT_SHOWN_YET };

/** Slack shares a file some time after it was given: within the pauses between so many looks, which double from a second. */
const FILE_LOOKS = 5;
/** About five minutes: what comes after a file in a conversation is worth more than a copy of it, and the original is linked. */
const FILE_ATTEMPTS_MAX = 8;

export function isUnseen(failure: CarryFailure): boolean {
  return failure.kind === 'ambiguous' && failure.cause === NOT_SHOWN_YET;
}

export function mayComeYet({ kind, attempts, lastError }: ClaimedPost['post']): boolean {
  return kind === 'carried_file' && lastError !== null && attempts % FILE_LOOKS !== 0;
}

/** Waits on, or leaves the copy out: then its file goes first, else a message that comes late would stand where nobody knows of it. */
export async function failedUnseen(sending: Sending, step: 'post' | 'look'): Promise<SendOutcome> {
  const { desk, claimed } = sending;
  if (claimed.post.attempts < FILE_ATTEMPTS_MAX) return failedByCall(desk, claimed, step, UNSEEN);
  const standing = await takeOutUnseen(sending);
  // Not as a failure to post: Slack has the file, and it is looked for again.
  if (standing !== null) return failedByCall(desk, claimed, 'look', standing);
  return failedByCall(desk, claimed, step, { kind: 'permanent', code: FILE_NOT_THERE });
}

/** By the id that was kept before it was shared. Null: there is none in Slack. */
export async function takeOutUnseen({ desk, carrier, claimed }: Sending): Promise<CarryFailure | null> {
  const { post, channel } = claimed;
  if (post.kind !== 'carried_file') return null;
  const { slackFileId } = await desk.database.prisma.post.findUniqueOrThrow({
    where: { id: post.id },
    select: { slackFileId: true },
  });
  if (slackFileId === null) return null;
  const { slackChannelId } = channel;
  const removed = await carrier.removeFile({ slackChannelId, slackFileId });
  return removed.isCarried ? null : removed.failure;
}
