/** Tells somebody what was kept back until now: what is about one ticket in one message. */
import type { HeldPost } from '../../database/sql/held-posts.js';
import type { Tx } from '../../database/transaction.js';
import { byTicket, gather, inMessages } from './gather-posts.js';

/** One alone is sent as the message that it is, unless that was written for a thread. */
export async function tellByTicket(
  tx: Tx,
  userId: number,
  posts: readonly HeldPost[],
  now: Date,
): Promise<number> {
  const messages = byTicket(posts).flatMap((group) => inMessages(group));
  for (const group of messages) {
    const [first, second] = group;
    if (first === undefined) continue;
    if (second === undefined && !isCopy(first)) {
      const data = { heldUntilAt: null, nextAttemptAt: now };
      await tx.post.update({ where: { id: first.id }, data, select: { id: true } });
      continue;
    }
    const { ticketId } = first;
    await gather(tx, group, now, {
      ...{ key: `gathered:${first.id}`, kind: 'gathered', userId },
      ...(ticketId === null ? {} : { ticketId }),
    });
  }
  return messages.length;
}

function isCopy({ payload }: HeldPost): boolean {
  return 'isCopy' in payload && payload.isCopy === true;
}
