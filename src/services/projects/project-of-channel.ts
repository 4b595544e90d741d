/** Answers which project a conversation belongs to. */
import type { ChannelRole } from '../../database/generated/enums.js';
import { findChannel } from '../channels/find-channel.js';
import type { Desk } from '../desk.js';

export type ChannelProject = {
  id: number;
  key: string;
  name: string;
  emoji: string;
  role: ChannelRole;
  /** Since when every new message in its request channel becomes a ticket; null: it does not. */
  everyMessageSinceAt: Date | null;
};

/** Null for a conversation that is no project's channel. */
export async function projectOfChannel(desk: Desk, slackChannelId: string): Promise<ChannelProject | null> {
  const { prisma } = desk.database;
  const channel = await findChannel(prisma, slackChannelId);
  if (channel === null || channel.projectId === null || channel.role === null) return null;
  const project = await prisma.project.findUnique({
    where: { id: channel.projectId },
    select: { id: true, key: true, name: true, emoji: true, everyMessageSinceAt: true, archivedAt: true },
  });
  if (project === null || project.archivedAt !== null) return null;
  const { archivedAt: _archivedAt, ...facts } = project;
  return { ...facts, role: channel.role };
}
