/** Decides what becomes of a post that Slack did not take: wait, look again, or give up. */
import { type CarryFailure, FILE_NOT_THERE } from './post-carrier.js';
import type { SendStep } from './send-step.js';

export type AfterFailure = {
  /** Null: as it is. */
  state: 'pending' | 'sent' | 'failed' | 'withdrawn' | null;
  /** Null: not again. */
  retryAfterMs: number | null;
  /** What it shows must not be seen any longer: as it cannot be changed, it is taken out instead, next. */
  isTakenOut?: boolean;
  /** Short and without content: a code of Slack or of the system. */
  reason: string;
};

type CallStep = Extract<SendStep, 'post' | 'look' | 'update' | 'remove'>;

export const BACKOFF_MIN_MS = 1_000;
export const BACKOFF_MAX_MS = 5 * 60_000;
/** About a week at the longest backoff: by then a message is no news any more. */
export const ATTEMPTS_MAX = 2_000;
/** For failures of our own, which waiting does not repair: about two minutes. */
export const OWN_ATTEMPTS_MAX = 8;
/** An admin needs longer than a minute to repair an installation. */
const UNAUTHORIZED_RETRY_MS = 30_000;

/** Whether what the message shows by now may go on being seen where it is: `mayStand`. */
export type Standing = { mayStand: boolean };

/** After these there is no message left to update, or none that can be reached. */
const GONE = new Set(['message_not_found', 'channel_not_found', 'is_archived', 'thread_not_found']);

/** Doubles with every attempt, without chance: one sender per conversation has nobody to collide with. */
export function backoffMs(attempts: number): number {
  return Math.min(BACKOFF_MIN_MS * 2 ** Math.max(0, attempts - 1), BACKOFF_MAX_MS);
}

/** @param attempts that failed in a row, this one included. */
export function afterFailure(
  step: CallStep,
  failure: CarryFailure,
  attempts: number,
  standing: Standing,
): AfterFailure {
  // Slack said that nothing happened, so there is nothing to look for.
  const unsent = step === 'post' ? 'pending' : null;
  switch (failure.kind) {
    case 'rate_limited':
      return { state: unsent, retryAfterMs: failure.retryAfterSeconds * 1_000, reason: 'rate_limited' };
    case 'unauthorized':
      return { state: unsent, retryAfterMs: UNAUTHORIZED_RETRY_MS, reason: failure.code };
    case 'permanent':
      return { ...GIVEN_UP[step](failure.code, standing), reason: failure.code };
    case 'ambiguous':
      return attempts >= ATTEMPTS_MAX
        ? { ...GIVEN_UP[step](failure.cause, standing), reason: failure.cause }
        : { state: null, retryAfterMs: backoffMs(attempts), reason: failure.cause };
  }
}

/** After an error of our own, thrown before or after the call to Slack. */
export function afterError(step: SendStep, attempts: number, standing: Standing): AfterFailure {
  const reason = 'internal_error';
  if (attempts < OWN_ATTEMPTS_MAX) return { state: null, retryAfterMs: backoffMs(attempts), reason };
  const kind = step === 'update' || step === 'remove' ? step : 'post';
  return { ...GIVEN_UP[kind](reason, standing), reason };
}

type GivenUp = Omit<AfterFailure, 'reason'>;

/** A copy of a file that cannot be had has no reason to be, and is nothing to tell the admins of. */
function unsaid(code: string): GivenUp {
  return { state: code === FILE_NOT_THERE ? 'withdrawn' : 'failed', retryAfterMs: null };
}

/**
 * An update that Slack refuses leaves the old text standing where that does no harm, and a later change is tried again. A message that
 * cannot be taken out is still there, so that an admin has to know.
 */
const GIVEN_UP: Record<CallStep, (code: string, standing: Standing) => GivenUp> = {
  post: unsaid,
  look: unsaid,
  update: (code, { mayStand }) => {
    if (GONE.has(code)) return { state: 'failed', retryAfterMs: null };
    return mayStand
      ? { state: 'sent', retryAfterMs: null }
      : { state: null, retryAfterMs: 0, isTakenOut: true };
  },
  remove: (code) => ({ state: code === 'message_not_found' ? 'withdrawn' : 'failed', retryAfterMs: null }),
};
