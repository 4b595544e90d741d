/** Decides, once, the type of comments that came while the kind of their channel was not known. */
import type { Channel } from '../../database/generated/client.js';
import { pendingChannelsSql } from '../../database/sql/pending-channels.js';
import { refreshChannel } from '../channels/refresh-channel.js';
import type { Desk } from '../desk.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { announceComment } from './ingest-announce.js';
import { typeInThread } from './ingest-decision.js';
import { changesOf, readComment } from './ingest-row.js';
import { isAgentIn } from './project-of-message.js';

/** One question to Slack per channel and run. */
const CHANNELS_MAX = 20;
const COMMENTS_MAX = 500;

type PendingComment = { id: number; ticketId: number; messageTs: string | null };

/**
 * Asks Slack again; where it answers, the comment is treated as if it had just come, with its own Slack time: changelog, effects,
 * mirror. Where it does not, the comment stays internal. Returns how many were decided.
 */
export async function decidePendingComments(desk: Desk): Promise<number> {
  const { prisma } = desk.database;
  const due = await prisma.$queryRaw<{ id: number }[]>(pendingChannelsSql(CHANNELS_MAX));
  const channels = await prisma.channel.findMany({ where: { id: { in: due.map(({ id }) => id) } } });
  let decided = 0;
  for (const known of channels) {
    const channel = known.kind === 'unknown' ? await refreshChannel(desk, known.slackChannelId) : known;
    if (channel.kind !== 'unknown') decided += await decideInChannel(desk, channel);
  }
  return decided;
}

async function decideInChannel(desk: Desk, channel: Channel): Promise<number> {
  const pending = await desk.database.prisma.comment.findMany({
    where: { channelId: channel.id, isPending: true },
    orderBy: { id: 'asc' },
    take: COMMENTS_MAX,
    select: { id: true, ticketId: true, messageTs: true },
  });
  let decided = 0;
  for (const comment of pending) {
    const isDecided = await changeTicket(desk, { ticketId: comment.ticketId }, (work) =>
      decide(work, channel, comment),
    );
    if (isDecided) decided += 1;
  }
  return decided;
}

async function decide(
  work: TicketWork,
  { id: channelId }: Channel,
  pending: PendingComment,
): Promise<boolean> {
  const { tx } = work;
  const comment = pending.messageTs === null ? null : await readComment(tx, channelId, pending.messageTs);
  const channel = await tx.channel.findUniqueOrThrow({ where: { id: channelId } });
  if (comment === null || pending.messageTs === null || !comment.isPending || channel.kind === 'unknown')
    return false;
  const { thread, projectId } = await tx.comment.findUniqueOrThrow({
    where: { id: comment.id },
    select: { thread: { select: { role: true } }, projectId: true },
  });
  const threadRole = thread?.role ?? 'linked';
  const { kind: channelKind, role: channelRole, privateUntilAt } = channel;
  const type = typeInThread({ channelKind, channelRole, privateUntilAt, threadRole }, pending.messageTs);
  await tx.comment.update({ where: { id: comment.id }, data: type, select: { id: true } });
  const after = { ...comment, ...type };
  for (const { change, actorId } of changesOf(after)) work.record(change, actorId);
  await announceComment(work, after, { isAuthorAgent: await isAgentIn(tx, comment.authorId, projectId) });
  return true;
}
