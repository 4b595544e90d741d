/** Which other tickets a post may name: those that everybody sees who reads it. */
import type { Post, Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { readersOf } from '../../domain/post-gate.js';
import type { CardRow } from '../tickets/load-card.js';
import { seenByPerson } from '../tickets/may-see.js';

type Seen = Prisma.TicketWhereInput;
type Place = Pick<Post, 'kind' | 'channelId' | 'userId' | 'threadRole'>;

const NONE: Seen = { id: { in: [] } };

/** `row`: the ticket that the post is about, and that its readers see. */
export async function seenWhere(db: Tx, row: CardRow, post: Place): Promise<Seen> {
  if (readersOf(post) === 'agents') return seenByAgents(db, row, post);
  if (post.userId !== null) return seenByPerson(db, post.userId);
  const channel = post.channelId === null ? null : await readChannel(db, post.channelId);
  if (channel === null) return NONE;
  if (channel.kind === 'im') return seenInDirect(db, row, channel.slackChannelId);
  return channel.kind === 'public' && !channel.isExternal ? talkedAboutIn(channel.id) : NONE;
}

/**
 * Agents see every ticket of their project, and what is in another one by now stays out. Not all who read a former triage channel are agents
 * still.
 */
async function seenByAgents(db: Tx, { projectId }: CardRow, { channelId }: Place): Promise<Seen> {
  const channel = channelId === null ? null : await readChannel(db, channelId);
  const isTheirs = channel?.role === 'triage' && channel.projectId === projectId;
  return isTheirs ? { projectId } : { projectId, confidential: false };
}

/** The reporter reads it, while the conversation is with them. */
async function seenInDirect(db: Tx, row: CardRow, slackChannelId: string): Promise<Seen> {
  const isTheirs = row.threads.some(
    ({ role, channel }) => role === 'origin' && channel.slackChannelId === slackChannelId,
  );
  return isTheirs ? seenByPerson(db, row.reporterId) : NONE;
}

/**
 * Guests see what is talked about in a public channel that they are in, and nothing of another one, so it is this channel alone. Of a
 * private or a shared one nobody sees a ticket because they are in it.
 */
function talkedAboutIn(channelId: number): Seen {
  return { confidential: false, threads: { some: { role: 'origin', wasPrivate: false, channelId } } };
}

function readChannel(db: Tx, id: number) {
  return db.channel.findUnique({
    where: { id },
    select: { id: true, slackChannelId: true, kind: true, isExternal: true, role: true, projectId: true },
  });
}
