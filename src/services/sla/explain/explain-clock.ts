/** Explains a ticket's targets to whoever may see them, from the changelog up: intervals, causes, policies and what is to come. */
import type { Tx } from '../../../database/transaction.js';
import { type Actor, can, internalReach, isInReach } from '../../../domain/permissions.js';
import { foldClock, type TicketClock } from '../../../domain/sla/clock.js';
import { type Course, courseOf } from '../../../domain/sla/course.js';
import type {
  ClockExplanation,
  Doer,
  ExplainedTarget,
  TargetMove,
} from '../../../domain/sla/explain/clock-explanation.js';
import { ledgerRows } from '../../../domain/sla/explain/ledger-rows.js';
import { outlookOf } from '../../../domain/sla/explain/outlook.js';
import { readHistory } from '../../../domain/sla/history.js';
import { TARGET_KINDS, type TargetKind } from '../../../domain/sla/policy.js';
import { workingDaySeconds } from '../../../domain/sla/working-day.js';
import { printWeek } from '../../../domain/sla/written-hours.js';
import { UserError } from '../../../errors.js';
import type { Desk } from '../../desk.js';
import { type KeptEntry, readEntryKeepers } from '../../moving/entry-keepers.js';
import { type CardRow, readCardRow, showsTargets } from '../../tickets/load-card.js';
import { factsFor } from '../../tickets/locked-ticket.js';
import { notFound, requirePermission } from '../../tickets/require-permission.js';
import { permissionRowOf } from '../../tickets/view-ticket.js';
import { loadStoredPolicy, type StoredPolicy, storedCalendarOf } from '../load-policy.js';
import { readClockEvents } from '../read-clock-events.js';
import { type ClockEntry, type EntryAuthor, policyReplacedBy, readClockEntries } from './clock-entries.js';
import type { ClockHistory } from './move-causes.js';
import { type PolicyNamer, policyNamer } from './policy-namer.js';
import { readSaid, rowCause, type SaidAt } from './row-causes.js';
import { type EntryMove, readMoves } from './target-moves.js';

/**
 * As of now, in one snapshot: the fold and what explains it read the same entries. @throws UserError "not found" where the ticket may not be seen, and in words for a requester whose
 * project shows no targets, or a ticket that has none.
 */
export async function explainClock(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
): Promise<ClockExplanation> {
  const { prisma } = desk.database;
  const row = await readCardRow(prisma, { ticketNumber });
  if (row === null) throw notFound(ticketNumber);
  requirePermission(actor, 'view_sla', permissionRowOf(row), ticketNumber);
  const isForAgents = can(actor, 'view_internal', factsFor(actor, permissionRowOf(row)));
  if (!showsTargets(row, isForAgents)) throw notShown(row);
  return prisma.$transaction(
    async (tx) => {
      const where = { id: row.id };
      const select = {
        slaPolicyId: true,
        priority: true,
        clockStartedAt: true,
        clockStartReason: true,
      } as const;
      const current = await tx.ticket.findUniqueOrThrow({ where, select });
      return explain(tx, desk, actor, { ...row, ...current }, isForAgents);
    },
    { isolationLevel: 'RepeatableRead' },
  );
}

function notShown(row: CardRow): UserError {
  return new UserError(
    `${row.project.name} keeps its targets to its agents. Ask in the thread of ${row.ticketNumber} how it stands.`,
  );
}

async function explain(
  tx: Tx,
  desk: Desk,
  actor: Actor,
  row: CardRow,
  isForAgents: boolean,
): Promise<ClockExplanation> {
  const owner = desk.database;
  const events = await readClockEvents(tx, owner, row.id);
  const { slaPolicyId: policyId } = row;
  if (policyId === null || !events.some(({ kind }) => kind === 'started')) {
    throw new UserError(`${row.ticketNumber} has no targets: no policy applied to it.`);
  }
  const reach = internalReach(actor, factsFor(actor, permissionRowOf(row)));
  const keeperOf = await readEntryKeepers(tx, row);
  const mayRead = (entry: KeptEntry) => isInReach(reach, keeperOf(entry));
  const entries = await readClockEntries(tx, row.id, mayRead);
  const now = desk.clock.now();
  const newestAt = events.at(-1)?.at ?? now;
  const at = newestAt > now ? newestAt : now;
  const policy = await loadStoredPolicy(tx, owner, policyId);
  const history: ClockHistory = { entries, events, policyId, openedAt: row.createdAt };
  const nameOf = policyNamer(tx);
  const seen = {
    ...{ isForAgents, entries, nameOf, at },
    clock: foldClock(events, policy.clock, at),
    said: await readSaid(tx, row.id, entries, mayRead),
    moves: await readMoves({ tx, owner, nameOf, isForAgents }, history),
    doerOf: (by: EntryAuthor | null) => doerFor(by, { isForAgents, actor, reporterId: row.reporterId }),
  };
  const targets: ExplainedTarget[] = [];
  const facts = readHistory(events, at);
  for (const kind of TARGET_KINDS) {
    const course = courseOf(kind, facts, policy.clock, at.getTime());
    targets.push(await explainTarget(kind, course, await policyOf(tx, owner, policy, entries, course), seen));
  }
  return {
    ...{ number: row.ticketNumber, title: row.title, at, isForAgents, targets },
    openedAt: row.createdAt,
    startedAt: row.clockStartedAt,
    startReason: isForAgents ? row.clockStartReason : null,
  };
}

type Seen = {
  isForAgents: boolean;
  at: Date;
  clock: TicketClock;
  entries: readonly ClockEntry[];
  said: readonly SaidAt[];
  moves: readonly EntryMove[];
  nameOf: PolicyNamer;
  doerOf: (by: EntryAuthor | null) => Doer;
};

async function explainTarget(
  kind: TargetKind,
  { priority }: Course,
  policy: StoredPolicy,
  seen: Seen,
): Promise<ExplainedTarget> {
  const target = seen.clock[kind];
  const stored = storedCalendarOf(policy, priority);
  const { calendar, dateNames } = stored;
  return {
    ...{ kind, priority, state: target.state },
    targetSeconds: target.targetSeconds,
    elapsedSeconds: target.elapsedSeconds,
    policy: await seen.nameOf.policy(policy),
    calendar: {
      ...(await seen.nameOf.calendar(stored)),
      timeZone: calendar.timeZone,
      hours: printWeek(calendar.weekly),
      workingDaySeconds: workingDaySeconds(calendar),
    },
    outlook: outlookOf(target, calendar, seen.at),
    rows: ledgerRows(target.ledger, calendar, dateNames).map((row) => ({
      ...row,
      cause: rowCause(row, seen.entries, seen.said, seen.doerOf),
    })),
    moves: movesOf(kind, seen),
  };
}

/** A clock that had stopped before a change of policy or project keeps the version that it stopped with. */
async function policyOf(
  tx: Tx,
  owner: object,
  current: StoredPolicy,
  entries: readonly ClockEntry[],
  { mode, endMs }: Course,
): Promise<StoredPolicy> {
  if (mode !== 'stopped') return current;
  const [replaced] = entries
    .filter((entry) => entry.at.getTime() > endMs)
    .flatMap((entry) => policyReplacedBy(entry) ?? []);
  return replaced === undefined ? current : loadStoredPolicy(tx, owner, replaced);
}

/**
 * Every recomputation by a policy or a project while the clock was not stopped and by a start, also one that left the target where it was; else what
 * moved it. Also where the entry is internal: whoever sees a target may know why it moved, without agents' names and reasons.
 */
function movesOf(kind: TargetKind, { moves, doerOf, clock }: Seen): TargetMove[] {
  const { stoppedAt } = clock[kind];
  return moves
    .map(({ entry, cause, [kind]: targets }) => ({ at: entry.at, by: doerOf(entry.by), cause, ...targets }))
    .filter(({ at, cause, before, after }) => {
      const isRunning = stoppedAt === null || at <= stoppedAt;
      const isListed =
        cause.kind === 'start' || ((cause.kind === 'policy' || cause.kind === 'project') && isRunning);
      return isListed || before?.getTime() !== after?.getTime();
    });
}

/** To requesters only they themselves and the reporter have names. */
function doerFor(
  by: EntryAuthor | null,
  reader: { isForAgents: boolean; actor: Actor; reporterId: number },
): Doer {
  if (by === null) return { kind: 'desk' };
  const isNamed = reader.isForAgents || by.userId === reader.actor.userId || by.userId === reader.reporterId;
  return isNamed ? { kind: 'person', name: by.name } : { kind: 'agent' };
}
