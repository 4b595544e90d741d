/** Which warnings and breaches a ticket's clocks have run into, for whoever has to tell people, once each. */

import type { TicketClock } from './clock.js';
import { TARGET_KINDS, type TargetKind } from './policy.js';

/** `percent` of the target had passed at `at`; 100 is the breach. With the clock's version that makes a key. */
export type DueAlert = { readonly target: TargetKind; readonly percent: number; readonly at: Date };

export const BREACH_PERCENT = 100;

/**
 * Everything that is due by `at`, the instant that the clock was folded for, oldest first; the caller leaves out what it has
 * announced for this clock version before. Of one target only the breach, once there is one. Warnings only while the clock
 * runs: a paused ticket is not alerted, and one that was met no longer at risk. A breach is due even if the stop has come
 * since, because a late stop is a breach though no job noticed it.
 */
export function dueAlerts(clock: TicketClock, at: Date): DueAlert[] {
  return TARGET_KINDS.flatMap((target): DueAlert[] => {
    const { state, breachedAt, warnings } = clock[target];
    if (breachedAt !== null) return [{ target, percent: BREACH_PERCENT, at: breachedAt }];
    if (state !== 'running') return [];
    return warnings.filter((warning) => warning.at <= at).map((warning) => ({ target, ...warning }));
  }).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Everything that had passed by `at`, whatever became of it, oldest first: what a pause, a stop or a breach keeps from being told is
 * no news after it either.
 */
export function passedAlerts(clock: TicketClock, at: Date): DueAlert[] {
  return TARGET_KINDS.flatMap((target): DueAlert[] => {
    const { breachedAt, warnings } = clock[target];
    const passed = warnings.filter((warning) => warning.at <= at).map((warning) => ({ target, ...warning }));
    return breachedAt === null ? passed : [...passed, { target, percent: BREACH_PERCENT, at: breachedAt }];
  }).sort((a, b) => a.at.getTime() - b.at.getTime());
}
