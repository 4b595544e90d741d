/** Follows a ticket, oneself or, for agents, somebody else. */
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
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
    return watchIn(work, actor, { userId, watch }, key);
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

/** Inside an act on the ticket that has been permitted already; false where it is so. Whom somebody else adds is told. */
export async function watchIn(
  { tx, ticket, now, record, post }: TicketWork,
  actor: Actor,
  { userId, watch }: { userId: number; watch: boolean },
  sourceKey?: string,
): Promise<boolean> {
  const ofThem = { ticketId: ticket.id, userId };
  const { count } = watch
    ? await tx.watcher.createMany({ data: [{ ...ofThem, createdAt: now }], skipDuplicates: true })
    : await tx.watcher.deleteMany({ where: ofThem });
  if (count === 0) return false;
  const source = sourceKey === undefined ? {} : { sourceKey };
  const action = watch ? 'watcher_added' : 'watcher_removed';
  record({ action, newValue: { userId }, occurredAt: now, ...source }, actor.userId);
  if (watch && userId !== actor.userId) {
    post({
      ...{ key: `ticket:${ticket.id}:watcher_added:${userId}:after${ticket.newestEntryId}`, userId },
      ...{ kind: 'made_watcher', ticketId: ticket.id, payload: { byUserId: actor.userId } },
    });
  }
  return true;
}

export async function watcherIdOf(desk: Desk, slackUserId: string): Promise<number> {
  const user = await ensureUser(desk, slackUserId);
  if (user.isBot || user.isDeactivated || user.isExternal) {
    throw new UserError('Only people of this workspace can watch a ticket.');
  }
  return user.id;
}
