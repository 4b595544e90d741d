/** Gives an alert that is told again, after it was taken back, a key that no message has had: it would be taken for one that is there already. */
import type { Tx } from '../../database/transaction.js';
import type { NewPost } from '../posts/new-post.js';

/** How often one can be taken back; past it, it goes on being what it was. */
const AGAIN_MAX = 100;

/**
 * Only for whoever holds the notices that they tell. A key whose message stands, or is still to come, or is a line of a digest, is left:
 * that has told of it.
 */
export async function withFreshKeys(tx: Tx, posts: readonly NewPost[]): Promise<NewPost[]> {
  let fresh = [...posts];
  for (let ordinal = 2; ordinal <= AGAIN_MAX; ordinal += 1) {
    const spent = await spentKeys(
      tx,
      fresh.map(({ key }) => key),
    );
    if (spent.size === 0) return fresh;
    fresh = fresh.map((post, index) =>
      spent.has(post.key) ? { ...post, key: `${posts[index]?.key}:again${ordinal}` } : post,
    );
  }
  return fresh;
}

async function spentKeys(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const spent = await tx.post.findMany({
    where: {
      key: { in: [...keys] },
      OR: [{ isWithdrawn: true }, { state: 'withdrawn', gatheredInId: null }],
    },
    select: { key: true },
  });
  return new Set(spent.map(({ key }) => key));
}
