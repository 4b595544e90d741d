/** Tells people what they wanted to be reminded of, each once. */
import { claimRemindersSql } from '../../database/sql/due-reminders.js';
import { inTransaction } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';

/** A transaction, and a run: what is left is due in the next. */
const REMINDERS_MAX = 500;

type Claimed = { id: number; ticketId: number; userId: number };

/** Whether they still see the ticket is asked when the message is sent. Returns how many were told. */
export async function tellReminders(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  return inTransaction(desk.database, async (tx) => {
    const due = await tx.$queryRaw<Claimed[]>(claimRemindersSql({ now, limit: REMINDERS_MAX }));
    const posts = due.map(({ id, ticketId, userId }) => {
      const payload = { reminderId: id };
      return { key: `reminder:${id}`, kind: 'reminder', ticketId, userId, payload } as const;
    });
    await enqueuePosts(tx, posts, now);
    return due.length;
  });
}
