/** Follows what a conversation's turning private or public means for what was said and opened there before. */
import type { Channel } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { type ChannelKind, wasOpened } from '../../domain/visibility.js';
import { takeOutPosts } from '../posts/take-out-posts.js';

type Before = Pick<Channel, 'kind' | 'isExternal' | 'privateUntilAt'>;

/** What the row keeps of it. Slack does not say when a channel was made public, so it counts as private until the desk knows. */
export function privacyColumns(before: Before, told: ChannelKind, now: Date): { privateUntilAt?: Date } {
  const isPrivate = told === 'private' || told === 'mpim';
  return isPrivate || wasOpened(before, told) ? { privateUntilAt: now } : {};
}

/** Of a row that has just been told: nothing old becomes visible by it, and what the bot said for agents is taken out. */
export async function closeWhatWasPrivate(tx: Tx, before: Before, after: Channel, now: Date): Promise<void> {
  if (after.kind !== 'unknown' && wasOpened(before, after.kind)) {
    await tx.ticketThread.updateMany({ where: { channelId: after.id }, data: { wasPrivate: true } });
  }
  if (before.kind === after.kind && before.isExternal === after.isExternal) return;
  // The kind of direct messages is their person's own; every other that is not private alone is read by others.
  if (after.kind === 'public') await takeOutPosts(tx, { channelId: after.id, readers: 'everybody', now });
  else if (after.kind === 'private' && after.isExternal)
    await takeOutPosts(tx, { channelId: after.id, readers: 'others', now });
}
