/** Which channels the desk needs, and what they are now. */
import { refreshChannel } from '../channels/refresh-channel.js';
import type { Desk } from '../desk.js';
import type { ChannelFacts } from './facts.js';

/** Asked of Slack at once, one call each; it allows 50 a minute, and others need some. */
const ASKED_MAX = 20;
/** Of the rest, which events keep up to date. */
const READ_MAX = 500;

/** Direct messages are left out: nobody can be missing there. */
export async function readChannels(desk: Desk): Promise<ChannelFacts[]> {
  const { prisma } = desk.database;
  const ofProjects = await prisma.channel.findMany({
    where: { role: { not: null } },
    orderBy: { id: 'asc' },
    take: ASKED_MAX,
    select: { slackChannelId: true },
  });
  for (const { slackChannelId } of ofProjects) await refreshChannel(desk, slackChannelId);
  return prisma.channel.findMany({
    where: {
      readAt: { not: null },
      kind: { notIn: ['im', 'mpim'] },
      OR: [{ role: { not: null } }, { threads: { some: { ticket: { statusCategory: { not: 'done' } } } } }],
    },
    orderBy: { id: 'asc' },
    take: READ_MAX,
    select: { slackChannelId: true, isArchived: true, isBotMember: true },
  });
}
