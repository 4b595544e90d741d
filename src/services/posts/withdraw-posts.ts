/** Takes messages of the bot back: those that are in Slack are removed, those that were never sent never will be. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';

/**
 * What Slack refused to change or to take out stands there all the same. Where it must not stand as it is any more it is tried again:
 * whatever was in the way may have gone.
 */
export async function tryStandingAgain(tx: Tx, where: Prisma.PostWhereInput): Promise<void> {
  await tx.post.updateMany({
    where: { AND: [where, { isWithdrawn: false, state: 'failed', messageTs: { not: null } }] },
    data: { state: 'sent', attempts: 0 },
  });
}

/**
 * For good, and whatever they show. One that is just on its way is found sent, by its sender or by whoever looks for what a killed one
 * left, and removed.
 */
export async function withdrawPosts(tx: Tx, where: Prisma.PostWhereInput): Promise<void> {
  await tryStandingAgain(tx, where);
  await tx.post.updateMany({
    where: { AND: [where, { isWithdrawn: false }] },
    data: { isWithdrawn: true, wantedVersion: { increment: 1 } },
  });
}
