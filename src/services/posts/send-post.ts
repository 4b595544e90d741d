/** Takes one post one step further in Slack, so that one change makes one visible message whatever fails in between. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import { LIVE_CARD_KINDS } from '../../domain/post-kind.js';
import { untellNotices } from '../alerts/untell-notices.js';
import type { Desk } from '../desk.js';
import { replayEarlyEvents } from '../threads/replay-early-events.js';
import type { ClaimedPost } from './claim-posts.js';
import { lookAgain } from './look-again.js';
import type { PostCarrier } from './post-carrier.js';
import {
  recordAbsent,
  recordFile,
  recordSending,
  recordSent,
  recordShown,
  recordUnshown,
  recordWithdrawn,
} from './record-sent.js';
import { ROOTLESS_REASON } from './refused-posts.js';
import { type SendStep, sendStep } from './send-step.js';
import { failedByCall, failedByError, type SendOutcome, settleFailure } from './settle-failure.js';
import { showPost } from './show-post.js';
import { failedUnseen, isUnseen, mayComeYet, takeOutUnseen } from './unseen-copy.js';

export type { SendOutcome };

export type SendOptions = {
  /** For so long a card rests after it was shown: quick changes become one update. */
  cardRestMs: number;
};

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
    return await STEPS[step]({ desk, carrier, claimed, options });
  } catch (error) {
    desk.log.error({ err: error, postId: post.id, kind: post.kind, step }, 'a post could not be sent');
    return failedByError(desk, claimed, step);
  }
}

const STEPS: Record<SendStep, (sending: Sending) => Promise<SendOutcome>> = {
  post: postMessage,
  look: lookForMessage,
  update: updateMessage,
  remove: removeMessage,
  forget: async ({ desk, claimed }) => done(recordWithdrawn(desk.database.prisma, claimed)),
  settle: async ({ desk, claimed }) => done(recordShown(desk, claimed, 0)),
  give_up: async ({ desk, claimed }) =>
    settleFailure(desk, claimed, { state: 'failed', retryAfterMs: null, reason: ROOTLESS_REASON }),
};

const SAYING: ReadonlySet<SendStep> = new Set<SendStep>(['post', 'update']);

const DOUBT_RETRY_MS = 30_000;

function waitForKind({ desk, claimed }: Sending): Promise<SendOutcome> {
  const reason = 'who can read here is not known';
  return settleFailure(desk, claimed, { state: null, retryAfterMs: DOUBT_RETRY_MS, reason });
}

/** Whoever has to know instead is told. At once: told there again in between, it would be taken for what is taken out. */
async function hideAlert({ desk, claimed }: Sending): Promise<SendOutcome> {
  const hide = async (tx: Tx): Promise<void> => {
    await untellNotices(tx, [claimed.post.key], desk.clock.now());
    await recordWithdrawn(tx, claimed);
  };
  return done(inTransaction(desk.database, hide));
}

async function postMessage(sending: Sending): Promise<SendOutcome> {
  const { desk, carrier, claimed, options } = sending;
  const { post, channel, threadTs } = claimed;
  const shown = await showPost(desk, post, channel);
  if (shown.is === 'unknown') return waitForKind(sending);
  if (shown.is === 'hidden') return hideAlert(sending);
  if (shown.is !== 'content') return done(recordUnshown(desk, claimed));
  const standing = await takeOutUnseen(sending);
  if (standing !== null) return failedByCall(desk, claimed, 'post', standing);
  if (!(await recordSending(desk, claimed))) return 'done';
  const result = await carrier.post({
    ...placeOf(claimed),
    threadTs,
    isBroadcast: post.isBroadcast,
    content: shown.content,
    keepFile: (slackFileId) => recordFile(desk, claimed, slackFileId),
  });
  if (!result.isCarried && isUnseen(result.failure)) return failedUnseen(sending, 'post');
  if (!result.isCarried) return failedByCall(desk, claimed, 'post', result.failure);
  await finishSent(desk, claimed, result.value.ts, options);
  return 'posted';
}

async function lookForMessage(sending: Sending): Promise<SendOutcome> {
  const { desk, carrier, claimed, options } = sending;
  const { post, threadTs } = claimed;
  // Restored from a backup: found, it is sent where it was found.
  if (post.state === 'pending' && !(await recordSending(desk, claimed))) return 'done';
  const afterTs = `${Math.floor(post.createdAt.getTime() / 1_000) - CLOCK_SKEW_MAX_SECONDS}.000000`;
  const result = await carrier.find({ ...placeOf(claimed), threadTs, afterTs });
  if (!result.isCarried) return failedByCall(desk, claimed, 'look', result.failure);
  desk.log.info({ postId: post.id, isFound: result.value !== null }, 'looked for a post of unknown outcome');
  if (result.value === null) {
    // What must not be seen any more does not wait for its message; what is given again must not come twice.
    const isLate = mayComeYet(post);
    const standing = isLate && !post.isWithdrawn ? null : await takeOutUnseen(sending);
    if (standing !== null) return failedByCall(desk, claimed, 'look', standing);
    return isLate ? failedUnseen(sending, 'look') : done(recordAbsent(desk, claimed));
  }
  await finishSent(desk, claimed, result.value, options);
  return 'done';
}

async function updateMessage(sending: Sending): Promise<SendOutcome> {
  const { desk, carrier, claimed, options } = sending;
  const { post, channel } = claimed;
  const shown = await showPost(desk, post, channel);
  if (shown.is === 'unknown') return waitForKind(sending);
  if (shown.is !== 'content') return removeMessage(sending);
  const result = await carrier.update({ ...placeOf(claimed), ts: tsOf(claimed), content: shown.content });
  if (!result.isCarried) return failedByCall(desk, claimed, 'update', result.failure);
  return done(recordShown(desk, claimed, restMsOf(post.kind, options)));
}

async function removeMessage({ desk, carrier, claimed }: Sending): Promise<SendOutcome> {
  const { slackChannelId } = placeOf(claimed);
  const { post, threadTs } = claimed;
  const { kind, slackFileId } = post;
  const isFile = kind === 'carried_file';
  const result = await carrier.remove({ slackChannelId, ts: tsOf(claimed), threadTs, isFile, slackFileId });
  if (!result.isCarried) return failedByCall(desk, claimed, 'remove', result.failure);
  return done(recordWithdrawn(desk.database.prisma, claimed));
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
