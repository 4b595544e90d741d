/** Reads every profile of the workspace, at start and now and then, for what was missed in between. */
import type { Desk, SlackProfile } from '../desk.js';
import { ensureUser } from './ensure-user.js';
import { syncUser } from './sync-user.js';

/**
 * Writes only the profiles that differ from what is stored, and makes sure of the configured admins, so that they are told what is
 * to be set up. People who were never seen and are no admins get no row: whoever appears later is read then.
 * @returns how many rows were written. Throws when Slack does not answer.
 */
export async function syncAllUsers(desk: Desk): Promise<number> {
  const known = await readKnown(desk);
  let written = 0;
  for await (const profile of desk.directory.readProfiles()) {
    if (!isWanted(desk, profile, known.get(profile.slackUserId))) continue;
    written += await syncOne(desk, profile);
  }
  for (const slackUserId of desk.adminUserIds) await ensureUser(desk, slackUserId);
  return written;
}

/** One profile that cannot be stored keeps nobody else's from being read. */
async function syncOne(desk: Desk, profile: SlackProfile): Promise<0 | 1> {
  try {
    await syncUser(desk, profile);
    return 1;
  } catch (error) {
    desk.log.error({ err: error, slackUserId: profile.slackUserId }, 'a profile could not be stored');
    return 0;
  }
}

type Known = Omit<SlackProfile, 'slackUserId'> & { isSuperuser: boolean; profileReadAt: Date | null };

async function readKnown(desk: Desk): Promise<Map<string, Known>> {
  const rows = await desk.database.prisma.user.findMany({
    select: {
      slackUserId: true,
      displayName: true,
      realName: true,
      email: true,
      timeZone: true,
      isGuest: true,
      isExternal: true,
      isDeactivated: true,
      isBot: true,
      isSlackAdmin: true,
      isSuperuser: true,
      profileReadAt: true,
    },
  });
  return new Map(rows.map((row) => [row.slackUserId, row]));
}

function isWanted(desk: Desk, profile: SlackProfile, known: Known | undefined): boolean {
  const isConfigured = desk.adminUserIds.includes(profile.slackUserId);
  if (known === undefined) return !profile.isBot && (profile.isSlackAdmin || isConfigured);
  if (known.profileReadAt === null || isRoleStale(known, isConfigured)) return true;
  const { slackUserId: _id, ...facts } = profile;
  return Object.entries(facts).some(([name, value]) => known[name as keyof typeof facts] !== value);
}

/** Configuration may have changed while the profile did not. */
function isRoleStale(known: Known, isConfigured: boolean): boolean {
  const isInsider = !known.isGuest && !known.isExternal && !known.isDeactivated && !known.isBot;
  return known.isSuperuser !== (isInsider && (known.isSlackAdmin || isConfigured));
}
