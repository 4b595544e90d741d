/** Puts a message about the desk itself into the outbox, for each admin's direct messages. */
import type { Tx } from '../../database/transaction.js';
import { workingAdminIds } from '../users/working-admins.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { NewPost } from './new-post.js';

/** Once per `key` and admin. */
export async function enqueueForAdmins(
  tx: Tx,
  { key, ...post }: Pick<NewPost, 'key' | 'kind' | 'payload'>,
  now: Date,
): Promise<void> {
  const admins = await workingAdminIds(tx);
  const posts = admins.map((userId) => ({ ...post, key: `${key}:${userId}`, userId }));
  await enqueuePosts(tx, posts, now);
}
