/** What would have to happen by when for a target to be met, or how it ended. */

import { addBusinessSeconds } from '../business-time.js';
import type { Calendar } from '../calendar.js';
import type { TargetClock } from '../target-clock.js';

/** Seconds of business time. */
export type Outlook =
  | { readonly kind: 'none' }
  | { readonly kind: 'due'; readonly at: Date; readonly leftSeconds: number }
  /** `ifResumedAt`: the target if the clock went on now. */
  | { readonly kind: 'paused'; readonly leftSeconds: number; readonly ifResumedAt: Date }
  | { readonly kind: 'met'; readonly stoppedAt: Date; readonly spareSeconds: number }
  /** `stoppedAt` null: it goes on, and gets later. */
  | {
      readonly kind: 'missed';
      readonly dueAt: Date;
      readonly bySeconds: number;
      readonly stoppedAt: Date | null;
    };

/** Of a clock that was folded for `at`. Throws HorizonError where a resumed target would lie past the year 2199. */
export function outlookOf(clock: TargetClock, calendar: Calendar, at: Date): Outlook {
  const { state, targetAt, breachedAt, stoppedAt, remainingSeconds } = clock;
  const leftSeconds = Math.max(0, remainingSeconds ?? 0);
  if (state === 'running' && targetAt !== null) return { kind: 'due', at: targetAt, leftSeconds };
  if (state === 'paused') {
    return { kind: 'paused', leftSeconds, ifResumedAt: addBusinessSeconds(calendar, at, leftSeconds) };
  }
  if (state === 'met' && stoppedAt !== null) return { kind: 'met', stoppedAt, spareSeconds: leftSeconds };
  if (state === 'breached' && breachedAt !== null) {
    return { kind: 'missed', dueAt: breachedAt, bySeconds: -(remainingSeconds ?? 0), stoppedAt };
  }
  return { kind: 'none' };
}
