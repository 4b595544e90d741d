/** What a person can be told, in kinds that they understand: which messages are of which, and which of them may wait or be off. */

import { POST_KINDS, type PostKind } from '../post-kind.js';

/**
 * `mayWait`: it can go into the daily digest. `mayBeOff`: the person can do without it. `isHeld`: it waits out their quiet hours.
 * `isJoined`: it waits out the minute after whatever they were told of its ticket last, with what else comes in it. `mayBeMuted`: muting its ticket ends it.
 */
type NoticeRule = {
  readonly mayWait: boolean;
  readonly mayBeOff: boolean;
  readonly isHeld: boolean;
  readonly isJoined: boolean;
  readonly mayBeMuted: boolean;
};

const ADJUSTABLE = { mayWait: true, mayBeOff: true, isHeld: true, isJoined: true, mayBeMuted: true } as const;
/** What somebody asked for themselves comes when they asked for it, and what an admin must know comes at once. */
const FIXED = {
  mayWait: false,
  mayBeOff: false,
  isHeld: false,
  isJoined: false,
  mayBeMuted: false,
} as const;

export const NOTICE_KINDS = {
  /** A ticket that they reported waits for their answer, or is closed tomorrow. */
  requests: ADJUSTABLE,
  /** A ticket that they watch has moved, or somebody has them watch one. */
  watching: ADJUSTABLE,
  /** A ticket became theirs, or goes on after a hold. */
  assigned: ADJUSTABLE,
  /** What a ticket of theirs waited for has come. */
  answers: ADJUSTABLE,
  /** A target of a ticket of theirs is at risk or overdue. Many at once are one message already. */
  deadlines: { ...ADJUSTABLE, isJoined: false },
  /** The same of somebody else's, because an admin put them on a policy's list. */
  escalation: { ...FIXED, isHeld: true, mayBeMuted: true },
  /** What they asked for: reminders, alerts that they put off, questions about what they wrote. And what they may see from now on. */
  own: FIXED,
  /** What whoever looks after the desk must know. */
  desk: FIXED,
} as const satisfies Record<string, NoticeRule>;

export type NoticeKind = keyof typeof NOTICE_KINDS;

/** Those that a person can set, in the order in which they are asked. */
export const ADJUSTABLE_KINDS = ['requests', 'watching', 'assigned', 'answers', 'deadlines'] as const;
export type AdjustableKind = (typeof ADJUSTABLE_KINDS)[number];

/** Beside "at once", which is what everybody begins with. */
export const NOTICE_MODES = ['digest', 'off'] as const;
export type NoticeMode = (typeof NOTICE_MODES)[number];

export function isAdjustable(kind: string): kind is AdjustableKind {
  return ADJUSTABLE_KINDS.some((each) => each === kind);
}

export function noticeRuleOf(kind: NoticeKind): NoticeRule {
  return NOTICE_KINDS[kind];
}

export function isNoticeKind(kind: string): kind is NoticeKind {
  return Object.hasOwn(NOTICE_KINDS, kind);
}

type Facts = { readonly audience?: unknown; readonly isReminder?: unknown };

const OF_AUDIENCE: Readonly<Record<string, NoticeKind>> = {
  assignee: 'deadlines',
  escalation: 'escalation',
  admin: 'desk',
};

/** Whoever put an alert off asked for it; one of which it is not known whom it is for may not be kept from them. */
function alertKind({ audience, isReminder }: Facts): NoticeKind {
  if (isReminder === true) return 'own';
  return (typeof audience === 'string' ? OF_AUDIENCE[audience] : undefined) ?? 'desk';
}

/**
 * What each message is to the one person it notifies: by direct message, or by a mention in a thread. Null: it notifies nobody; it is a
 * ticket's card, or a line of a thread that is read by whoever follows that.
 */
const NOTICE_OF = {
  origin_card: null,
  triage_card: null,
  admin_card: null,
  mirror: 'answers',
  reply: null,
  reply_receipt: null,
  carried_file: null,
  note: null,
  assigned: 'assigned',
  status_line: 'watching',
  waiting_reminder: 'requests',
  closing_notice: 'requests',
  hold_over: 'assigned',
  reminder: 'own',
  made_watcher: 'watching',
  made_observer: 'own',
  at_risk: alertKind,
  breach: alertKind,
  alert_digest: alertKind,
  linked_note: null,
  confidentiality: null,
  reason_given: 'desk',
  offer_new_ticket: null,
  moved: null,
  moved_away: null,
  leaver: 'desk',
  recovered: null,
  agent_joined: null,
  setup_notice: 'desk',
  draft_prompt: 'own',
  outage: 'desk',
  undelivered: 'desk',
  gathered: null,
  daily_digest: null,
} as const satisfies Record<PostKind, NoticeKind | null | ((payload: Facts) => NoticeKind)>;

/** Those that may be kept back: for the digest, for the end of quiet hours, or for that of a minute. */
type WaitingKind = {
  [N in NoticeKind]: (typeof NOTICE_KINDS)[N] extends { mayWait: false; isHeld: false; isJoined: false }
    ? never
    : N;
}[NoticeKind];

type NoticeOf<K extends PostKind> = (typeof NOTICE_OF)[K] extends (payload: Facts) => infer N
  ? N
  : (typeof NOTICE_OF)[K];

/** The kinds of posts that can wait for their person, and so may be told in one message with others. */
export type HeldPostKind = {
  [K in PostKind]: Extract<NoticeOf<K>, WaitingKind> extends never ? never : K;
}[PostKind];

/** Whoever gets one of these by direct message was told something just now: what is joined waits for the end of that minute. */
export const TELLING_POST_KINDS: readonly PostKind[] = POST_KINDS.filter(
  (kind) => NOTICE_OF[kind] !== null || kind === 'gathered',
);

export function noticeKindOf(kind: PostKind, payload: object): NoticeKind | null {
  const notice: NoticeKind | null | ((payload: Facts) => NoticeKind) = NOTICE_OF[kind];
  return typeof notice === 'function' ? notice(payload) : notice;
}
