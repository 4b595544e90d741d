/** The lifecycle of a ticket: which transitions exist, what they lead to, and which timestamps they set and clear. */

/** In the order a ticket usually passes through them. */
export const STATUSES = [
  'new',
  'open',
  'in_progress',
  'waiting',
  'on_hold',
  'blocked',
  'resolved',
  'closed',
] as const;
export type TicketStatus = (typeof STATUSES)[number];

export const STATUS_CATEGORIES = ['todo', 'in_progress', 'done'] as const;
export type StatusCategory = (typeof STATUS_CATEGORIES)[number];

/** `assign` covers taking a ticket oneself; giving it to nobody is no event and changes nothing. */
export const LIFECYCLE_EVENTS = [
  'assign',
  'agent_reply',
  'start',
  'wait',
  'hold',
  'block',
  'resume',
  'resolve',
  'close',
  'reopen',
] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

const CATEGORIES: Record<TicketStatus, StatusCategory> = {
  new: 'todo',
  open: 'todo',
  in_progress: 'in_progress',
  waiting: 'in_progress',
  on_hold: 'in_progress',
  blocked: 'in_progress',
  resolved: 'done',
  closed: 'done',
};

const START_AND_PAUSE = {
  start: 'in_progress',
  wait: 'waiting',
  hold: 'on_hold',
  block: 'blocked',
  resolve: 'resolved',
  close: 'closed',
} as const;

/**
 * Every legal transition. A target equal to the status is legal and changes nothing, so that a button pressed twice, or by two
 * agents at once, is answered and not refused.
 */
const TRANSITIONS: Record<TicketStatus, Partial<Record<LifecycleEvent, TicketStatus>>> = {
  new: { assign: 'open', agent_reply: 'open', ...START_AND_PAUSE },
  open: { assign: 'open', agent_reply: 'open', ...START_AND_PAUSE },
  in_progress: { assign: 'in_progress', agent_reply: 'in_progress', ...START_AND_PAUSE },
  waiting: { assign: 'waiting', agent_reply: 'waiting', resume: 'in_progress', ...START_AND_PAUSE },
  on_hold: { assign: 'on_hold', agent_reply: 'on_hold', resume: 'in_progress', ...START_AND_PAUSE },
  blocked: { assign: 'blocked', agent_reply: 'blocked', resume: 'in_progress', ...START_AND_PAUSE },
  resolved: { agent_reply: 'resolved', close: 'closed', reopen: 'open' },
  closed: { agent_reply: 'closed', close: 'closed', reopen: 'open' },
};

const STATUS_WORDS: Record<TicketStatus, string> = {
  new: 'new',
  open: 'open',
  in_progress: 'in progress',
  waiting: 'waiting',
  on_hold: 'on hold',
  blocked: 'blocked',
  resolved: 'resolved',
  closed: 'closed',
};

const SUBJECTS: Record<TicketStatus, string> = {
  new: 'A new ticket',
  open: 'An open ticket',
  in_progress: 'A ticket in progress',
  waiting: 'A waiting ticket',
  on_hold: 'A ticket on hold',
  blocked: 'A blocked ticket',
  resolved: 'A resolved ticket',
  closed: 'A closed ticket',
};

const PARTICIPLES: Record<LifecycleEvent, string> = {
  assign: 'assigned',
  agent_reply: 'answered',
  start: 'started',
  wait: 'set to waiting',
  hold: 'put on hold',
  block: 'set to blocked',
  resume: 'resumed',
  resolve: 'resolved',
  close: 'closed',
  reopen: 'reopened',
};

/** "set to waiting": what was done to a ticket. */
export function participleOf(event: LifecycleEvent): string {
  return PARTICIPLES[event];
}

export type Transition = { ok: true; to: TicketStatus } | { ok: false; reason: string };

/** The category the database derives too; never stored apart from the status. */
export function categoryOf(status: TicketStatus): StatusCategory {
  return CATEGORIES[status];
}

export function isDone(status: TicketStatus): boolean {
  return CATEGORIES[status] === 'done';
}

/** The status as people read it: "on hold", not `on_hold`. */
export function statusLabel(status: TicketStatus): string {
  return STATUS_WORDS[status];
}

/** Where an event leads, or a sentence that says what is possible instead. `to` equal to `status` means nothing changes. */
export function transition(status: TicketStatus, event: LifecycleEvent): Transition {
  const to = TRANSITIONS[status][event];
  return to === undefined ? { ok: false, reason: refusalOf(status, event) } : { ok: true, to };
}

/**
 * What a person can usefully do to a ticket in this status, in the order of LIFECYCLE_EVENTS: legal events without those that
 * would change nothing. For buttons and refusals. `assign` stays in where it is legal, because it changes the assignee.
 */
export function possibleEvents(status: TicketStatus): LifecycleEvent[] {
  return LIFECYCLE_EVENTS.filter((event) => {
    const to = TRANSITIONS[status][event];
    return to !== undefined && event !== 'agent_reply' && (event === 'assign' || to !== status);
  });
}

export type LifecycleTimestamps = { resolvedAt: Date | null; closedAt: Date | null };

/**
 * `resolved_at` and `closed_at` after a change that took effect at `at`. Closing directly resolves too; leaving `done` clears
 * both (the changelog keeps every earlier one); one to the same status leaves them alone.
 */
export function timestampsAfter(
  change: { from: TicketStatus; to: TicketStatus },
  at: Date,
  current: LifecycleTimestamps,
): LifecycleTimestamps {
  if (change.from === change.to) return current;
  if (change.to === 'resolved') return { resolvedAt: at, closedAt: null };
  if (change.to === 'closed') return { resolvedAt: current.resolvedAt ?? at, closedAt: at };
  return { resolvedAt: null, closedAt: null };
}

function refusalOf(status: TicketStatus, event: LifecycleEvent): string {
  const possible = possibleEvents(status).map((each) => PARTICIPLES[each]);
  return `${SUBJECTS[status]} cannot be ${PARTICIPLES[event]}. It can be ${orList(possible)}.`;
}

function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}
