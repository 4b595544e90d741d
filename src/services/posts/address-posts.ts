/** Gives direct messages their conversation, which Slack opens when it is first asked for it. */

import { inTransaction } from '../../database/transaction.js';
import { RESTORED_POST } from '../../database/unsent-posts.js';
import { ensureChannel } from '../channels/ensure-channel.js';
import type { Desk } from '../desk.js';
import { carryFailureOf } from './post-carrier.js';
import { afterFailure } from './send-failure.js';
import { tellUndelivered } from './tell-undelivered.js';

/** Every post for this person that has no conversation yet. Returns whether they have one now. */
export async function addressPosts(desk: Desk, userId: number): Promise<boolean> {
  const { prisma } = desk.database;
  const unaddressed = { userId, channelId: null, state: 'pending', heldUntilAt: null } as const;
  try {
    const channelId = (await knownDirect(desk, userId)) ?? (await openDirect(desk, userId));
    await prisma.post.updateMany({ where: unaddressed, data: { channelId } });
    return true;
  } catch (error) {
    const failure = carryFailureOf(error);
    if (failure === null) throw error;
    const [first] = await prisma.post.findMany({ where: unaddressed, orderBy: { id: 'asc' }, take: 1 });
    const { state, retryAfterMs, reason } = afterFailure('post', failure, (first?.attempts ?? 0) + 1, {
      mayStand: true,
    });
    const now = desk.clock.now();
    await inTransaction(desk.database, async (tx) => {
      if (state === 'failed' && first !== undefined) await tellUndelivered(tx, first, { reason, now });
      await tx.post.updateMany({
        where: unaddressed,
        data: {
          ...(state === null ? {} : { state }),
          // That it is to be looked for first must not be forgotten over this.
          ...(first?.lastError === RESTORED_POST ? {} : { lastError: reason }),
          attempts: { increment: 1 },
          ...(retryAfterMs === null ? {} : { nextAttemptAt: new Date(now.getTime() + retryAfterMs) }),
        },
      });
    });
    desk.log[retryAfterMs === null ? 'error' : 'warn'](
      { userId, reason },
      'a direct conversation could not be opened',
    );
    return false;
  }
}

async function knownDirect({ database }: Desk, userId: number): Promise<number | null> {
  const earlier = await database.prisma.post.findFirst({
    where: { userId, channel: { kind: 'im' } },
    orderBy: { id: 'desc' },
    select: { channelId: true },
  });
  return earlier?.channelId ?? null;
}

async function openDirect(desk: Desk, userId: number): Promise<number> {
  const user = await desk.database.prisma.user.findUniqueOrThrow({
    where: { id: userId },
    select: { slackUserId: true },
  });
  const slackChannelId = await desk.directory.openDirect(user.slackUserId);
  const channel = await ensureChannel(desk, slackChannelId, { channelType: 'im' });
  return channel.id;
}
