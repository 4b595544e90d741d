/** Reminds people once of what they wrote and did not decide about. */
import { inTransaction } from '../../database/transaction.js';
import { REMIND_AFTER_MS } from '../../domain/message-draft.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { reminderKey } from './open-message-draft.js';

const BATCH = 100;

/** Once a draft, however many processes do it. Returns how many were reminded. */
export async function remindMessageDrafts(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  const dueBefore = new Date(now.getTime() - REMIND_AFTER_MS);
  return inTransaction(desk.database, async (tx) => {
    const due = await tx.messageDraft.findMany({
      where: { settledAt: null, remindedAt: null, touchedAt: { lte: dueBefore } },
      orderBy: { touchedAt: 'asc' },
      take: BATCH,
      select: { id: true, userId: true },
    });
    const ids = due.map(({ id }) => id);
    await tx.messageDraft.updateMany({ where: { id: { in: ids } }, data: { remindedAt: now } });
    const reminders = due.map(({ id, userId }) => ({
      ...{ kind: 'draft_prompt' as const, key: reminderKey(id), userId },
      payload: { draftId: id, isReminder: true },
    }));
    await enqueuePosts(tx, reminders, now);
    return due.length;
  });
}
