/** An admin sends what Slack had refused again, once its cause is repaired, or lets go of it. */
import { forgetRefusedSql, resendRefusedSql } from '../../database/sql/settle-refused.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { PostPlaceView } from '../../domain/post-content.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { type AuditAction, recordAudit } from '../record-audit.js';
import { groupWhere, placeOf, ROOTLESS_REASON } from './refused-posts.js';

export type RefusedAct = 'resend' | 'forget';

export type Settled = {
  /** Null: nothing is left to do; somebody did it, or it never was. */
  place: PostPlaceView | null;
  count: number;
  /** Past the bound of one press. */
  left: number;
};

/** A press; at one message a second that is some minutes of work for the sender. */
const POSTS_MAX = 500;

const ACTIONS: Record<RefusedAct, AuditAction> = { resend: 'posts_resent', forget: 'posts_forgotten' };

/**
 * Everything that was refused in the post's conversation for its cause, and with the root of a thread what was to go into that thread.
 * Pressing twice does it once.
 *
 * @throws UserError for anybody but admins.
 */
export async function settleRefused(
  desk: Desk,
  actor: Actor,
  postId: number,
  act: RefusedAct,
): Promise<Settled> {
  requireDeskPermission(actor, 'look_after_desk');
  return inTransaction(desk.database, async (tx) => {
    const now = desk.clock.now();
    const named = await tx.post.findUnique({
      where: { id: postId },
      select: { state: true, channelId: true, userId: true, lastError: true },
    });
    if (named?.state !== 'failed') return { place: null, count: 0, left: 0 };
    const ids = await idsOf(tx, groupWhere(named));
    const withRoots = [...ids, ...(await idsInThreadsOf(tx, ids))];
    const statement = act === 'resend' ? resendRefusedSql(withRoots, now) : forgetRefusedSql(withRoots);
    const count = await tx.$executeRaw(statement);
    if (count === 0) return { place: null, count: 0, left: 0 };
    const { channelId, userId, lastError: reason } = named;
    const subject = { channelId, userId, reason, count };
    await recordAudit(tx, { actorId: actor.userId, action: ACTIONS[act], subject, now });
    const left = await tx.post.count({ where: groupWhere(named) });
    return { place: await placeOf(tx, named), count, left };
  });
}

async function idsOf(tx: Tx, where: ReturnType<typeof groupWhere>): Promise<number[]> {
  const rows = await tx.post.findMany({
    where,
    orderBy: { id: 'asc' },
    take: POSTS_MAX,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function idsInThreadsOf(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const roots = await tx.post.findMany({
    where: { id: { in: [...ids] }, ticketId: { not: null } },
    select: { ticketId: true },
    distinct: ['ticketId'],
  });
  const ticketIds = roots.flatMap(({ ticketId }) => ticketId ?? []);
  if (ticketIds.length === 0) return [];
  return idsOf(tx, {
    ticketId: { in: ticketIds },
    id: { notIn: [...ids] },
    state: 'failed',
    isWithdrawn: false,
    lastError: ROOTLESS_REASON,
  });
}
