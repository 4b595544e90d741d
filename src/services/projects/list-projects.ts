/** Shows admins the projects as they are configured. */
import type { Prisma } from '../../database/generated/client.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { projectFieldsSelect, requireProject, toProjectFields } from './require-project.js';

export type ProjectView = {
  id: number;
  key: string;
  name: string;
  description: string;
  emoji: string;
  /** Empty: off. */
  takeEmoji: string;
  resolveEmoji: string;
  showTargets: boolean;
  forgetAfterDays: number | null;
  confidentialByDefault: boolean;
  /** Every new message in its request channel becomes a ticket. */
  isEveryMessage: boolean;
  /** Slack ids. */
  requestChannel: string | null;
  triageChannel: string | null;
  /** The key is fixed then. */
  hasTickets: boolean;
  agentCount: number;
};

const viewSelect = {
  id: true,
  ...projectFieldsSelect,
  ticketCounter: true,
  channels: { select: { slackChannelId: true, role: true } },
  _count: {
    select: {
      agents: {
        where: {
          isRemoved: false,
          OR: [{ isMember: true }, { isAdded: true }],
          user: { isGuest: false, isExternal: false, isDeactivated: false, isBot: false },
        },
      },
    },
  },
} as const satisfies Prisma.ProjectSelect;

/** By key, archived ones left out. @throws UserError for anybody but admins. */
export async function listProjects(desk: Desk, actor: Actor): Promise<ProjectView[]> {
  requireDeskPermission(actor, 'manage_projects');
  const rows = await desk.database.prisma.project.findMany({
    where: { archivedAt: null },
    orderBy: { key: 'asc' },
    select: viewSelect,
  });
  return rows.map(toView);
}

/** @throws UserError for anybody but admins, and for a key that no project has. */
export async function getProject(desk: Desk, actor: Actor, key: string): Promise<ProjectView> {
  requireDeskPermission(actor, 'manage_projects');
  const { prisma } = desk.database;
  const { id } = await requireProject(prisma, key);
  return toView(await prisma.project.findUniqueOrThrow({ where: { id }, select: viewSelect }));
}

function toView(row: Prisma.ProjectGetPayload<{ select: typeof viewSelect }>): ProjectView {
  const { channels, ticketCounter, _count, ...project } = toProjectFields(row);
  const channelOf = (role: 'request' | 'triage') =>
    channels.find((channel) => channel.role === role)?.slackChannelId ?? null;
  return {
    ...project,
    requestChannel: channelOf('request'),
    triageChannel: channelOf('triage'),
    hasTickets: ticketCounter > 0,
    agentCount: _count.agents,
  };
}
