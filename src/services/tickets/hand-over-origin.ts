/** The conversation about a ticket moves to somebody's direct messages: to another reporter's, or out of a channel that others read. */
import type { Post, Prisma } from '../../database/generated/client.js';
import type { NewPost } from '../posts/new-post.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';
import type { TicketWork } from './act-on-ticket.js';

/**
 * A ticket talked about in direct messages gets another reporter. The earlier reporter's thread becomes an internal one: what they still
 * write there is kept and shown to the agents alone, and nothing more is shown to them there, not even changes of what they have read. An
 * answer on its way to them is the new reporter's: nobody knows whether it came. A thread in a channel stays where it is.
 */
export async function handOverOrigin(work: TicketWork, toUserId: number): Promise<void> {
  if (!isDirect(work)) return;
  const { tx, ticket } = work;
  const said = {
    ticketId: ticket.id,
    isWithdrawn: false,
    OR: [{ kind: 'origin_card' }, { threadRole: 'origin' as const, ...CAME_THERE }],
  };
  const onTheWay = await carriedThere(work, ['sending']);
  await withdrawPosts(tx, { ...said, state: 'sending' });
  // What stands there is left standing, unlike everything else that is withdrawn: it is what they have read.
  await tx.post.updateMany({
    where: said,
    data: { isWithdrawn: true, state: 'withdrawn', wantedVersion: { increment: 1 } },
  });
  await beginInDirect(work, toUserId);
  for (const post of givenAgain(work, onTheWay, toUserId)) work.post(post);
}

/** Or may have: what waits, or was refused before it came, goes with the conversation. */
const CAME_THERE = {
  OR: [{ state: { notIn: ['pending', 'failed'] } }, { messageTs: { not: null } }],
} satisfies Prisma.PostWhereInput;

/**
 * A ticket talked about in a channel becomes confidential. The bot takes its own messages out of the thread, which becomes an internal one:
 * what people write there is kept as before. Answers that it had carried there are given again in the new conversation.
 *
 * @returns the channel that was left, and those answers, to be posted last; null where there was none, and nothing was done.
 */
export async function leaveOpenOrigin(work: TicketWork): Promise<LeftOrigin | null> {
  if (isDirect(work)) return null;
  const { tx, ticket } = work;
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  const channelId = origin?.channelId ?? ticket.originCardChannelId;
  const carried = await carriedThere(work, ['sent', 'sending']);
  await withdrawPosts(tx, {
    ticketId: ticket.id,
    OR: [{ kind: 'origin_card' }, { threadRole: 'origin', ...CAME_THERE }],
  });
  await beginInDirect(work, ticket.reporterId);
  return channelId === null ? null : { channelId, again: givenAgain(work, carried, ticket.reporterId) };
}

export type LeftOrigin = { channelId: number; again: readonly NewPost[] };

/** More than anybody scrolls through; older ones are in the history. */
const CARRIED_MAX = 50;

type Carried = Pick<Post, 'id' | 'kind' | 'commentId' | 'payload'>;

/** Answers, and the files that were given with them. */
async function carriedThere({ tx, ticket }: TicketWork, states: ('sent' | 'sending')[]): Promise<Carried[]> {
  const carried: Carried[] = [];
  for (const kind of ['reply', 'carried_file'] as const) {
    const posts = await tx.post.findMany({
      where: {
        ...{ ticketId: ticket.id, kind, isWithdrawn: false },
        ...{ threadRole: 'origin', state: { in: states } },
      },
      orderBy: { id: 'desc' },
      take: CARRIED_MAX,
      select: { id: true, kind: true, commentId: true, payload: true },
    });
    carried.push(...posts);
  }
  return carried.filter(({ commentId }) => commentId !== null).toSorted((left, right) => left.id - right.id);
}

function givenAgain({ ticket }: TicketWork, carried: readonly Carried[], userId: number): NewPost[] {
  const after = `direct:after${ticket.newestEntryId}`;
  const given = { userId, threadRole: 'origin', ticketId: ticket.id } as const;
  return carried.map(({ id, kind, commentId, payload }) =>
    kind === 'reply'
      ? { ...given, kind, key: `reply:${commentId}:${after}`, ...of(commentId) }
      : {
          ...given,
          kind: 'carried_file',
          key: `file:post${id}:${after}`,
          ...of(commentId),
          payload: payload as Record<string, unknown>,
        },
  );
}

function of(commentId: number | null): Pick<NewPost, 'commentId'> {
  return commentId === null ? {} : { commentId };
}

function isDirect({ ticket }: TicketWork): boolean {
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  return origin === undefined ? ticket.originCardUserId !== null : origin.channelKind === 'im';
}

/**
 * What waits to be said goes with it, also what was refused where it was to go before: forgotten is where that was, and a sender that has
 * it in hand reads it again.
 */
async function beginInDirect(work: TicketWork, userId: number): Promise<void> {
  const { tx, ticket, now, post } = work;
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  if (origin !== undefined) {
    const { id } = origin;
    await tx.ticketThread.update({ where: { id }, data: { role: 'linked' } });
    // It was the ticket's from its root on: nothing in it is from before a linking.
    await tx.ticketThread.updateMany({
      where: { id, importAfterTs: null },
      data: { importAfterTs: '0.000000', importedAt: now },
    });
  }
  const unsaid = { ticketId: ticket.id, threadRole: 'origin', isWithdrawn: false, messageTs: null } as const;
  await tx.post.updateMany({
    where: { ...unsaid, state: 'failed' },
    data: { state: 'pending', attempts: 0, lastError: null, nextAttemptAt: work.desk.clock.now() },
  });
  await tx.post.updateMany({
    where: { ...unsaid, state: 'pending' },
    data: { threadTs: null, wantedVersion: { increment: 1 } },
  });
  // Kept back for whoever was to read it there: whether it waits on is for the one who reads it now to say.
  await tx.post.updateMany({
    where: { ticketId: ticket.id, threadRole: 'origin', heldUntilAt: { not: null } },
    data: { heldForId: userId, heldUntilAt: now, isForDigest: false },
  });
  post({
    key: `ticket:${ticket.id}:origin_card:${userId}:after${ticket.newestEntryId}`,
    kind: 'origin_card',
    ticketId: ticket.id,
    userId,
    payload: { reporterId: userId },
  });
}
