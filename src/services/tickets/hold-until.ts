/** Says until when a ticket is on hold, beside the change that puts it there. */
import { UserError } from '../../errors.js';
import type { TicketWork } from './act-on-ticket.js';

/** For a ticket that is on hold by now. False where it was so already. */
export async function holdUntil(work: TicketWork, actorId: number, until: Date): Promise<boolean> {
  const { tx, ticket, now } = work;
  if (until <= now) throw new UserError('That has passed by now. Give a later time.');
  const { heldUntilAt: before } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { heldUntilAt: true },
  });
  if (before?.getTime() === until.getTime()) return false;
  work.patch({ heldUntilAt: until });
  work.record(
    {
      action: 'held_until',
      field: 'held_until_at',
      ...(before === null ? {} : { oldValue: before.toISOString() }),
      newValue: until.toISOString(),
      occurredAt: now,
    },
    actorId,
  );
  return true;
}
