/** Decides what becomes of the notices whose time has come, by who would be told of them today. */
import type { DueNotice } from '../../database/sql/due-notices.js';
import { type NoticeFacts, type NoticeFate, whyUntold } from '../../domain/sla/notice-fate.js';
import {
  type AlertSetting,
  alertKindOf,
  type PlannedNotice,
  placeKey,
  whoIsTold,
} from '../../domain/sla/who-is-told.js';

/** What cannot be told now is looked at again after this, or at the first opening from then on. */
const KEPT_MS = 60_000;
/** What waits for a reading is looked at again as often as threads are read. */
const CHECK_AGAIN_MS = 5_000;

export type JudgedNotice = {
  /** For the audience that its place belongs to today, which decides what may be shown there. */
  notice: DueNotice;
  fate: NoticeFate;
  /** It is kept until its ticket's threads have been read again. */
  awaitsCheck: boolean;
  /** Told all the same, it has to say that it could not be checked. */
  isUnchecked: boolean;
  /** When to look again at what is kept. */
  againAt: Date;
  /** Whoever is told instead of a place that is told no more. */
  instead: readonly PlannedNotice[];
};

/** All of one place. Only what is told itself overtakes; without a setting there is nobody to tell yet. */
export function judgeNotices(
  taken: readonly DueNotice[],
  settings: ReadonlyMap<number, AlertSetting>,
  now: Date,
): JudgedNotice[] {
  const judged = taken.map((notice) => ({
    notice,
    judge: judgeOf(notice, settings.get(notice.ticketId), now),
  }));
  const told = judged.filter(({ judge }) => judge(false).fate === 'tell').map(({ notice }) => notice);
  return judged.map(({ notice, judge }) => judge(told.some((other) => overtakes(other, notice))));
}

function judgeOf(
  notice: DueNotice,
  setting: AlertSetting | undefined,
  now: Date,
): (isOvertaken: boolean) => JudgedNotice {
  const laterAt = new Date(now.getTime() + KEPT_MS);
  const isUnchecked = alertKindOf(notice.percent) === 'breach' && notice.reading !== 'done';
  const kept = {
    ...{ notice, isUnchecked },
    fate: 'keep',
    awaitsCheck: false,
    againAt: laterAt,
    instead: [],
  } as const;
  if (setting === undefined) return () => kept;
  const { facts, plan, here } = standingOf(notice, setting, now);
  const againAt = hereIn(whoIsTold(notice.percent, setting, laterAt), notice)?.deliverAt ?? laterAt;
  const audience = here?.audience ?? notice.audience;
  return (isOvertaken) => {
    const untold = whyUntold({ ...facts, isOvertaken }, now);
    const awaitsCheck = untold?.reason === 'check';
    return {
      notice: { ...notice, audience },
      fate: untold?.fate ?? 'tell',
      isUnchecked,
      awaitsCheck,
      againAt: awaitsCheck ? new Date(now.getTime() + CHECK_AGAIN_MS) : againAt,
      instead: insteadOf(notice, plan),
    };
  };
}

/** `here`: what the notice's own place would be told today. */
type Standing = {
  facts: Omit<NoticeFacts, 'isOvertaken'>;
  plan: readonly PlannedNotice[];
  here: PlannedNotice | undefined;
};

/** What decides a notice's fate beside the others of its place; without a setting nobody would be told today. */
export function standingOf(notice: DueNotice, setting: AlertSetting | undefined, now: Date): Standing {
  const plan = setting === undefined ? [] : whoIsTold(notice.percent, setting, now);
  const here = hereIn(plan, notice);
  const isResponsePaused = notice.target === 'response' && setting?.isResponsePaused === true;
  const facts = {
    ...notice,
    isPaused: notice.isPaused || isResponsePaused,
    isForThemStill: here !== undefined,
    isForNobody: plan.length === 0,
    isTooEarly: here !== undefined && here.deliverAt > now,
    check: notice,
  };
  return { facts, plan, here };
}

/** Escalation stands in for nobody but for itself. */
function insteadOf({ audience }: DueNotice, plan: readonly PlannedNotice[]): readonly PlannedNotice[] {
  return audience === 'escalation' ? plan : plan.filter((planned) => planned.audience !== 'escalation');
}

function hereIn(plan: readonly PlannedNotice[], notice: DueNotice): PlannedNotice | undefined {
  return plan.find((planned) => placeKey(planned) === placeKey(notice));
}

function overtakes(other: DueNotice, notice: DueNotice): boolean {
  return (
    other.ticketId === notice.ticketId &&
    other.target === notice.target &&
    other.clockVersion === notice.clockVersion &&
    other.percent > notice.percent
  );
}
