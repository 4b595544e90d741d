/** Answers which ticket a Slack thread belongs to. */
import type { ThreadRole } from '../../database/generated/enums.js';
import { type Actor, can } from '../../domain/permissions.js';
import { findChannel } from '../channels/find-channel.js';
import type { Desk } from '../desk.js';
import { readCardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf } from '../tickets/view-ticket.js';

/** Null where the thread is no ticket's, and to whoever may not know that it is a confidential one's. */
export async function ticketOfThread(
  desk: Desk,
  actor: Actor,
  slackChannelId: string,
  threadTs: string,
): Promise<{ ticketNumber: string; role: ThreadRole } | null> {
  const { prisma } = desk.database;
  const channel = await findChannel(prisma, slackChannelId);
  if (channel === null) return null;
  const thread = await prisma.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId: channel.id, threadTs } },
    select: { role: true, ticketId: true },
  });
  const row = thread === null ? null : await readCardRow(prisma, { id: thread.ticketId });
  if (thread === null || row === null) return null;
  if (row.confidential && !can(actor, 'view', factsFor(actor, permissionRowOf(row)))) return null;
  return { ticketNumber: row.ticketNumber, role: thread.role };
}
