/** Gives a ticket to an agent, or to nobody; taking it is giving it to oneself. */
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { applyTransition } from './apply-transition.js';
import { isRepeated } from './is-repeated.js';
import { placeInThread } from './place-in-thread.js';
import { isAssignable, requireAssignable } from './require-assignable.js';

export type Assignee = { kind: 'me' } | { kind: 'nobody' } | { kind: 'user'; slackUserId: string };

/**
 * `isOnlyIfFree`: a button that offers what nobody has must not take it from somebody who was quicker and can work it. @throws UserError where the actor
 * may not assign, the other person cannot be given it, or somebody has it.
 */
export async function assignTicket(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  to: Assignee,
  { sourceKey, isOnlyIfFree = false }: { sourceKey?: string; isOnlyIfFree?: boolean } = {},
): Promise<ActResult> {
  const assigneeId = await assigneeIdOf(desk, actor, to);
  const isChanged = await actOnTicket(desk, actor, ticketNumber, 'assign', async (work) => {
    const key = sourceKey === undefined ? undefined : `assign:${sourceKey}`;
    if (work.ticket.assigneeId === assigneeId || (await isRepeated(work, key))) return false;
    if (isOnlyIfFree) await requireFree(work);
    return assignIn(work, actor, assigneeId, key);
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

/** Inside an act on the ticket that has been permitted already. @throws UserError for somebody who cannot be given it. */
export async function assignIn(
  work: TicketWork,
  actor: Actor,
  assigneeId: number | null,
  sourceKey?: string,
): Promise<true> {
  if (assigneeId === null) return writeAssignee(work, actor, null, sourceKey);
  const { projectId, confidential: isConfidential } = work.ticket;
  await requireAssignable(work.tx, assigneeId, { projectId, isConfidential });
  applyTransition(work, 'assign', { actorId: actor.userId, at: work.now });
  return writeAssignee(work, actor, assigneeId, sourceKey);
}

/** Whoever may not work it any more has nothing that could be taken away. @throws UserError that names who has it. */
async function requireFree({ tx, ticket }: TicketWork): Promise<void> {
  const { assigneeId, projectId, confidential: isConfidential } = ticket;
  if (assigneeId === null || !(await isAssignable(tx, assigneeId, { projectId, isConfidential }))) return;
  const holder = await tx.user.findUniqueOrThrow({ where: { id: assigneeId }, select: personSelect });
  const { ticketNumber } = ticket;
  throw new UserError(
    `${toPerson(holder).name} has ${ticketNumber} already. To take it over, type \`${slash.ticket} take ${ticketNumber}\`.`,
  );
}

async function assigneeIdOf(desk: Desk, actor: Actor, to: Assignee): Promise<number | null> {
  if (to.kind === 'nobody') return null;
  if (to.kind === 'me') return actor.userId;
  return (await ensureUser(desk, to.slackUserId)).id;
}

function writeAssignee(
  work: TicketWork,
  actor: Actor,
  assigneeId: number | null,
  sourceKey: string | undefined,
): true {
  const { ticket, now } = work;
  work.record(
    {
      action: 'assignee',
      field: 'assignee_id',
      oldValue: ticket.assigneeId,
      newValue: assigneeId,
      occurredAt: now,
      ...(sourceKey === undefined ? {} : { sourceKey }),
    },
    actor.userId,
  );
  work.patch({ assigneeId });
  const place = placeInThread(ticket, 'triage');
  if (assigneeId !== null && assigneeId !== actor.userId && place !== null) {
    work.post({
      ...place,
      key: `ticket:${ticket.id}:assigned:${assigneeId}:after${ticket.newestEntryId}`,
      kind: 'assigned',
      ticketId: ticket.id,
      payload: { assigneeId, byUserId: actor.userId },
      notifies: { userId: assigneeId, isAlone: false },
    });
  }
  return true;
}
