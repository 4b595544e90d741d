/** Takes back that a comment reopened a ticket: whoever wrote it, or an agent, says that it is resolved all the same. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { RESOLUTIONS, type Resolution } from '../../domain/resolution.js';
import { isDone } from '../../domain/ticket-status.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import type { ChangeAction } from '../record-changes.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { applyTransition } from './apply-transition.js';

/** What takes nothing back that was said or done on the reopened ticket. Notes of agents are none of it either. */
const HARMLESS: readonly ChangeAction[] = [
  'watcher_added',
  'watcher_removed',
  'comment_deleted',
  'reason_given',
  'at_risk',
  'linked',
];

/**
 * The ticket is resolved as of the moment at which the comment reopened it, so that no time of its clock passes in between (under
 * `onReopen: 'new_cycle'` the new cycle has begun, and is met at once); its resolution and the time at which it was resolved are the
 * earlier ones. Only as long as nothing has happened since: what was done would be undone with it.
 *
 * @throws UserError for who may not resolve it, and where there is nothing to take back.
 */
export async function keepResolved(desk: Desk, actor: Actor, ticketNumber: string): Promise<ActResult> {
  const isChanged = await actOnTicket(desk, actor, ticketNumber, 'resolve', async (work) => {
    const { tx, ticket, now } = work;
    if (isDone(ticket.status)) return false;
    const reopening = await lastReopening(work);
    if (reopening === null || (await hasMoreHappened(tx, ticket.id, reopening.entryId))) {
      throw new UserError(
        `Something has happened on ${ticketNumber} since it was reopened, so it cannot be kept resolved. \`${slash.ticket} resolve ${ticketNumber}\` resolves it anew.`,
      );
    }
    const { reopenedAt, resolvedAt, resolution } = reopening;
    applyTransition(work, 'resolve', { actorId: actor.userId, at: reopenedAt, resolution, isKept: true });
    // A comment that comes late was written before this was decided, and reopens nothing.
    work.patch({ resolvedAt, statusChangedAt: now });
    return true;
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

type Reopening = { entryId: number; reopenedAt: Date; resolvedAt: Date; resolution: Resolution };

const reopened = z.object({ status: z.literal('open'), isByComment: z.literal(true) });
const resolved = z.object({ status: z.literal('resolved'), resolution: z.enum(RESOLUTIONS) });

/** Null where the last change was another one. Its resolution is in the change before, its time too, unless that was a keeping itself. */
async function lastReopening({ tx, ticket }: TicketWork): Promise<Reopening | null> {
  const [last, ...earlier] = await tx.changelogEntry.findMany({
    where: { ticketId: ticket.id, action: 'status' },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    select: { id: true, newValue: true, occurredAt: true },
  });
  if (last === undefined || !reopened.safeParse(last.newValue).success) return null;
  const before = resolved.safeParse(earlier[0]?.newValue);
  if (!before.success) return null;
  const first = earlier.find((entry) => !isKeeping(entry.newValue) && !isReopening(entry.newValue));
  if (first === undefined) return null;
  const { id: entryId, occurredAt: reopenedAt } = last;
  return { entryId, reopenedAt, resolvedAt: first.occurredAt, resolution: before.data.resolution };
}

const kept = z.object({ isKept: z.literal(true) });

function isKeeping(value: unknown): boolean {
  return kept.safeParse(value).success;
}

function isReopening(value: unknown): boolean {
  return reopened.safeParse(value).success;
}

async function hasMoreHappened(tx: Tx, ticketId: number, entryId: number): Promise<boolean> {
  const more = await tx.changelogEntry.count({
    where: {
      ticketId,
      id: { gt: entryId },
      action: { notIn: [...HARMLESS] },
      NOT: { action: { in: ['comment_added', 'comment_edited'] }, visibility: 'internal' },
    },
  });
  return more > 0;
}
