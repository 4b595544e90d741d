/** Turns a Slack user id into the actor that permissions are checked for. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { actorSelect, toActor } from './actor-row.js';
import { ensureUser } from './ensure-user.js';

/**
 * One read for whoever is known. Somebody whose profile Slack has not told yet counts as a guest, because everything wider than
 * that would be a guess; bots and deactivated people may do nothing.
 */
export async function loadActor(desk: Desk, slackUserId: string): Promise<Actor> {
  const known = await readRow(desk, slackUserId);
  if (known !== null && known.profileReadAt !== null) return toActor(known);
  await ensureUser(desk, slackUserId);
  const row = await readRow(desk, slackUserId);
  if (row === null) throw new Error('A user that was just made sure of is not there');
  const actor = toActor(row);
  return row.profileReadAt === null ? { ...actor, isGuest: true } : actor;
}

function readRow(desk: Desk, slackUserId: string) {
  return desk.database.prisma.user.findUnique({
    where: { slackUserId },
    select: { ...actorSelect, profileReadAt: true },
  });
}
