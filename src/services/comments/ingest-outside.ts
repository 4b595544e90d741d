/** Decides about a message in no known ticket's thread: nobody's business here, or a reply to a root the bot is just posting. */

import { isPostKind, POST_RULES } from '../../domain/post-kind.js';
import { findChannel } from '../channels/find-channel.js';
import type { Desk } from '../desk.js';
import { isAwaited, type MessageEvent } from '../threads/early-events.js';
import type { PlacedMessage } from './ingest-result.js';

/**
 * Kept only where the thread may still turn out to be a ticket's: its root is the bot's and not known as sent. What is said anywhere
 * else is not stored, not even for a while.
 */
export async function placeWithoutThread(desk: Desk, message: MessageEvent): Promise<PlacedMessage> {
  if (isNamelessDeletion(message))
    return { outcome: 'kept_early', next: 'keep_early', awaitedTs: message.ts };
  const { threadTs } = message;
  if (threadTs === null || threadTs === message.ts) return { outcome: 'ignored' };
  // Edits and deletions do not name the root's author: they follow what is kept of the same thread.
  const mayBeOurs =
    message.kind === 'posted'
      ? message.parentUser === desk.botUserId
      : await isAwaited(desk, message.channel, threadTs);
  if (!mayBeOurs || (await isPostWithoutThread(desk, message.channel, threadTs)))
    return { outcome: 'ignored' };
  return { outcome: 'kept_early', next: 'keep_early', awaitedTs: threadTs };
}

/** Says only that a message is gone, not which thread it was in: a reply that has not come yet may be meant. */
function isNamelessDeletion(message: MessageEvent): boolean {
  return message.kind === 'deleted' && message.threadTs === null && message.previousText === null;
}

/**
 * A post known as sent whose kind opens no ticket's thread: nothing said under it will ever be a comment. A root that does open one may
 * have been remembered since the thread was looked for, so what is said under it is kept and then placed.
 */
async function isPostWithoutThread(desk: Desk, slackChannelId: string, messageTs: string): Promise<boolean> {
  const { prisma } = desk.database;
  const channel = await findChannel(prisma, slackChannelId);
  if (channel === null) return false;
  const post = await prisma.post.findUnique({
    where: { channelId_messageTs: { channelId: channel.id, messageTs } },
    select: { kind: true },
  });
  return post !== null && !(isPostKind(post.kind) && POST_RULES[post.kind].opensThread !== null);
}
