/** Whether somebody can read a conversation that they have named: a form or a button brings back whatever was put into it. */
import type { Channel } from '../../database/generated/client.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';

/** Asks Slack for the members of everything that is not public, so not in a transaction. False where the bot itself is not in it. */
export async function isReader(desk: Desk, actor: Actor, channel: Channel): Promise<boolean> {
  if (channel.kind === 'public') return true;
  if (!channel.isBotMember) return false;
  const { slackUserId } = await desk.database.prisma.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { slackUserId: true },
  });
  const members = await desk.directory.readMembers(channel.slackChannelId);
  return members.includes(slackUserId);
}
