/** Takes out of a conversation what the bot said there for fewer people than read it by now. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { kindsSaidTo } from '../../domain/post-kind.js';
import { untellNotices } from '../alerts/untell-notices.js';
import { withdrawPosts } from './withdraw-posts.js';

/**
 * At the top of a channel by its kind: one that only another version knows is for agents, as at the gate. In a ticket's thread by the role
 * of that.
 */
const FOR_AGENTS: Prisma.PostWhereInput[] = [
  { kind: { notIn: [...kindsSaidTo('members'), ...kindsSaidTo('anybody')] }, threadRole: null },
  { threadRole: 'triage', OR: [{ messageTs: { not: null } }, { state: 'sending' }] },
];

/** `others`: people from elsewhere, or requesters, beside those it was meant for. `everybody`: the whole workspace. */
export type Readers = 'others' | 'everybody';

/**
 * Also where the channel was a triage channel long ago: what was said there still stands. What waits for a ticket's thread is left to the
 * sender, and an alert that never came there has been told to nobody yet: it is judged again.
 */
export async function takeOutPosts(
  tx: Tx,
  { channelId, readers, now }: { channelId: number; readers: Readers; now: Date },
): Promise<void> {
  const announced: Prisma.PostWhereInput[] =
    readers === 'everybody' ? [{ kind: { in: kindsSaidTo('members') } }] : [];
  const where = { channelId, isWithdrawn: false, OR: [...FOR_AGENTS, ...announced] };
  const unseen = await tx.post.findMany({ where: { ...where, messageTs: null }, select: { key: true } });
  const keys = unseen.map(({ key }) => key);
  await untellNotices(tx, keys, now);
  await withdrawPosts(tx, where);
}
