/** Decides anew about one post that was kept back from its person: whether it is told now, waits on, or is told to nobody any more. */
import type { HeldPost } from '../../database/sql/held-posts.js';
import type { Tx } from '../../database/transaction.js';
import { decideNotice, modeOf, type NoticeSettings } from '../../domain/notices/decide-notice.js';
import { type NoticeKind, noticeKindOf } from '../../domain/notices/notice-kind.js';
import { isPostKind } from '../../domain/post-kind.js';
import type { IsMuted } from './notice-settings.js';

type Settling = { userId: number; settings: NoticeSettings; isMuted: IsMuted; now: Date };

/** Null: it waits on, or is not to be told any more. */
export async function settleHeld(
  tx: Tx,
  post: HeldPost & { isOver: boolean },
  { userId, settings, isMuted, now }: Settling,
): Promise<'digest' | 'now' | null> {
  const { id, key, ticketId, isForDigest, isUrgent, isOver } = post;
  if (isOver) return drop(tx, id);
  const kind = kindOf(post);
  const decision = decideNotice(
    {
      ...{ kind, isMuted: isMuted(userId, ticketId), isDigestDue: isForDigest },
      ...{ isOwnAct: false, isUrgent, lastToldAt: null },
    },
    settings,
    now,
  );
  switch (decision.do) {
    case 'tell':
      return isForDigest && !isUrgent && modeOf(kind, settings) === 'digest' ? 'digest' : 'now';
    case 'drop':
      return silence(tx, { id, key }, now);
    default: {
      // What the digest would have told in their quiet hours is told by it when they are over.
      const isStillForDigest =
        decision.do === 'digest' || (isForDigest && modeOf(kind, settings) === 'digest');
      const data = { heldUntilAt: decision.untilAt, isForDigest: isStillForDigest };
      await tx.post.update({ where: { id }, data, select: { id: true } });
      return null;
    }
  }
}

/** One that only another version knows is told as what cannot be set. */
function kindOf({ kind, payload }: HeldPost): NoticeKind {
  return (isPostKind(kind) ? noticeKindOf(kind, payload) : null) ?? 'desk';
}

async function drop(tx: Tx, id: number): Promise<null> {
  const data = { state: 'withdrawn', heldUntilAt: null } as const;
  await tx.post.update({ where: { id }, data, select: { id: true } });
  return null;
}

/** Judged anew: what was for them alone is told to whoever is to know instead. */
async function silence(tx: Tx, { id, key }: Pick<HeldPost, 'id' | 'key'>, now: Date): Promise<null> {
  await tx.alertNotice.updateMany({
    where: { postKey: key },
    data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
  });
  return drop(tx, id);
}
