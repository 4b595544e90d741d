/** Follows a ticket, oneself or, for agents, somebody else. */
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { actOnTicket } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { isRepeated } from './is-repeated.js';

/** Without `slackUserId` it is the actor. A watcher may see the ticket, which is why only agents add somebody else. */
export async function watchTicket(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  { slackUserId, watch, sourceKey }: { slackUserId?: string; watch: boolean; sourceKey?: string },
): Promise<ActResult> {
  const userId = slackUserId === undefined ? actor.userId : await watcherIdOf(desk, slackUserId);
  const action = userId === actor.userId ? (watch ? 'watch' : 'unwatch') : 'add_watcher';
  const key = sourceKey === undefined ? undefined : `${action}:${sourceKey}`;
  const isChanged = await actOnTicket(desk, actor, ticketNumber, action, async (work) => {
    if (work.ticket.watcherIds.includes(userId) === watch || (await isRepeated(work, key))) return false;
    const { tx, now } = work;
    const ticketId = work.ticket.id;
    if (watch) await tx.watcher.create({ data: { ticketId, userId, createdAt: now } });
    else await tx.watcher.delete({ where: { ticketId_userId: { ticketId, userId } } });
    work.record(
      {
        action: watch ? 'watcher_added' : 'watcher_removed',
        newValue: { userId },
        occurredAt: now,
        ...(key === undefined ? {} : { sourceKey: key }),
      },
      actor.userId,
    );
    return true;
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

async function watcherIdOf(desk: Desk, slackUserId: string): Promise<number> {
  const user = await ensureUser(desk, slackUserId);
  if (user.isBot || user.isDeactivated || user.isExternal) {
    throw new UserError('Only people of this workspace can watch a ticket.');
  }
  return user.id;
}
