/** Takes a ticket from whoever cannot have it any more: it became confidential, or another project's. */
import { canBeAssigned } from '../../domain/permissions.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import type { TicketWork } from './act-on-ticket.js';

/** By the ticket as it is patched by then. */
export async function unassignUnfit(
  { tx, ticket, now, record, patch }: TicketWork,
  actorId: number,
): Promise<void> {
  const { assigneeId, projectId, confidential: isConfidential } = ticket;
  if (assigneeId === null) return;
  const assignee = await tx.user.findUniqueOrThrow({ where: { id: assigneeId }, select: actorSelect });
  if (canBeAssigned(toActor(assignee), { projectId, isConfidential })) return;
  const change = { action: 'assignee', field: 'assignee_id', oldValue: assigneeId, newValue: null } as const;
  record({ ...change, occurredAt: now }, actorId);
  patch({ assigneeId: null });
}
