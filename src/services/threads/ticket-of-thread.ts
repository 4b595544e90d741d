/** Answers which ticket a Slack thread belongs to. */
import type { ThreadRole } from '../../database/generated/enums.js';
import { findChannel } from '../channels/find-channel.js';
import { typeInThread } from '../comments/ingest-decision.js';
import type { Desk } from '../desk.js';

/** Null where the thread is no ticket's. `isReadByReporter`: what is written there now becomes a public comment. */
export async function ticketOfThread(
  desk: Desk,
  slackChannelId: string,
  threadTs: string,
): Promise<{ ticketNumber: string; role: ThreadRole; isReadByReporter: boolean } | null> {
  const { prisma } = desk.database;
  const channel = await findChannel(prisma, slackChannelId);
  if (channel === null) return null;
  const thread = await prisma.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId: channel.id, threadTs } },
    select: { role: true, ticket: { select: { ticketNumber: true } } },
  });
  if (thread === null) return null;
  const { commentType } = typeInThread({
    channelKind: channel.kind,
    channelRole: channel.role,
    threadRole: thread.role,
  });
  return {
    ticketNumber: thread.ticket.ticketNumber,
    role: thread.role,
    isReadByReporter: commentType === 'public',
  };
}
