/** Follows a profile that an event tells of. */
import type { Desk, SlackProfile } from '../desk.js';
import { syncUser } from './sync-user.js';

/**
 * Slack repeats events for minutes and in any order, and an old one must not give back a role that has been taken since: where what
 * somebody may do would change, Slack is asked how it is now. Throws when Slack does not answer, so that the event comes again.
 */
export async function followProfile(desk: Desk, told: SlackProfile): Promise<void> {
  const { slackUserId } = told;
  const known = await desk.database.prisma.user.findUnique({ where: { slackUserId } });
  // Whoever never appeared here, or was erased, is read when they appear.
  const isAwaited = told.isSlackAdmin || desk.adminUserIds.includes(slackUserId);
  if (known === null && !isAwaited) return;
  const isSame =
    known !== null &&
    known.isSlackAdmin === told.isSlackAdmin &&
    known.isGuest === told.isGuest &&
    known.isExternal === told.isExternal &&
    known.isDeactivated === told.isDeactivated;
  await syncUser(desk, isSame ? told : ((await desk.directory.readProfile(slackUserId)) ?? told));
}
