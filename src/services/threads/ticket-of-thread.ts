/** Answers which ticket a Slack thread belongs to. */
import type { ThreadRole } from '../../database/generated/enums.js';
import { findChannel } from '../channels/find-channel.js';
import type { Desk } from '../desk.js';

/** Null where the thread is no ticket's. */
export async function ticketOfThread(
  desk: Desk,
  slackChannelId: string,
  threadTs: string,
): Promise<{ ticketNumber: string; role: ThreadRole } | null> {
  const { prisma } = desk.database;
  const channel = await findChannel(prisma, slackChannelId);
  if (channel === null) return null;
  const thread = await prisma.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId: channel.id, threadTs } },
    select: { role: true, ticket: { select: { ticketNumber: true } } },
  });
  return thread === null ? null : { ticketNumber: thread.ticket.ticketNumber, role: thread.role };
}
