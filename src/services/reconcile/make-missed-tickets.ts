/** Makes the tickets that were asked for with the project's emoji while nobody heard it. */
import type { Channel } from '../../database/generated/client.js';
import { canMakeTicketOf } from '../../domain/permissions.js';
import type { ChannelMessage } from '../../domain/reconcile/thread-page.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { isUserError } from '../../errors.js';
import { projectOfChannel } from '../projects/project-of-channel.js';
import { createTicketFromMessage } from '../tickets/create-from-message.js';
import { loadActor } from '../users/load-actor.js';
import type { Applied } from './apply-finding.js';
import { mayCall, type Reading } from './pace.js';

export type ScannedChannel = { channel: Channel; runId: number };

/** The hand's colour is not part of an emoji's name. */
const SKIN_TONE = /::skin-tone-\d$/;

/**
 * As the live reaction would have: for the first of those who reacted who may. Messages from before the desk knew the channel are left
 * out, because an emoji from then asked nothing of it.
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
    const reacted = message.reactions.find(({ name }) => name.replace(SKIN_TONE, '') === project.emoji);
    if (reacted === undefined || tsToDate(message.ts) < channel.createdAt) continue;
    if (await isTicketAlready(reading, channel, message.ts)) continue;
    const makers = await makersOf(reading, message, reacted.slackUserIds);
    for (const maker of makers) {
      if (!(await mayCall(reading))) return 'not_now';
      if (await makeTicket(reading, scanned, { ts: message.ts, maker, projectId: project.id })) break;
    }
  }
  return 'done';
}

async function isTicketAlready({ desk }: Reading, { id: channelId }: Channel, ts: string): Promise<boolean> {
  const { prisma } = desk.database;
  const made = await prisma.ticket.count({ where: { sourceKey: `message:${channelId}:${ts}` } });
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
  { desk }: Reading,
  { channel, runId }: ScannedChannel,
  { ts, maker, projectId }: { ts: string; maker: string; projectId: number },
): Promise<boolean> {
  try {
    const actor = await loadActor(desk, maker);
    const source = { slackChannelId: channel.slackChannelId, ts, projectId, via: 'reaction' as const };
    const { isNew } = await createTicketFromMessage(desk, actor, source);
    if (isNew) {
      await desk.database.prisma.reconcileRun.updateMany({
        where: { id: runId },
        data: { tickets: { increment: 1 } },
      });
    }
    return true;
  } catch (error) {
    if (isUserError(error)) return false;
    throw error;
  }
}
