/** Changelogs of tickets as the clock reads them. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { PRIORITIES } from '../../domain/priority.js';
import { CLOCK_ACTIONS, type ClockAction, movesClock } from '../../domain/sla/clock-actions.js';
import type { ClockEvent } from '../../domain/sla/history.js';
import type { ClockPolicy } from '../../domain/sla/policy.js';
import { STATUSES } from '../../domain/ticket-status.js';
import { loadPolicy } from './load-policy.js';

const status = z.enum(STATUSES);
const priority = z.enum(PRIORITIES);
const instant = z.iso.datetime().transform((text) => new Date(text));
const values = {
  /** `startedAt` where the clock starts at the message that the ticket was made from. */
  created: z.object({ status, priority, startedAt: instant.optional() }),
  status: z.object({ status }),
  priority,
  /** Entries from before there were previews hold the policy's id alone. */
  sla_policy: z
    .union([z.int(), z.object({ policyId: z.int() }).transform(({ policyId }) => policyId)])
    .nullable(),
  /** The policy by which it was counted in the project before. */
  project: z.object({ policyId: z.int().nullable() }).transform(({ policyId }) => policyId),
  start_moved: z.object({ startedAt: instant }),
};

/** In the order in which they took effect. */
export async function readClockEvents(tx: Tx, owner: object, ticketId: number): Promise<ClockEvent[]> {
  const events = await readManyClockEvents(tx, owner, [ticketId]);
  return events.get(ticketId) ?? [];
}

/** By ticket, in one query whatever their number; a ticket without history has no entry. */
export async function readManyClockEvents(
  tx: Tx,
  owner: object,
  ticketIds: readonly number[],
): Promise<Map<number, ClockEvent[]>> {
  const rows = await tx.changelogEntry.findMany({
    where: { ticketId: { in: [...ticketIds] }, action: { in: [...CLOCK_ACTIONS] } },
    orderBy: [{ ticketId: 'asc' }, { occurredAt: 'asc' }, { id: 'asc' }],
    select: { ticketId: true, action: true, oldValue: true, newValue: true, occurredAt: true },
  });
  const byTicket = new Map<number, ClockEvent[]>();
  for (const row of rows) {
    if (!movesClock(row.action)) continue;
    const old = policyBefore(row.action, row.oldValue);
    const was = old === null ? {} : { was: await loadPolicy(tx, owner, old) };
    const events = byTicket.get(row.ticketId) ?? [];
    byTicket.set(row.ticketId, events);
    events.push(toEvent(row.action, row.newValue, row.occurredAt, was));
  }
  return byTicket;
}

function policyBefore(action: ClockAction, oldValue: unknown): number | null {
  if (action === 'sla_policy') return values.sla_policy.parse(oldValue);
  return action === 'project' ? values.project.parse(oldValue) : null;
}

function toEvent(action: ClockAction, newValue: unknown, at: Date, was: { was?: ClockPolicy }): ClockEvent {
  switch (action) {
    case 'created': {
      const { startedAt = at, ...started } = values.created.parse(newValue);
      return { at: startedAt, kind: 'started', ...started };
    }
    case 'status':
      return { at, kind: 'status', to: values.status.parse(newValue).status };
    case 'priority':
      return { at, kind: 'priority', to: values.priority.parse(newValue) };
    case 'issue_type':
      return { at, kind: 'type_changed' };
    case 'first_response':
      return { at, kind: 'first_response' };
    case 'sla_policy':
      return { at, kind: 'policy_changed', ...was };
    case 'project':
      return { at, kind: 'project_changed', ...was };
    case 'start_moved':
      return { at, kind: 'start_moved', to: values.start_moved.parse(newValue).startedAt };
  }
}
