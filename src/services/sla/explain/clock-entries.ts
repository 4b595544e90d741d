/** The changelog entries that a clock is folded from, with who made them: what explains the clock beside the fold. */
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.js';
import { PRIORITIES, type Priority } from '../../../domain/priority.js';
import { CLOCK_ACTIONS, type ClockAction, movesClock } from '../../../domain/sla/clock-actions.js';
import { STATUSES, type TicketStatus } from '../../../domain/ticket-status.js';
import type { KeptEntry } from '../../moving/entry-keepers.js';
import { moveSide } from '../../moving/ticket-moves.js';
import { type ChangelogTexts, readChangelogTexts, textOf } from '../../tickets/changelog-texts.js';
import { personSelect, toPerson } from '../../users/person-row.js';

export type EntryAuthor = { userId: number; name: string };

/** In the order of `readClockEvents`: of one snapshot, entry `i` is event `i`. `by` null: the desk. */
export type ClockEntry = { at: Date; by: EntryAuthor | null } & (
  | { action: 'status'; to: TicketStatus }
  | { action: 'priority'; from: Priority; to: Priority }
  | { action: 'sla_policy'; from: PolicyMark | null; to: PolicyMark }
  /** From one project to another: its numbers there, and what its targets were counted by. */
  | { action: 'project'; from: MovedMark; to: MovedMark }
  /** `reason` null also where the reader may not know it. */
  | { action: 'start_moved'; to: Date; reason: string | null }
  | { action: Exclude<ClockAction, 'status' | 'priority' | 'sla_policy' | 'project' | 'start_moved'> }
);

/** `targets` are missing in entries from before they were kept. */
export type PolicyMark = {
  policyId: number;
  targets: { response: Date | null; resolution: Date | null } | null;
};

export type MovedMark = { number: string; policyId: number | null };

/** The policy that an entry replaced; undefined where it replaced none. */
export function policyReplacedBy(entry: ClockEntry): number | undefined {
  if (entry.action === 'sla_policy') return entry.from?.policyId;
  return entry.action === 'project' ? (entry.from.policyId ?? undefined) : undefined;
}

const instant = z.iso.datetime().transform((text) => new Date(text));
const policyMark = z.union([
  z.int().transform((policyId): PolicyMark => ({ policyId, targets: null })),
  z
    .object({
      policyId: z.int(),
      responseTarget: instant.nullish(),
      resolutionTarget: instant.nullish(),
    })
    .transform(({ policyId, responseTarget, resolutionTarget }): PolicyMark => {
      const isKept = responseTarget !== undefined && resolutionTarget !== undefined;
      return {
        policyId,
        targets: isKept ? { response: responseTarget, resolution: resolutionTarget } : null,
      };
    }),
]);
const movedMark = moveSide.transform(
  ({ ticketNumber: number, policyId }): MovedMark => ({ number, policyId }),
);
const values = {
  status: z.object({ status: z.enum(STATUSES) }),
  priority: z.enum(PRIORITIES),
  startMoved: z.object({ startedAt: instant }),
};

export async function readClockEntries(
  tx: Tx,
  ticketId: number,
  mayRead: (entry: KeptEntry) => boolean,
): Promise<ClockEntry[]> {
  const rows = await tx.changelogEntry.findMany({
    where: { ticketId, action: { in: [...CLOCK_ACTIONS] } },
    orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      action: true,
      oldValue: true,
      newValue: true,
      occurredAt: true,
      actor: { select: { id: true, ...personSelect } },
    },
  });
  const texts = await readChangelogTexts(tx, ticketId);
  return rows.flatMap((row): ClockEntry[] => {
    if (!movesClock(row.action)) return [];
    const by = row.actor === null ? null : { userId: row.actor.id, name: toPerson(row.actor).name };
    const common = { at: row.occurredAt, by };
    const readable = row.action !== 'start_moved' || mayRead(row) ? texts : new Map<number, string>();
    return [{ ...common, ...whatOf(row.action, row.oldValue, row.newValue, readable) }];
  });
}

type What = ClockEntry extends infer Entry
  ? Entry extends ClockEntry
    ? Omit<Entry, 'at' | 'by'>
    : never
  : never;

function whatOf(action: ClockAction, old: unknown, value: unknown, texts: ChangelogTexts): What {
  switch (action) {
    case 'status':
      return { action, to: values.status.parse(value).status };
    case 'priority':
      return { action, from: values.priority.parse(old), to: values.priority.parse(value) };
    case 'sla_policy':
      return { action, from: policyMark.nullable().parse(old), to: policyMark.parse(value) };
    case 'project':
      return { action, from: movedMark.parse(old), to: movedMark.parse(value) };
    case 'start_moved': {
      const { startedAt } = values.startMoved.parse(value);
      return { action, to: startedAt, reason: textOf(value, texts) };
    }
    default:
      return { action };
  }
}
