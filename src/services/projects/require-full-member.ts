/** Whom an admin may give a part in a project: full members of the workspace. */
import type { User } from '../../database/generated/client.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';

/** `part`: "agents", "observers". @throws UserError for guests, outsiders, bots, deactivated people, and whom Slack does not tell. */
export async function requireFullMember(desk: Desk, slackUserId: string, part: string): Promise<User> {
  const user = await ensureUser(desk, slackUserId);
  if (user.profileReadAt === null) {
    throw new UserError('Slack does not say who that is. Try again in a moment.');
  }
  if (user.isGuest || user.isExternal || user.isDeactivated || user.isBot) {
    throw new UserError(`Only full members of this workspace can be ${part}: no guests, bots or outsiders.`);
  }
  return user;
}
