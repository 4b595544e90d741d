/** Takes one post one step further in Slack, so that one change makes one visible message whatever fails in between. */
import { LIVE_CARD_KINDS, mayBeSaidIn } from '../../domain/post-kind.js';
import { untellNotices } from '../alerts/untell-notices.js';
import type { Desk } from '../desk.js';
import { replayEarlyEvents } from '../threads/replay-early-events.js';
import type { ClaimedPost } from './claim-posts.js';
import { loadPostContent } from './load-post-content.js';
import { lookAgain } from './look-again.js';
import { mayStand } from './may-stand.js';
import type { CarryFailure, PostCarrier } from './post-carrier.js';
import {
  recordAbsent,
  recordFailure,
  recordSending,
  recordSent,
  recordShown,
  recordUnshown,
  recordWithdrawn,
} from './record-sent.js';
import { ROOTLESS_REASON } from './retired-posts.js';
import { type AfterFailure, afterError, afterFailure, type Standing } from './send-failure.js';
import { type SendStep, sendStep } from './send-step.js';

export type SendOptions = {
  /** For so long a card rests after it was shown: quick changes become one update. */
  cardRestMs: number;
};

export type SendOutcome =
  /** The message was posted, which Slack wants paced. */
  | 'posted'
  /** Anything else went well. */
  | 'done'
  /** The conversation waits: the row says until when. */
  | 'waits'
  /** No call can succeed: every conversation waits. */
  | 'unauthorized';

type Sending = { desk: Desk; carrier: PostCarrier; claimed: ClaimedPost; options: SendOptions };

/** Clocks of the desk and of Slack may differ by this much. */
const CLOCK_SKEW_MAX_SECONDS = 600;

/** Only for whoever holds the conversation's lock. Never throws for a failure of Slack; one of the database is thrown. */
export async function sendPost(
  desk: Desk,
  carrier: PostCarrier,
  claimed: ClaimedPost,
  options: SendOptions,
): Promise<SendOutcome> {
  const { post, isRootless } = claimed;
  const step = sendStep({ ...post, isRootless });
  if (step === null) return 'done';
  // What is to be done where may be something else now: the conversation's next turn decides it.
  if (SAYING.has(step) && (await lookAgain(desk, claimed)) === 'changed') return 'done';
  try {
    return await STEPS[guarded(step, claimed)]({ desk, carrier, claimed, options });
  } catch (error) {
    desk.log.error({ err: error, postId: post.id, kind: post.kind, step }, 'a post could not be sent');
    return settle(desk, claimed, afterError(step, post.attempts + 1, await standingOf(desk, step, post.id)));
  }
}

const DOUBT_RETRY_MS = 30_000;

/** `doubt`: not now. `hide`: not there, and whoever has to know instead is told. */
type GuardedStep = SendStep | 'doubt' | 'hide';

const STEPS: Record<GuardedStep, (sending: Sending) => Promise<SendOutcome>> = {
  doubt: async ({ desk, claimed }) =>
    settle(desk, claimed, {
      state: null,
      retryAfterMs: DOUBT_RETRY_MS,
      reason: 'who can read here is not known',
    }),
  post: postMessage,
  look: lookForMessage,
  update: updateMessage,
  remove: removeMessage,
  hide: hideAlert,
  forget: async ({ desk, claimed }) => done(recordWithdrawn(desk, claimed)),
  settle: async ({ desk, claimed }) => done(recordShown(desk, claimed, 0)),
  give_up: async ({ desk, claimed }) =>
    settle(desk, claimed, { state: 'failed', retryAfterMs: null, reason: ROOTLESS_REASON }),
};

const SAYING: ReadonlySet<SendStep> = new Set<SendStep>(['post', 'update']);

/** The last look before anything is said: a channel may have become readable by others since the post was meant for it. */
function guarded(step: SendStep, { post, channel }: ClaimedPost): GuardedStep {
  const answer = SAYING.has(step) ? mayBeSaidIn(post, channel) : 'yes';
  if (answer === 'yes') return step;
  if (answer === 'unknown') return 'doubt';
  return step === 'post' ? 'hide' : 'remove';
}

/** In this order: killed in between, it is hidden again. */
async function hideAlert({ desk, claimed }: Sending): Promise<SendOutcome> {
  await untellNotices(desk.database.prisma, [claimed.post.key], desk.clock.now());
  return done(recordWithdrawn(desk, claimed));
}

async function postMessage({ desk, carrier, claimed, options }: Sending): Promise<SendOutcome> {
  const { post, channel, threadTs } = claimed;
  const content = await loadPostContent(desk, post, channel);
  if (content === null) return done(recordUnshown(desk, claimed));
  if (!(await recordSending(desk, claimed))) return 'done';
  const result = await carrier.post({
    ...placeOf(claimed),
    threadTs,
    isBroadcast: post.isBroadcast,
    content,
  });
  if (!result.isCarried) return fail(desk, claimed, 'post', result.failure);
  await finishSent(desk, claimed, result.value.ts, options);
  return 'posted';
}

async function lookForMessage({ desk, carrier, claimed, options }: Sending): Promise<SendOutcome> {
  const { post, threadTs } = claimed;
  // Restored from a backup: found, it is sent where it was found.
  if (post.state === 'pending' && !(await recordSending(desk, claimed))) return 'done';
  const afterTs = `${Math.floor(post.createdAt.getTime() / 1_000) - CLOCK_SKEW_MAX_SECONDS}.000000`;
  const result = await carrier.find({ ...placeOf(claimed), threadTs, afterTs });
  if (!result.isCarried) return fail(desk, claimed, 'look', result.failure);
  desk.log.info({ postId: post.id, isFound: result.value !== null }, 'looked for a post of unknown outcome');
  if (result.value === null) return done(recordAbsent(desk, claimed));
  await finishSent(desk, claimed, result.value, options);
  return 'done';
}

async function updateMessage(sending: Sending): Promise<SendOutcome> {
  const { desk, carrier, claimed, options } = sending;
  const { post, channel } = claimed;
  const content = await loadPostContent(desk, post, channel);
  if (content === null) return removeMessage(sending);
  const result = await carrier.update({ ...placeOf(claimed), ts: tsOf(claimed), content });
  if (!result.isCarried) return fail(desk, claimed, 'update', result.failure);
  return done(recordShown(desk, claimed, restMsOf(post.kind, options)));
}

async function removeMessage({ desk, carrier, claimed }: Sending): Promise<SendOutcome> {
  const { slackChannelId } = placeOf(claimed);
  const result = await carrier.remove({ slackChannelId, ts: tsOf(claimed) });
  if (!result.isCarried) return fail(desk, claimed, 'remove', result.failure);
  return done(recordWithdrawn(desk, claimed));
}

/** The thread is open from the commit on; what people wrote into it before is taken in now, or by the timetable. */
async function finishSent(desk: Desk, claimed: ClaimedPost, ts: string, options: SendOptions): Promise<void> {
  const { opensThread } = await recordSent(desk, claimed, ts, restMsOf(claimed.post.kind, options));
  if (!opensThread) return;
  await replayEarlyEvents(desk, claimed.channel.slackChannelId, ts).catch((error: unknown) =>
    desk.log.error(
      { err: error, postId: claimed.post.id },
      'early messages of a thread could not be taken in',
    ),
  );
}

async function fail(
  desk: Desk,
  claimed: ClaimedPost,
  step: 'post' | 'look' | 'update' | 'remove',
  failure: CarryFailure,
): Promise<SendOutcome> {
  const { id, attempts } = claimed.post;
  const standing = await standingOf(desk, step, id);
  const outcome = await settle(desk, claimed, afterFailure(step, failure, attempts + 1, standing));
  return failure.kind === 'unauthorized' ? 'unauthorized' : outcome;
}

/** As it is by now: words may have been taken out while Slack was called. */
async function standingOf({ database }: Desk, step: SendStep, postId: number): Promise<Standing> {
  if (step !== 'update') return { mayStand: true };
  const post = await database.prisma.post.findUniqueOrThrow({ where: { id: postId } });
  return { mayStand: await mayStand(database.prisma, post) };
}

async function settle(desk: Desk, claimed: ClaimedPost, after: AfterFailure): Promise<SendOutcome> {
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

function placeOf({ post, channel }: ClaimedPost): { slackChannelId: string; postId: number } {
  return { slackChannelId: channel.slackChannelId, postId: post.id };
}

function tsOf({ post }: ClaimedPost): string {
  if (post.messageTs === null) throw new Error('A sent post has no ts');
  return post.messageTs;
}

function restMsOf(kind: string, { cardRestMs }: SendOptions): number {
  return LIVE_CARD_KINDS.some((card) => card === kind) ? cardRestMs : 0;
}

async function done(written: Promise<void>): Promise<SendOutcome> {
  await written;
  return 'done';
}
