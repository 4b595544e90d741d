/** Brings open tickets to the newest version of their project's policy; finished ones keep the version they stopped with. */
import { outdatedClocksSql } from '../../database/sql/outdated-clocks.js';
import type { Desk } from '../desk.js';
import { changeTicket } from '../tickets/act-on-ticket.js';
import { currentPolicyId } from './load-policy.js';

const BATCH_MAX = 100;

/** One batch; returns how many tickets moved, so that 0 is the end. A ticket that fails is logged and left for the next time. */
export async function recomputeClocks(desk: Desk): Promise<number> {
  const outdated = await desk.database.prisma.$queryRaw<{ id: number }[]>(outdatedClocksSql(BATCH_MAX));
  let moved = 0;
  for (const { id } of outdated) {
    try {
      if (await recomputeClock(desk, id)) moved += 1;
    } catch (error) {
      desk.log.error({ err: error, ticketId: id }, 'a clock could not be recomputed');
    }
  }
  return moved;
}

async function recomputeClock(desk: Desk, ticketId: number): Promise<boolean> {
  return changeTicket(desk, { ticketId }, async ({ tx, now, ticket, patch, record }) => {
    const slaPolicyId = await currentPolicyId(tx, ticket.projectId);
    if (ticket.slaPolicyId === slaPolicyId) return false;
    record(
      {
        action: 'sla_policy',
        field: 'sla_policy_id',
        oldValue: ticket.slaPolicyId,
        newValue: slaPolicyId,
        visibility: 'internal',
        occurredAt: now,
        slaPolicyId,
      },
      null,
    );
    patch({ slaPolicyId });
    return true;
  });
}
