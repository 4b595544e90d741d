/** What becomes of a notice when its time has come: much may have happened since it was written. */

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
};

/** `redirect`: not here, but whoever has to know instead is told. `keep`: not now, and it is looked at again. */
export type NoticeFate = 'tell' | 'drop' | 'redirect' | 'keep';

type Rule = { readonly holds: (facts: NoticeFacts, now: Date) => boolean; readonly fate: NoticeFate };

/** The first that holds. */
const RULES: readonly Rule[] = [
  { holds: ({ isReminder, isDone, isAnswered }) => isReminder && (isDone || isAnswered), fate: 'drop' },
  { holds: ({ isToldAnew }) => isToldAnew, fate: 'drop' },
  { holds: ({ isOvertaken }) => isOvertaken, fate: 'drop' },
  { holds: (facts) => isBreach(facts) && facts.breachedAt === null, fate: 'drop' },
  // Nobody is alerted of a ticket that waits; it may be as urgent as it was when it goes on.
  {
    holds: (facts) => facts.isPaused && !facts.isDone && (facts.isReminder || !isBreach(facts)),
    fate: 'keep',
  },
  { holds: (facts, now) => !isBreach(facts) && !isAtRisk(facts, now), fate: 'drop' },
  {
    holds: ({ isForThemStill, isReminder, audience }) =>
      !isForThemStill && isReminder && audience !== 'assignee',
    fate: 'drop',
  },
  { holds: ({ isForThemStill }) => !isForThemStill, fate: 'redirect' },
];

export function noticeFate(facts: NoticeFacts, now: Date): NoticeFate {
  return RULES.find(({ holds }) => holds(facts, now))?.fate ?? 'tell';
}

function isBreach({ percent }: NoticeFacts): boolean {
  return alertKindOf(percent) === 'breach';
}

function isAtRisk({ isOfPresentClock, atRiskAt }: NoticeFacts, now: Date): boolean {
  return isOfPresentClock && atRiskAt !== null && atRiskAt <= now;
}
