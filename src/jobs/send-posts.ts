/** Empties the outbox into Slack: every conversation in its own order, and none waiting for another. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Desk } from '../services/desk.js';
import { addressPosts } from '../services/posts/address-posts.js';
import { claimPost, outstandingLanes } from '../services/posts/claim-posts.js';
import type { PostCarrier } from '../services/posts/post-carrier.js';
import { type SendOutcome, sendPost } from '../services/posts/send-post.js';
import { inRunOf, workingOn } from '../work-in-hand.js';
import { createConversationLocks, type Lane, nameOf } from './conversation-locks.js';
import { singleFlight } from './single-flight.js';

export type SenderOptions = {
  /** Between two new messages in one conversation. Slack allows about one a second: https://docs.slack.dev/apis/web-api/rate-limits */
  postIntervalMs: number;
  cardRestMs: number;
};

export type Sender = {
  /** Looks for work and hands it out; resolves when that is done, not when the work is. */
  wake(): Promise<void>;
  isIdle(): boolean;
  /** Finishes the calls in hand and takes no further post. */
  stop(): Promise<void>;
};

export const SENDER_DEFAULTS: SenderOptions = { postIntervalMs: 1_000, cardRestMs: 1_000 };

/** Beside each other; further conversations wait for a place. */
const CONVERSATIONS_MAX = 8;
/** The timetable looks every few seconds anyway. */
const ALARM_MAX_MS = 10_000;
/** No installation is repaired faster, and every post would log the same refusal. */
const UNAUTHORIZED_PAUSE_MS = 30_000;

type InHand = { isAskedAgain: boolean; work: Promise<void> };

/** Sends nothing until it is woken. `carrier` is called outside of transactions only, for one post of a conversation at a time. */
export function createSender(
  desk: Desk,
  carrier: PostCarrier,
  options: SenderOptions = SENDER_DEFAULTS,
): Sender {
  const locks = createConversationLocks(desk.database.pool);
  const inHand = new Map<string, InHand>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let pausedUntilAt = new Date(0);
  let alarm: NodeJS.Timeout | undefined;
  let isCrowded = false;

  const dispatch = singleFlight(handOut, (error) =>
    desk.log.error({ err: error }, 'the outbox could not be read'),
  );

  async function handOut(): Promise<void> {
    if (signal.aborted || pausedUntilAt > desk.clock.now()) return;
    clearTimeout(alarm);
    isCrowded = false;
    const lanes = await outstandingLanes(desk);
    const now = desk.clock.now().getTime();
    for (const { lane, key, dueAt } of lanes) {
      if (lane !== 'resting' && dueAt.getTime() <= now) take({ lane, key });
    }
    const laterMs = lanes.map(({ dueAt }) => dueAt.getTime() - now).filter((ms) => ms > 0);
    if (laterMs.length > 0) setAlarm(Math.min(...laterMs));
  }

  function setAlarm(ms: number): void {
    if (signal.aborted) return;
    alarm = setTimeout(() => void inRunOf('send-posts', dispatch.wake), Math.min(ms, ALARM_MAX_MS));
  }

  function take(lane: Lane): void {
    const name = nameOf(lane);
    const current = inHand.get(name);
    if (current !== undefined) {
      current.isAskedAgain = true;
      return;
    }
    isCrowded ||= inHand.size >= CONVERSATIONS_MAX;
    if (signal.aborted || isCrowded) return;
    const hand: InHand = { isAskedAgain: false, work: Promise.resolve() };
    inHand.set(name, hand);
    hand.work = workOn(lane, hand)
      .catch((error: unknown) => {
        desk.log.error({ err: error, ...lane }, 'a conversation could not be worked on');
        return false;
      })
      .then((hasWorked) => {
        inHand.delete(name);
        // There is room for a conversation that found none; posts elsewhere may have waited for a thread just opened.
        if (hasWorked || isCrowded) void dispatch.wake();
      });
  }

  async function workOn(lane: Lane, hand: InHand): Promise<boolean> {
    if (!(await locks.tryLock(lane))) return false;
    try {
      if (lane.lane === 'user') {
        await addressPosts(desk, lane.key);
        return true;
      }
      let hasWorked = false;
      do {
        hand.isAskedAgain = false;
        while (locks.isHeld(lane) && (await workOnce(lane.key))) hasWorked = true;
      } while (hand.isAskedAgain && locks.isHeld(lane) && !signal.aborted);
      return hasWorked;
    } finally {
      await locks.unlock(lane);
    }
  }

  /** Whether to look for more at once. */
  async function workOnce(channelId: number): Promise<boolean> {
    if (signal.aborted || pausedUntilAt > desk.clock.now()) return false;
    const claimed = await claimPost(desk, channelId);
    if (claimed === null) return false;
    const send = () => sendPost(desk, carrier, claimed, options);
    return GOES_ON[await workingOn({ of: 'post', id: claimed.post.id }, send)]();
  }

  const GOES_ON: Record<SendOutcome, () => boolean | Promise<boolean>> = {
    posted: async () => {
      // Held on to the conversation meanwhile, so that another process keeps the pace as well.
      if (options.postIntervalMs > 0)
        await delay(options.postIntervalMs, undefined, { signal }).catch(() => undefined);
      return true;
    },
    done: () => true,
    waits: () => false,
    unauthorized: () => {
      desk.log.error({}, 'Slack refuses this installation: no message can be sent until the app is repaired');
      pausedUntilAt = new Date(desk.clock.now().getTime() + UNAUTHORIZED_PAUSE_MS);
      return false;
    },
  };

  return {
    wake: () => dispatch.wake(),
    isIdle: () => inHand.size === 0,
    stop: async () => {
      stopping.abort();
      clearTimeout(alarm);
      await dispatch.idle();
      await Promise.all([...inHand.values()].map(({ work }) => work));
      locks.close();
    },
  };
}
