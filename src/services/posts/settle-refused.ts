/** An admin sends what Slack had refused again, once its cause is repaired, or lets go of it. */
import { forgetRefusedSql, resendRefusedSql } from '../../database/sql/settle-refused.js';
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { PostPlaceView } from '../../domain/post-content.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { type AuditAction, recordAudit } from '../record-audit.js';
import { refusedIds } from './refused-ids.js';
import { groupWhere, placeOf } from './refused-posts.js';

export type RefusedAct = 'resend' | 'forget';

export type Settled = {
  /** Null: nothing is left to do; somebody did it, or it never was. */
  place: PostPlaceView | null;
  count: number;
  /** Past the bound of one press. */
  left: number;
};

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
    const withRoots = await refusedIds(tx, groupWhere(named));
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
