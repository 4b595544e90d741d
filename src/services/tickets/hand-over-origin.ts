/** A ticket talked about in direct messages gets another reporter: the conversation moves to theirs. */
import type { TicketWork } from './act-on-ticket.js';

/**
 * The earlier reporter's thread becomes an internal one: what they still write there is kept and shown to the agents alone, and
 * nothing more is shown to them there, not even changes of what they have read. A thread in a channel stays where it is.
 */
export async function handOverOrigin({ tx, ticket, now, post }: TicketWork, toUserId: number): Promise<void> {
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  const isDirect = origin === undefined ? ticket.originCardUserId !== null : origin.channelKind === 'im';
  if (!isDirect) return;
  if (origin !== undefined) {
    await tx.ticketThread.update({ where: { id: origin.id }, data: { role: 'linked' } });
  }
  await tx.post.updateMany({
    where: {
      ticketId: ticket.id,
      isWithdrawn: false,
      OR: [{ kind: 'origin_card' }, { threadRole: 'origin', state: { not: 'pending' } }],
    },
    // Raised for one that is just on its way: it will be found sent, and removed.
    data: { isWithdrawn: true, state: 'withdrawn', wantedVersion: { increment: 1 } },
  });
  post({
    key: `ticket:${ticket.id}:origin_card:${toUserId}:${now.getTime()}`,
    kind: 'origin_card',
    ticketId: ticket.id,
    userId: toUserId,
    payload: { reporterId: toUserId },
  });
}
