/** Makes the tickets that should have become of messages while nobody heard: by the project's emoji, or because it wants every one. */

import type { Channel } from '../../database/generated/client.js';
import { ticketOfMessageKey } from '../../domain/message-keys.js';
import { canMakeTicketOf } from '../../domain/permissions.js';
import { emojiOf } from '../../domain/reaction-act.js';
import type { ChannelMessage } from '../../domain/reconcile/thread-page.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { isUserError } from '../../errors.js';
import { createTicketFromMessage } from '../opening/create-from-message.js';
import { ticketOfMessage } from '../opening/every-message.js';
import { type ChannelProject, projectOfChannel } from '../projects/project-of-channel.js';
import { loadActor } from '../users/load-actor.js';
import type { Applied } from './apply-finding.js';
import { mayCall, type Reading } from './pace.js';

export type ScannedChannel = { channel: Channel; runId: number };

/**
 * As the live reaction would have: for the first of those who reacted who may. Messages from before the desk knew the channel are left
 * out, because an emoji from then asked nothing of it. Then as the live message would have.
 */
export async function makeMissedTickets(
  reading: Reading,
  scanned: ScannedChannel,
  messages: readonly ChannelMessage[],
): Promise<Applied> {
  const { desk } = reading;
  const { channel } = scanned;
  const project = await projectOfChannel(desk, channel.slackChannelId);
  if (project === null) return 'done';
  for (const message of messages) {
    if (tsToDate(message.ts) < channel.createdAt) continue;
    const reacted = message.reactions.find(({ name }) => emojiOf(name) === project.emoji);
    if (reacted === undefined && project.everyMessageSinceAt === null) continue;
    if (await isTicketAlready(reading, channel, message.ts)) continue;
    const made = await makeOne(reading, scanned, { message, project, wishers: reacted?.slackUserIds ?? [] });
    if (made === 'not_now') return 'not_now';
  }
  return 'done';
}

type Wanted = { message: ChannelMessage; project: ChannelProject; wishers: readonly string[] };

async function makeOne(
  reading: Reading,
  scanned: ScannedChannel,
  { message, project, wishers }: Wanted,
): Promise<Applied> {
  for (const maker of await makersOf(reading, message, wishers)) {
    if (!(await mayCall(reading))) return 'not_now';
    if (await makeTicket(reading, scanned, { ts: message.ts, maker, projectId: project.id })) return 'done';
  }
  if (project.everyMessageSinceAt === null) return 'done';
  if (!(await mayCall(reading))) return 'not_now';
  const made = await ticketOfMessage(reading.desk, message.message);
  if (made?.isNew) await countTicket(reading, scanned);
  return 'done';
}

async function countTicket({ desk }: Reading, { runId }: ScannedChannel): Promise<void> {
  await desk.database.prisma.reconcileRun.updateMany({
    where: { id: runId },
    data: { tickets: { increment: 1 } },
  });
}

async function isTicketAlready({ desk }: Reading, { id: channelId }: Channel, ts: string): Promise<boolean> {
  const { prisma } = desk.database;
  const made = await prisma.ticket.count({ where: { sourceKey: ticketOfMessageKey(channelId, ts) } });
  return made > 0 || (await prisma.ticketThread.count({ where: { channelId, threadTs: ts } })) > 0;
}

async function makersOf(
  { desk }: Reading,
  { author }: ChannelMessage,
  slackUserIds: readonly string[],
): Promise<string[]> {
  const makers: string[] = [];
  for (const slackUserId of slackUserIds) {
    const actor = await loadActor(desk, slackUserId);
    if (canMakeTicketOf(actor, { isOwn: author === slackUserId, via: 'reaction' })) makers.push(slackUserId);
  }
  return makers;
}

/** False where this person was refused; nobody is told, because nobody waits for an answer by now. */
async function makeTicket(
  reading: Reading,
  scanned: ScannedChannel,
  { ts, maker, projectId }: { ts: string; maker: string; projectId: number },
): Promise<boolean> {
  try {
    const { desk } = reading;
    const actor = await loadActor(desk, maker);
    const source = {
      slackChannelId: scanned.channel.slackChannelId,
      ts,
      projectId,
      via: 'reaction' as const,
    };
    const { isNew } = await createTicketFromMessage(desk, actor, source);
    if (isNew) await countTicket(reading, scanned);
    return true;
  } catch (error) {
    if (isUserError(error)) return false;
    throw error;
  }
}
