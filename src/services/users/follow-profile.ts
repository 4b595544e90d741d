/** Follows a profile that an event tells of. */
import type { Desk, SlackProfile } from '../desk.js';
import { syncUser } from './sync-user.js';

/**
 * Slack repeats events for minutes and in any order, and an old one must not give back a role that has been taken since: where what
 * somebody may do would change, Slack is asked how it is now. Throws when Slack does not answer, so that the event comes again; what they
 * may do less by it they may not do from now on all the same.
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
  if (isSame) await syncUser(desk, told);
  else await syncUser(desk, (await askAgain(desk, told, known)) ?? told);
}

type Rights = Pick<SlackProfile, 'isSlackAdmin' | 'isGuest' | 'isExternal' | 'isDeactivated' | 'isBot'>;

async function askAgain(desk: Desk, told: SlackProfile, known: Rights | null): Promise<SlackProfile | null> {
  try {
    return await desk.directory.readProfile(told.slackUserId);
  } catch (error) {
    if (known !== null) await syncUser(desk, { ...told, ...narrower(told, known) });
    throw error;
  }
}

/** What both agree that somebody may do. */
function narrower(one: Rights, other: Rights): Rights {
  return {
    isSlackAdmin: one.isSlackAdmin && other.isSlackAdmin,
    isGuest: one.isGuest || other.isGuest,
    isExternal: one.isExternal || other.isExternal,
    isDeactivated: one.isDeactivated || other.isDeactivated,
    isBot: one.isBot || other.isBot,
  };
}
