/** Says what a draft would do to open tickets before it is saved: they are folded under the policy in force and under the draft. */
import { openTicketsPageSql } from '../../database/sql/open-tickets.js';
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { TargetKind } from '../../domain/sla/policy.js';
import type { Desk } from '../desk.js';
import {
  type FoldableTicket,
  foldEvents,
  foldMoved,
  isOfHistory,
  latestOf,
  readHistories,
} from '../sla/fold-tickets.js';
import { loadPolicy } from '../sla/load-policy.js';
import { visibleTo } from '../tickets/visible-tickets.js';
import { checkPolicyDraft } from './check-policy-draft.js';
import type { PlannedPolicy } from './plan-versions.js';
import { compareClocks, instantOf, type ListName, type TicketChange } from './preview-change.js';

export type PreviewedTicket = {
  number: string;
  /** As its reporter wrote it: to be escaped. */
  title: string;
  target: TargetKind;
  /** The target's instant; null while paused and without a target. */
  before: Date | null;
  after: Date | null;
};

/** `count`: tickets. `tickets`: the first 10 that the actor may see, each with its soonest target. */
export type PreviewList = { count: number; tickets: PreviewedTicket[] };

/**
 * `open`: open tickets of every scope that gets a new version. `changed`: those of them whose targets, breaches or warnings move.
 * `breached` and `atRisk`: those that become so; `saved`: those that are breached or at risk now and would be less so;
 * `moved`: those whose targets come sooner or later, and no more than that.
 */
export type PolicyPreview = {
  warnings: string[];
  open: number;
  changed: number;
  isUnchanged: boolean;
  /** False for a calendar that no policy would count in: open tickets and new ones stay as they are. */
  isInUse: boolean;
} & Record<ListName, PreviewList>;

const BATCH_MAX = 500;
const LISTED_MAX = 10;

type TicketHit = { ticketId: number } & TicketChange;

/** Reads and writes nothing but the draft's check. @throws as `checkPolicyDraft`. */
export async function previewPolicyDraft(desk: Desk, actor: Actor, draftId: number): Promise<PolicyPreview> {
  const { plan, warnings } = await checkPolicyDraft(desk, actor, draftId);
  const { prisma } = desk.database;
  const now = desk.clock.now();
  const changes: TicketHit[] = [];
  let open = 0;
  for (const policy of plan.policies) {
    for await (const tickets of openBatches(prisma, policy.projectId)) {
      open += tickets.length;
      changes.push(...(await foldBoth(desk, tickets, policy, now)));
    }
  }
  const isUnchanged = plan.calendar === null && plan.policies.length === 0;
  const isInUse = isUnchanged || plan.policies.length > 0;
  const changed = changes.filter(({ isChanged }) => isChanged).length;
  return {
    ...{ warnings, open, changed, isUnchanged, isInUse },
    breached: await toList(prisma, actor, changes, 'breached'),
    atRisk: await toList(prisma, actor, changes, 'atRisk'),
    saved: await toList(prisma, actor, changes, 'saved'),
    moved: await toList(prisma, actor, changes, 'moved'),
  };
}

async function* openBatches(tx: Tx, projectId: number | null): AsyncGenerator<FoldableTicket[]> {
  let afterId = 0;
  for (;;) {
    const page = openTicketsPageSql(projectId, { afterId, limit: BATCH_MAX });
    const tickets = await tx.$queryRaw<FoldableTicket[]>(page);
    if (tickets.length > 0) yield tickets;
    const last = tickets.at(-1);
    if (last === undefined || tickets.length < BATCH_MAX) return;
    afterId = last.id;
  }
}

/** As `recomputeClocks` will: the history as it is, and then a change from the ticket's policy to the planned one. */
async function foldBoth(
  desk: Desk,
  tickets: readonly FoldableTicket[],
  { clock }: PlannedPolicy,
  now: Date,
): Promise<TicketHit[]> {
  const { database } = desk;
  const onUnfoldable = (ticketId: number, error: unknown) =>
    desk.log.error({ err: error, ticketId }, 'a clock could not be folded for a preview');
  const histories = await readHistories(database.prisma, database, tickets, onUnfoldable);
  const changes: TicketHit[] = [];
  for (const { id: ticketId, slaPolicyId } of tickets) {
    const events = histories.get(ticketId) ?? [];
    const was = slaPolicyId === null ? null : await loadPolicy(database.prisma, database, slaPolicyId);
    const at = latestOf(events, now);
    try {
      const before = was === null ? null : foldEvents(events, was, now);
      const after = foldMoved(events, was, clock, at);
      if (after !== null) changes.push({ ticketId, ...compareClocks(before, after, at) });
    } catch (error) {
      if (!isOfHistory(error)) throw error;
      onUnfoldable(ticketId, error);
    }
  }
  return changes;
}

async function toList(
  tx: Tx,
  actor: Actor,
  changes: readonly TicketHit[],
  list: ListName,
): Promise<PreviewList> {
  const soonest = changes
    .flatMap(({ ticketId, lists }) => {
      const change = lists[list];
      return change === undefined ? [] : [{ ticketId, ...change }];
    })
    .sort((a, b) => instantOf(a) - instantOf(b) || a.ticketId - b.ticketId);
  const tickets: PreviewedTicket[] = [];
  for (let from = 0; from < soonest.length && tickets.length < LISTED_MAX; from += BATCH_MAX) {
    const batch = soonest.slice(from, from + BATCH_MAX);
    const rows = await tx.ticket.findMany({
      where: { AND: [{ id: { in: batch.map(({ ticketId }) => ticketId) } }, visibleTo(actor)] },
      select: { id: true, ticketNumber: true, title: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { ticketId, target, before, after } of batch) {
      const row = byId.get(ticketId);
      if (row === undefined || tickets.length === LISTED_MAX) continue;
      tickets.push({ number: row.ticketNumber, title: row.title, target, before, after });
    }
  }
  return { count: soonest.length, tickets };
}
