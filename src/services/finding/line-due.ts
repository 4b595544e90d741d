/** Which target of a listed ticket comes next, from its columns alone: a page of lines folds no history. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { type Actor, can } from '../../domain/permissions.js';
import { businessSecondsBetween } from '../../domain/sla/business-time.js';
import type { Calendar } from '../../domain/sla/calendar.js';
import { calendarOf } from '../../domain/sla/policy.js';
import { workingDaySeconds } from '../../domain/sla/working-day.js';
import { isDone } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { loadPolicy } from '../sla/load-policy.js';
import { showsTargets } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';

/** Of business time. `isAnswerLate`: the response has come, and came late, which is why the ticket is listed as breached. */
type Left = { remainingSeconds: number; workingDaySeconds: number | null; isAnswerLate: boolean };

/** `answered_late`: nothing comes next. */
export type LineDue =
  | ({ kind: 'due'; at: Date } & Left)
  | { kind: 'overdue'; sinceAt: Date }
  | ({ kind: 'paused' } & Left)
  | { kind: 'answered_late' };

export const lineDueSelect = {
  id: true,
  status: true,
  priority: true,
  projectId: true,
  reporterId: true,
  assigneeId: true,
  confidential: true,
  firstRespondedAt: true,
  responseTarget: true,
  resolutionTarget: true,
  responseBreachedAt: true,
  resolutionBreachedAt: true,
  clockPausedAt: true,
  resolutionRemainingSeconds: true,
  slaPolicyId: true,
  project: { select: { showTargets: true } },
} as const satisfies Prisma.TicketSelect;

type LineRow = Prisma.TicketGetPayload<{ select: typeof lineDueSelect }>;

/** Null for a ticket that is done, has no target, or whose targets this person is not shown. Policies are kept: no query a line. */
export async function lineDue(
  desk: Desk,
  db: Tx,
  actor: Actor,
  row: LineRow,
  now: Date,
): Promise<LineDue | null> {
  if (isDone(row.status) || row.slaPolicyId === null || !showsTargets(row, isForAgents(actor, row))) {
    return null;
  }
  const policy = await loadPolicy(db, desk.database, row.slaPolicyId);
  return dueOf(row, calendarOf(policy, row.priority), now);
}

/** Seeing as an agent follows from the project alone, never from the threads. */
function isForAgents(actor: Actor, row: LineRow): boolean {
  return can(actor, 'view_internal', factsFor(actor, { ...row, watcherIds: [], threads: [] }));
}

function dueOf(row: LineRow, calendar: Calendar, now: Date): LineDue | null {
  const isAnswerLate = row.firstRespondedAt !== null && row.responseBreachedAt !== null;
  const common = { workingDaySeconds: workingDaySeconds(calendar), isAnswerLate };
  const open = [
    ...(row.firstRespondedAt === null
      ? [{ at: row.responseTarget, breachedAt: row.responseBreachedAt }]
      : []),
    { at: row.resolutionTarget, breachedAt: row.resolutionBreachedAt },
  ];
  const overdue = open
    .map(({ at, breachedAt }) => breachedAt ?? (isPast(calendar, at, now) ? at : null))
    .filter((at) => at !== null);
  if (overdue.length > 0) return { kind: 'overdue', sinceAt: earliest(overdue) };
  const coming = open.map(({ at }) => at).filter((at) => at !== null);
  if (coming.length > 0) {
    const at = earliest(coming);
    const remainingSeconds = businessSecondsBetween(calendar, now, at);
    return { kind: 'due', at, remainingSeconds, ...common };
  }
  const remainingSeconds = row.clockPausedAt === null ? null : row.resolutionRemainingSeconds;
  if (remainingSeconds !== null) return { kind: 'paused', remainingSeconds, ...common };
  return isAnswerLate ? { kind: 'answered_late' } : null;
}

/** The sweep comes once a minute: until then the instant itself tells. */
function isPast(calendar: Calendar, at: Date | null, now: Date): boolean {
  return at !== null && businessSecondsBetween(calendar, at, now) > 0;
}

function earliest(instants: readonly Date[]): Date {
  return new Date(Math.min(...instants.map((at) => at.getTime())));
}
