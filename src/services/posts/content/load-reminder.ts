/** Reads what somebody wanted to be reminded of, if they still see it. */
import { z } from 'zod';
import type { PostContent } from '../../../domain/post-content.js';
import { toCard } from '../../tickets/load-card.js';
import { maySee } from '../../tickets/may-see.js';
import { nameMentions } from '../../users/name-mentions.js';
import type { TicketLoading } from './post-loader.js';

/** Any ticket, confidential or not: only somebody who sees it was ever to be reminded of it. */
export async function loadReminder({ db, row, post }: TicketLoading): Promise<PostContent | null> {
  const { reminderId: id } = z.object({ reminderId: z.int() }).parse(post.payload);
  const reminder = await db.reminder.findUnique({ where: { id } });
  if (reminder === null || reminder.userId !== post.userId || !(await maySee(db, row, post.userId)))
    return null;
  const card = toCard(row, { isForAgents: false });
  return { kind: 'reminder', card, text: await nameMentions(db, reminder.text), remindAt: reminder.remindAt };
}
