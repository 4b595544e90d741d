/** Answers which projects a new ticket can belong to, and which is meant most likely. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { projectOfChannel } from './project-of-channel.js';

export type ProjectChoice = { id: number; key: string; name: string; confidentialByDefault: boolean };

/** What Slack shows in one select. */
const CHOICES_MAX = 100;

/** Preselected: the channel's project, else the one the actor last used, else the oldest. */
export async function projectsForModal(
  desk: Desk,
  actor: Actor,
  slackChannelId?: string,
): Promise<{ choices: ProjectChoice[]; preselected: number | null }> {
  const { prisma } = desk.database;
  const choices = await prisma.project.findMany({
    where: { archivedAt: null },
    orderBy: { id: 'asc' },
    take: CHOICES_MAX,
    select: { id: true, key: true, name: true, confidentialByDefault: true },
  });
  const isChoice = (id: number | undefined): id is number => choices.some((choice) => choice.id === id);
  const here = slackChannelId === undefined ? null : await projectOfChannel(desk, slackChannelId);
  if (isChoice(here?.id)) return { choices, preselected: here.id };
  const last = await prisma.ticket.findFirst({
    where: { reporterId: actor.userId },
    orderBy: { createdAt: 'desc' },
    select: { projectId: true },
  });
  if (isChoice(last?.projectId)) return { choices, preselected: last.projectId };
  return { choices, preselected: choices[0]?.id ?? null };
}
