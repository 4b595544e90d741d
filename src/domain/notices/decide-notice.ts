/** Whether a person is told of something at once, later, in their daily digest, or not at all. Pure: their settings, and the time. */

import { nextDigestAt, type QuietHours, quietEndsAt } from './local-day.js';
import {
  type AdjustableKind,
  isAdjustable,
  type NoticeKind,
  type NoticeMode,
  noticeRuleOf,
} from './notice-kind.js';

export type NoticeSettings = {
  /** Of their Slack profile. */
  readonly timeZone: string;
  /** Without an entry: at once. */
  readonly modes: Readonly<Partial<Record<AdjustableKind, NoticeMode>>>;
  readonly digestHour: number;
  readonly quiet: QuietHours | null;
};

export const DIGEST_HOUR = 9;

/** Of one message for one person. */
export type NoticeFacts = {
  readonly kind: NoticeKind;
  /** They have muted its ticket. */
  readonly isMuted: boolean;
  /** They did it themselves. */
  readonly isOwnAct: boolean;
  /** By the policy of its ticket somebody is told of it at any hour. */
  readonly isUrgent: boolean;
  /** When they were last told something about the same ticket, or will be; null: not within a minute. */
  readonly lastToldAt: Date | null;
  /** It has waited for the digest that is due now. */
  readonly isDigestDue: boolean;
};

export type NoticeDecision =
  | { readonly do: 'tell' }
  | { readonly do: 'hold'; readonly untilAt: Date }
  | { readonly do: 'digest'; readonly untilAt: Date }
  | { readonly do: 'drop' };

/** Changes of one ticket this close together are one message. */
export const JOINED_WITHIN_MS = 60_000;

/** The first that has an answer. */
const RULES: readonly ((facts: NoticeFacts, settings: NoticeSettings, now: Date) => NoticeDecision | null)[] =
  [
    ({ isOwnAct }) => (isOwnAct ? { do: 'drop' } : null),
    ({ kind, isMuted }) => (isMuted && noticeRuleOf(kind).mayBeMuted ? { do: 'drop' } : null),
    ({ kind }, settings) =>
      noticeRuleOf(kind).mayBeOff && modeOf(kind, settings) === 'off' ? { do: 'drop' } : null,
    ({ isUrgent }) => (isUrgent ? { do: 'tell' } : null),
    ({ kind, isDigestDue }, settings, now) =>
      noticeRuleOf(kind).mayWait && modeOf(kind, settings) === 'digest' && !isDigestDue
        ? { do: 'digest', untilAt: nextDigestAt(settings.digestHour, settings.timeZone, now) }
        : null,
    ({ kind }, { quiet, timeZone }, now) =>
      noticeRuleOf(kind).isHeld ? holdUntil(quietEndsAt(quiet, timeZone, now), now) : null,
    ({ kind, lastToldAt }, _settings, now) =>
      noticeRuleOf(kind).isJoined && lastToldAt !== null
        ? holdUntil(new Date(lastToldAt.getTime() + JOINED_WITHIN_MS), now)
        : null,
  ];

export function decideNotice(facts: NoticeFacts, settings: NoticeSettings, now: Date): NoticeDecision {
  for (const rule of RULES) {
    const decision = rule(facts, settings, now);
    if (decision !== null) return decision;
  }
  return { do: 'tell' };
}

/** Of what nobody can set: null. */
export function modeOf(kind: NoticeKind, { modes }: Pick<NoticeSettings, 'modes'>): NoticeMode | null {
  return isAdjustable(kind) ? (modes[kind] ?? null) : null;
}

function holdUntil(untilAt: Date, now: Date): NoticeDecision | null {
  return untilAt > now ? { do: 'hold', untilAt } : null;
}
