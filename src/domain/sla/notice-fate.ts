/** What becomes of a notice when its time has come: much may have happened since it was written. */

import { type CheckFacts, isAwaitingCheck } from './await-check.js';
import { alertKindOf, type NoticeAudience } from './who-is-told.js';

export type NoticeFacts = {
  /** Of the target that had passed; 100 is the breach. */
  readonly percent: number;
  readonly audience: NoticeAudience;
  /** Somebody put it off. */
  readonly isReminder: boolean;
  /** The ticket is resolved or closed. */
  readonly isDone: boolean;
  /** The first response, which it is about, has been given. */
  readonly isAnswered: boolean;
  /** The target's clock stands still. */
  readonly isPaused: boolean;
  /** The clock it was found on is the ticket's present one, or passed it on to that one. */
  readonly isOfPresentClock: boolean;
  /** A later clock of the ticket found the same again and has told of it. */
  readonly isToldAnew: boolean;
  /** A higher percentage of the same target goes to the same place now. */
  readonly isOvertaken: boolean;
  readonly breachedAt: Date | null;
  /** Since when the target is at risk; null once it is stopped, paused or breached. */
  readonly atRiskAt: Date | null;
  /** Whoever it is for would be told today as well. */
  readonly isForThemStill: boolean;
  /** Nobody at all would be told today. */
  readonly isForNobody: boolean;
  /** It would wait for opening hours if it were planned now. */
  readonly isTooEarly: boolean;
  /** Whether an answer may not have been heard. */
  readonly check: CheckFacts;
};

/** `redirect`: not here, but whoever has to know instead is told. `keep`: not now, and it is looked at again. */
export type NoticeFate = 'tell' | 'drop' | 'redirect' | 'keep';

/** Why something is not told there at all. */
export type LossReason =
  | 'done'
  | 'answered'
  | 'told_anew'
  | 'overtaken'
  | 'not_late'
  | 'not_at_risk'
  | 'for_others';

/** What it waits for. */
export type KeepReason = 'goes_on' | 'somebody' | 'opening' | 'check';

export type Untold =
  | { readonly fate: 'drop' | 'redirect'; readonly reason: LossReason }
  | { readonly fate: 'keep'; readonly reason: KeepReason };

type Rule = { readonly holds: (facts: NoticeFacts, now: Date) => boolean } & Untold;

/** The first that holds. */
const RULES: readonly Rule[] = [
  { holds: ({ isReminder, isDone }) => isReminder && isDone, fate: 'drop', reason: 'done' },
  { holds: ({ isReminder, isAnswered }) => isReminder && isAnswered, fate: 'drop', reason: 'answered' },
  { holds: ({ isToldAnew }) => isToldAnew, fate: 'drop', reason: 'told_anew' },
  { holds: ({ isOvertaken }) => isOvertaken, fate: 'drop', reason: 'overtaken' },
  { holds: (facts) => isBreach(facts) && facts.breachedAt === null, fate: 'drop', reason: 'not_late' },
  // Nobody is alerted of a ticket that waits; it may be as urgent as it was when it goes on.
  {
    holds: (facts) =>
      facts.isPaused && !facts.isDone && !facts.isAnswered && (facts.isReminder || !isBreach(facts)),
    fate: 'keep',
    reason: 'goes_on',
  },
  { holds: (facts, now) => !isBreach(facts) && !isAtRisk(facts, now), fate: 'drop', reason: 'not_at_risk' },
  {
    holds: ({ isForThemStill, isReminder, audience }) =>
      !isForThemStill && isReminder && audience !== 'assignee',
    fate: 'drop',
    reason: 'for_others',
  },
  { holds: ({ isForNobody }) => isForNobody, fate: 'keep', reason: 'somebody' },
  { holds: ({ isForThemStill }) => !isForThemStill, fate: 'redirect', reason: 'for_others' },
  // Time has passed since it was planned: in a pause, or while no process ran. Who asked for a reminder gets it when they asked for it.
  { holds: ({ isTooEarly, isReminder }) => isTooEarly && !isReminder, fate: 'keep', reason: 'opening' },
  // Last: the wait begins when nothing else keeps it, and somebody who has to know instead has a wait of their own.
  {
    holds: (facts, now) => isBreach(facts) && isAwaitingCheck(facts.check, now),
    fate: 'keep',
    reason: 'check',
  },
];

/** Null: it is told. */
export function whyUntold(facts: NoticeFacts, now: Date): Untold | null {
  return RULES.find(({ holds }) => holds(facts, now)) ?? null;
}

function isBreach({ percent }: NoticeFacts): boolean {
  return alertKindOf(percent) === 'breach';
}

function isAtRisk({ isOfPresentClock, atRiskAt }: NoticeFacts, now: Date): boolean {
  return isOfPresentClock && atRiskAt !== null && atRiskAt <= now;
}
