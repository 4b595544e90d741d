/** Finds what is taken up again together of what Slack had refused. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { ROOTLESS_REASON } from './refused-posts.js';

/** A press; at one message a second that is some minutes of work for the sender. */
const POSTS_MAX = 500;

/** Those, and with the root of a thread what was to go into that thread. */
export async function refusedIds(tx: Tx, where: Prisma.PostWhereInput): Promise<number[]> {
  const ids = await idsOf(tx, where);
  return [...ids, ...(await idsInThreadsOf(tx, ids))];
}

async function idsOf(tx: Tx, where: Prisma.PostWhereInput): Promise<number[]> {
  const rows = await tx.post.findMany({
    where,
    orderBy: { id: 'asc' },
    take: POSTS_MAX,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function idsInThreadsOf(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const roots = await tx.post.findMany({
    where: { id: { in: [...ids] }, ticketId: { not: null } },
    select: { ticketId: true },
    distinct: ['ticketId'],
  });
  const ticketIds = roots.flatMap(({ ticketId }) => ticketId ?? []);
  if (ticketIds.length === 0) return [];
  return idsOf(tx, {
    ticketId: { in: ticketIds },
    id: { notIn: [...ids] },
    state: 'failed',
    isWithdrawn: false,
    lastError: ROOTLESS_REASON,
  });
}
