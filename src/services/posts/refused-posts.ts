/** What Slack refused for good, by conversation and cause: what admins are told of and can send again. */
import type { Prisma } from '../../database/generated/client.js';
import { type RefusedGroupRow, refusedGroupsSql } from '../../database/sql/refused-posts.js';
import type { Tx } from '../../database/transaction.js';
import type { PostPlaceView } from '../../domain/post-content.js';

/** Of a post whose thread's root was refused. */
export const ROOTLESS_REASON = 'its thread was never posted';

export type RefusedGroup = {
  /** Any of them: it names the group in a button. */
  postId: number;
  place: PostPlaceView;
  reason: string;
  count: number;
  oldestAt: Date;
};

/** As in `refused-posts.ts` of `src/database/sql/`. */
export const REFUSED = {
  state: 'failed',
  OR: [{ isWithdrawn: false }, { messageTs: { not: null } }],
} as const satisfies Prisma.PostWhereInput;

/** Where a post goes: its conversation, or its person while that is not open. */
export type RefusedPlace = { channelId: number | null; userId: number | null; lastError: string | null };

/**
 * The posts of one group, as Prisma's conditions: one conversation or person is found by an index of its own, so that the partial index for which
 * `refusedGroupsSql` is SQL is not needed, and whoever counts, lists and settles a group shares the condition.
 */
export function groupWhere({ channelId, userId, lastError }: RefusedPlace): Prisma.PostWhereInput {
  const place = channelId === null ? { channelId: null, userId } : { channelId };
  return { AND: [REFUSED, { ...place, lastError }] };
}

/** The largest first; `total` counts the groups that were not asked for too. */
export async function refusedGroups(
  db: Tx,
  groupsMax: number,
): Promise<{ groups: RefusedGroup[]; total: number }> {
  const rows = await db.$queryRaw<RefusedGroupRow[]>(refusedGroupsSql());
  const groups: RefusedGroup[] = [];
  for (const { postId, lastError, count, oldestAt, ...place } of rows.slice(0, groupsMax)) {
    groups.push({
      ...{ postId, place: await placeOf(db, place), reason: lastError ?? 'unknown' },
      ...{ count, oldestAt },
    });
  }
  return { groups, total: rows.length };
}

/** A person's direct messages are named by the person. */
export async function placeOf(
  db: Tx,
  { channelId, userId }: { channelId: number | null; userId: number | null },
): Promise<PostPlaceView> {
  const channel =
    channelId === null
      ? null
      : await db.channel.findUnique({
          where: { id: channelId },
          select: { slackChannelId: true, kind: true },
        });
  if (channel !== null && channel.kind !== 'im') {
    return { kind: 'channel', slackChannelId: channel.slackChannelId };
  }
  const ofChannel =
    userId !== null || channelId === null
      ? userId
      : ((await db.post.findFirst({ where: { channelId, userId: { not: null } }, select: { userId: true } }))
          ?.userId ?? null);
  const user =
    ofChannel === null
      ? null
      : await db.user.findUnique({ where: { id: ofChannel }, select: { displayName: true, realName: true } });
  return { kind: 'person', name: user?.displayName || user?.realName || 'somebody' };
}
