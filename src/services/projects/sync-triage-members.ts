/** Keeps a project's agents equal to the members of its triage channel by reading them, at start and now and then. */
import { inTransaction } from '../../database/transaction.js';
import { refreshChannel } from '../channels/refresh-channel.js';
import type { Desk } from '../desk.js';
import { adoptTickets } from './adopt-tickets.js';
import { applyMembers, readMemberIds } from './apply-members.js';

/** Reads the members again, for what was missed. Nothing where the project has no triage channel. Throws when Slack is silent. */
export async function syncTriageMembers(desk: Desk, projectId: number): Promise<void> {
  const where = { projectId, role: 'triage' } as const;
  const known = await desk.database.prisma.channel.findFirst({ where, select: { slackChannelId: true } });
  if (known === null) return;
  const channel = await refreshChannel(desk, known.slackChannelId);
  if (channel.role !== 'triage') return;
  const memberIds = await readMemberIds(desk, channel.slackChannelId);
  await inTransaction(desk.database, async (tx) => {
    const now = desk.clock.now();
    const isStill = await tx.channel.count({ where: { id: channel.id, ...where } });
    if (isStill === 0) return;
    await applyMembers(tx, projectId, memberIds, { actorId: null, now });
    await adoptTickets(tx, { projectId, channelId: channel.id }, now);
  });
}

/** Every project's; one whose channel Slack does not tell is logged and left as it is. */
export async function syncAllTriageMembers(desk: Desk): Promise<void> {
  const projects = await desk.database.prisma.project.findMany({
    where: { archivedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of projects) {
    await syncTriageMembers(desk, id).catch((error: unknown) =>
      desk.log.warn({ projectId: id, err: error }, 'triage members not read'),
    );
  }
}
