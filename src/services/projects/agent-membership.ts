/** Follows who joins and leaves a triage channel. */
import { inTransaction } from '../../database/transaction.js';
import { findChannel } from '../channels/find-channel.js';
import { refreshChannel } from '../channels/refresh-channel.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { changeAgents } from './change-agents.js';

const ACTIONS = { gained: 'agent_joined', lost: 'agent_left' } as const;

/**
 * Somebody joined or left a conversation; means something only where it is a triage channel. Events come late, twice and in any order,
 * so that one is but a hint: Slack is asked who is there now, and whether it is a channel that nobody joins uninvited still: else
 * whoever joins a triage channel that was made public would be an agent. Throws when it does not answer, so that the event comes again.
 */
export async function followMembership(
  desk: Desk,
  slackChannelId: string,
  slackUserId: string,
): Promise<void> {
  const channel = await findChannel(desk.database.prisma, slackChannelId);
  const isTriage = channel?.role === 'triage';
  if (!isTriage || slackUserId === desk.botUserId) return;
  const isMember = (await desk.directory.readMembers(channel.slackChannelId)).includes(slackUserId);
  // Asked after the members: whoever joined since it turned public is not taken for one of them.
  const isStill =
    (await refreshChannel(desk, channel.slackChannelId, { isRequired: true })).role === 'triage';
  if (!isStill) return;
  const user = await ensureUser(desk, slackUserId);
  // They might be a guest: the next reading of the members decides.
  if (isMember && user.profileReadAt === null) return;
  await inTransaction(desk.database, async (tx) => {
    const row = await tx.channel.findUnique({
      where: { id: channel.id },
      select: { role: true, projectId: true },
    });
    if (row?.role !== 'triage' || row.projectId === null) return;
    await changeAgents(tx, {
      projectId: row.projectId,
      actorId: null,
      actions: ACTIONS,
      changes: [{ userId: user.id, flags: { isMember } }],
      now: desk.clock.now(),
    });
  });
}
