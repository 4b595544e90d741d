/** Turns a Slack user id into the actor that permissions are checked for. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { type ActorRow, actorSelect, toActor } from './actor-row.js';
import { ensureUser } from './ensure-user.js';

/**
 * One read for whoever is known, two for an admin. Somebody whose profile Slack has not told yet counts as a guest, because everything wider than
 * that would be a guess; bots and deactivated people may do nothing.
 */
export async function loadActor(desk: Desk, slackUserId: string): Promise<Actor> {
  const known = await readRow(desk, slackUserId);
  if (known !== null && known.profileReadAt !== null) return toActor(known, await openedBy(desk, known));
  await ensureUser(desk, slackUserId);
  const row = await readRow(desk, slackUserId);
  if (row === null) throw new Error('A user that was just made sure of is not there');
  const actor = toActor(row, await openedBy(desk, row));
  return row.profileReadAt === null ? { ...actor, isGuest: true } : actor;
}

/** One more read, and for admins alone. */
async function openedBy({ database, clock }: Desk, row: ActorRow): Promise<number[]> {
  if (!row.isSuperuser) return [];
  const readings = await database.prisma.confidentialReading.findMany({
    where: { userId: row.id, endsAt: { gt: clock.now() } },
    select: { ticketId: true },
  });
  return readings.map(({ ticketId }) => ticketId);
}

function readRow(desk: Desk, slackUserId: string) {
  return desk.database.prisma.user.findUnique({
    where: { slackUserId },
    select: { ...actorSelect, profileReadAt: true },
  });
}
