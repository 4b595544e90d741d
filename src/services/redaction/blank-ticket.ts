/** Takes the words out of a ticket itself. */
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { blankEarly } from './blank-comments.js';

/** With the files that came with it. False where it is redacted already. Its cards follow, because a column changes. */
export async function blankDescription({ tx, ticket, now, patch }: TicketWork): Promise<boolean> {
  if (ticket.descriptionRedactedAt !== null) return false;
  await tx.attachment.updateMany({
    where: { ticketId: ticket.id, commentId: null },
    data: { name: '', urlPrivate: null },
  });
  const roots = await tx.ticketThread.findMany({
    where: { ticketId: ticket.id, isRootDescription: true },
    select: { channelId: true, threadTs: true },
  });
  for (const { channelId, threadTs } of roots) await blankEarly(tx, channelId, threadTs);
  patch({ description: '', descriptionRedactedAt: now });
  return true;
}
