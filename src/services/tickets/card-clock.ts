/** A ticket's clock as it stands at the moment of showing it, which the columns cannot tell: they move only with events. */
import type { Tx } from '../../database/transaction.js';
import type { CardTarget, CardTargets } from '../../domain/post-content.js';
import type { Priority } from '../../domain/priority.js';
import type { TicketClock } from '../../domain/sla/clock.js';
import { calendarOf } from '../../domain/sla/policy.js';
import type { TargetClock } from '../../domain/sla/target-clock.js';
import { workingDaySeconds } from '../../domain/sla/working-day.js';
import type { Desk } from '../desk.js';
import { loadPolicy } from '../sla/load-policy.js';
import { readClock } from '../sla/refold-clock.js';

type ClockedRow = { id: number; slaPolicyId: number | null; priority: Priority };

/** Null for a ticket without a clock, and where its history cannot be folded. One query; policies are kept. */
export async function readCardTargets(desk: Desk, db: Tx, row: ClockedRow): Promise<CardTargets | null> {
  const readAt = desk.clock.now();
  const clock = await readClock(db, desk, row, readAt);
  if (clock === null || row.slaPolicyId === null) return null;
  const policy = await loadPolicy(db, desk.database, row.slaPolicyId);
  return cardTargets(clock, workingDaySeconds(calendarOf(policy, row.priority)), readAt);
}

function cardTargets(clock: TicketClock, daySeconds: number | null, readAt: Date): CardTargets {
  const show = ({ state, targetAt, breachedAt, remainingSeconds }: TargetClock): CardTarget => ({
    state,
    at: state === 'breached' ? (breachedAt ?? targetAt) : targetAt,
    remainingSeconds: state === 'met' ? null : remainingSeconds,
    workingDaySeconds: daySeconds,
  });
  return { response: show(clock.response), resolution: show(clock.resolution), readAt };
}
