/** Keeps what is told late from coming all at once: after a week without the desk somebody can have many tickets. */
import { spreadUntil } from '../../domain/follow-up.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';

const DAY_MS = 86_400_000;

/** When to tell the reporter, as somebody who was told something of the kind within a day; null: now. */
export async function toldLaterAt({ tx, ticket, now }: TicketWork, dueAt: Date): Promise<Date | null> {
  const since = new Date(now.getTime() - DAY_MS);
  if (dueAt > since) return null;
  const last = await tx.post.findFirst({
    where: {
      kind: { in: ['closing_notice', 'waiting_reminder'] },
      createdAt: { gt: since },
      ticket: { reporterId: ticket.reporterId },
    },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  return spreadUntil({ dueAt, lastToldAt: last?.createdAt ?? null }, now);
}
