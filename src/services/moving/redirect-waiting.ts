/** What was to be said in the triage thread that a ticket leaves is said where it arrives: what waited there, and what nobody knows to have come. */
import type { Prisma } from '../../database/generated/client.js';
import type { PostKind } from '../../domain/post-kind.js';
import type { NewPost } from '../posts/new-post.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';

/** What the requester and the clock have to say to whoever works it; the rest was for the agents before, or is carried anew. */
const GOES_ALONG: PostKind[] = ['at_risk', 'breach'];

type Unsaid = Prisma.PostGetPayload<{ select: typeof unsaidSelect }>;

const unsaidSelect = {
  ...{ id: true, key: true, kind: true, state: true },
  ...{ ticketId: true, commentId: true, payload: true, isBroadcast: true },
} as const satisfies Prisma.PostSelect;

/**
 * Where there is to be no triage thread, an alert is told to whoever is to know instead.
 *
 * @param ordinal which move of the ticket it is.
 * @returns what is given again there: it is looked for where it was to be said, and taken out, while that thread is the earlier agents'.
 */
export async function redirectWaiting(work: TicketWork, ordinal: number): Promise<NewPost[]> {
  const { tx, ticket, now } = work;
  await untellListed(work);
  const unsaid = await holdUnsaid(work);
  const onTheWay = unsaid.filter((post) => !isWaiting(post));
  const { triageChannelId: channelId } = ticket;
  if (channelId === null) {
    await leaveUnsaid(work, unsaid);
    return [];
  }
  await tx.post.updateMany({
    where: { id: { in: idsOf(unsaid.filter((post) => isWaiting(post) && goesAlong(post.kind))) } },
    // What Slack refused there for good it is asked to say here.
    data: { channelId, threadTs: null, state: 'pending', attempts: 0, lastError: null, nextAttemptAt: now },
  });
  await leaveUnsaid(
    work,
    unsaid.filter((post) => isWaiting(post) && !goesAlong(post.kind)),
  );
  await withdrawPosts(tx, { id: { in: idsOf(onTheWay) } });
  return giveAgain(work, onTheWay, { channelId, ordinal });
}

/** In a list that has not come yet there is no line of it any more: it is told anew to whoever is to know. */
async function untellListed({ tx, ticket, now }: TicketWork): Promise<void> {
  const listed = await tx.alertNotice.findMany({
    where: { ticketId: ticket.id, outcome: 'digest', postKey: { not: null } },
    distinct: ['postKey'],
    select: { postKey: true },
  });
  const lists = await tx.post.findMany({
    where: {
      key: { in: listed.flatMap(({ postKey }) => postKey ?? []) },
      isWithdrawn: false,
      messageTs: null,
    },
    select: { key: true },
  });
  await tx.alertNotice.updateMany({
    where: { ticketId: ticket.id, postKey: { in: lists.map(({ key }) => key) } },
    data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
  });
}

/**
 * All of them in one statement, which no sender gets between: one that is taken in hand meanwhile is found on its way. What it has in hand
 * already it reads again.
 */
async function holdUnsaid({ tx, ticket }: TicketWork): Promise<Unsaid[]> {
  const unsaid = {
    ...{ ticketId: ticket.id, isWithdrawn: false, messageTs: null },
    threadRole: 'triage',
    OR: [{ state: { in: ['pending', 'failed'] } }, { state: 'sending', kind: { in: GOES_ALONG } }],
  } satisfies Prisma.PostWhereInput;
  await tx.post.updateMany({ where: unsaid, data: { wantedVersion: { increment: 1 } } });
  return tx.post.findMany({ where: unsaid, orderBy: { id: 'asc' }, select: unsaidSelect });
}

const goesAlong = (kind: string): boolean => GOES_ALONG.some((each) => each === kind);
const isWaiting = ({ state }: Unsaid): boolean => state !== 'sending';
const idsOf = (posts: readonly Unsaid[]): number[] => posts.map(({ id }) => id);

async function leaveUnsaid({ tx, now }: TicketWork, posts: readonly Unsaid[]): Promise<void> {
  await tx.alertNotice.updateMany({
    where: { postKey: { in: posts.map(({ key }) => key) } },
    data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
  });
  await withdrawPosts(tx, { id: { in: idsOf(posts) } });
}

type NewPlace = { channelId: number; ordinal: number };

/** A notice that was told by such a post is told by the one that takes its place. */
async function giveAgain(
  { tx }: TicketWork,
  posts: readonly Unsaid[],
  { channelId, ordinal }: NewPlace,
): Promise<NewPost[]> {
  const again: NewPost[] = [];
  for (const { key: postKey, kind, ticketId, commentId, isBroadcast, payload } of posts) {
    const key = `${postKey}:move${ordinal}`;
    await tx.alertNotice.updateMany({ where: { postKey }, data: { postKey: key } });
    again.push({
      ...{ key, channelId, threadRole: 'triage', kind: kind as PostKind, isBroadcast },
      ...(ticketId === null ? {} : { ticketId }),
      ...(commentId === null ? {} : { commentId }),
      payload: payload as Record<string, unknown>,
    });
  }
  return again;
}
