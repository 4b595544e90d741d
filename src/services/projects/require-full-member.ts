/** Whom an admin may give a part in a project: full members of the workspace. */
import type { User } from '../../database/generated/client.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';

/** Why somebody is no full member; the first that holds. */
export type Unfit = 'unknown' | 'deactivated' | 'bot' | 'external' | 'guest';

export function unfitAsMember(user: User): Unfit | null {
  if (user.profileReadAt === null) return 'unknown';
  if (user.isDeactivated) return 'deactivated';
  if (user.isBot) return 'bot';
  if (user.isExternal) return 'external';
  return user.isGuest ? 'guest' : null;
}

/** `part`: "agents", "observers". @throws UserError for guests, outsiders, bots, deactivated people, and whom Slack does not tell. */
export async function requireFullMember(desk: Desk, slackUserId: string, part: string): Promise<User> {
  const user = await ensureUser(desk, slackUserId);
  const unfit = unfitAsMember(user);
  if (unfit === 'unknown') throw new UserError('Slack does not say who that is. Try again in a moment.');
  if (unfit !== null) {
    throw new UserError(`Only full members of this workspace can be ${part}: no guests, bots or outsiders.`);
  }
  return user;
}
