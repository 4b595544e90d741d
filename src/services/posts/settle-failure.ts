/** What becomes of a post that Slack did not take. */
import type { Desk } from '../desk.js';
import type { ClaimedPost } from './claim-posts.js';
import { mayStand } from './may-stand.js';
import type { CarryFailure } from './post-carrier.js';
import { recordFailure } from './record-sent.js';
import { type AfterFailure, afterError, afterFailure, type Standing } from './send-failure.js';
import type { SendStep } from './send-step.js';

export type SendOutcome =
  /** The message was posted, which Slack wants paced. */
  | 'posted'
  /** Anything else went well. */
  | 'done'
  /** The conversation waits: the row says until when. */
  | 'waits'
  /** No call can succeed: every conversation waits. */
  | 'unauthorized';

/** Slack refused the call, or nobody knows what became of it. */
export async function failedByCall(
  desk: Desk,
  claimed: ClaimedPost,
  step: 'post' | 'look' | 'update' | 'remove',
  failure: CarryFailure,
): Promise<SendOutcome> {
  const { id, attempts } = claimed.post;
  const standing = await standingOf(desk, step, id);
  const outcome = await settleFailure(desk, claimed, afterFailure(step, failure, attempts + 1, standing));
  return failure.kind === 'unauthorized' ? 'unauthorized' : outcome;
}

/** Something of ours failed on the way. */
export async function failedByError(desk: Desk, claimed: ClaimedPost, step: SendStep): Promise<SendOutcome> {
  const { id, attempts } = claimed.post;
  return settleFailure(desk, claimed, afterError(step, attempts + 1, await standingOf(desk, step, id)));
}

/** As it is by now: words may have been taken out while Slack was called. */
async function standingOf({ database }: Desk, step: SendStep, postId: number): Promise<Standing> {
  if (step !== 'update') return { mayStand: true };
  const post = await database.prisma.post.findUniqueOrThrow({ where: { id: postId } });
  return { mayStand: await mayStand(database.prisma, post) };
}

/** Keeps what was decided, and logs it. */
export async function settleFailure(
  desk: Desk,
  claimed: ClaimedPost,
  after: AfterFailure,
): Promise<SendOutcome> {
  const { id, kind, ticketId, attempts } = claimed.post;
  await recordFailure(desk, claimed, after);
  const isOver = after.retryAfterMs === null;
  const isTakenOut = after.isTakenOut === true;
  desk.log[isOver ? 'error' : 'warn'](
    {
      postId: id,
      kind,
      ticketId,
      slackChannelId: claimed.channel.slackChannelId,
      attempts: attempts + 1,
      reason: after.reason,
    },
    isOver
      ? 'gave up on a post'
      : isTakenOut
        ? 'a post is taken out instead'
        : 'a post waits to be tried again',
  );
  return isOver || isTakenOut ? 'done' : 'waits';
}
