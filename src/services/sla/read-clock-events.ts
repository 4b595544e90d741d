/** A ticket's changelog as the clock reads it. */
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
const values = {
  created: z.object({ status, priority }),
  status: z.object({ status }),
  priority,
  sla_policy: z.int().nullable(),
};

/** In the order in which they took effect. */
export async function readClockEvents(tx: Tx, owner: object, ticketId: number): Promise<ClockEvent[]> {
  const rows = await tx.changelogEntry.findMany({
    where: { ticketId, action: { in: [...CLOCK_ACTIONS] } },
    orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
    select: { action: true, oldValue: true, newValue: true, occurredAt: true },
  });
  const events: ClockEvent[] = [];
  for (const row of rows) {
    if (!movesClock(row.action)) continue;
    const old = row.action === 'sla_policy' ? values.sla_policy.parse(row.oldValue) : null;
    const was = old === null ? {} : { was: await loadPolicy(tx, owner, old) };
    events.push(toEvent(row.action, row.newValue, row.occurredAt, was));
  }
  return events;
}

function toEvent(action: ClockAction, newValue: unknown, at: Date, was: { was?: ClockPolicy }): ClockEvent {
  switch (action) {
    case 'created':
      return { at, kind: 'started', ...values.created.parse(newValue) };
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
  }
}
