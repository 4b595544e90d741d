/** Who can be erased: anybody who works the desk no more, and is no bot. */
import type { User } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import { actorSelect, toActor } from '../users/actor-row.js';

/** @throws UserError that says what to do first. */
export async function requireErasable(
  db: Tx,
  actor: Actor,
  slackUserId: string,
): Promise<Pick<User, 'id' | 'displayName' | 'realName'>> {
  const row = await db.user.findUnique({
    where: { slackUserId },
    select: { ...actorSelect, displayName: true, realName: true, erasedAt: true },
  });
  if (row === null) {
    throw new UserError('The desk knows nobody like that: there is nothing to erase.');
  }
  if (row.id === actor.userId) {
    throw new UserError('You cannot erase yourself. Ask another admin.');
  }
  if (row.isBot) throw new UserError('That is a bot, and nothing personal is kept of it.');
  const person = toActor(row);
  if (!person.isDeactivated && person.isAdmin) {
    throw new UserError(
      'That is an admin of the desk. Take the role away first, in Slack or in `ADMIN_USER_IDS`.',
    );
  }
  if (!person.isDeactivated && !person.isGuest && !person.isExternal && person.agentOf.size > 0) {
    throw new UserError(
      `That is an agent. Take them out of the triage channel, or off the project with \`${slash.project} agents\`, first.`,
    );
  }
  return row;
}
