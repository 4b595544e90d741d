/** Closes a ticket that has been resolved for a week, after telling its reporter the day before. */
import { type ClosingNotice, closingStep, tellAtOf } from '../../domain/follow-up.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { applyTransition } from '../tickets/apply-transition.js';
import type { Outcome } from './outcome.js';
import { placeOfReporter } from './place-of-reporter.js';
import { quietSince } from './quiet-since.js';
import { toldLaterAt } from './told-later.js';

/**
 * The notice's key names the moment since which it is quiet, so each silence has its own; where it was taken out again, because the
 * conversation moved or has another reporter, it is given once more. `followUpAt` is when it was resolved until somebody has looked once.
 */
export async function followUpResolved(work: TicketWork, followUpAt: Date): Promise<Outcome> {
  const { tx, ticket, now } = work;
  const quietSinceAt = await quietSince(tx, ticket);
  const key = `closing:${ticket.id}:${quietSinceAt.getTime()}`;
  const given = await tx.post.findMany({
    where: { ticketId: ticket.id, kind: 'closing_notice', key: { startsWith: `${key}:` } },
    orderBy: { id: 'asc' },
    select: { state: true, isWithdrawn: true, createdAt: true, sentAt: true },
  });
  const isFirstLook = followUpAt.getTime() === ticket.statusChangedAt.getTime();
  const { act, nextAt } = closingStep({ quietSinceAt, notice: noticeOf(given), isFirstLook }, now);
  if (act === 'tell') {
    const laterAt = await toldLaterAt(work, tellAtOf(quietSinceAt));
    if (laterAt !== null) return { did: null, nextAt: laterAt };
    work.post({
      ...placeOfReporter(ticket),
      key: `${key}:${given.length}`,
      kind: 'closing_notice',
      ticketId: ticket.id,
      payload: { quietSinceAt: quietSinceAt.toISOString() },
    });
    return { did: 'told', nextAt };
  }
  if (act === 'close' || act === 'close_quietly') {
    applyTransition(work, 'close', { actorId: null, at: now, isLongOver: act === 'close_quietly' });
    return { did: 'closed', nextAt };
  }
  return { did: null, nextAt };
}

type Given = { state: string; isWithdrawn: boolean; createdAt: Date; sentAt: Date | null };

/** More than conversations move in a week; what is taken out as often is never going to stand. */
const NOTICES_MAX = 5;

/** One that Slack refused for good has been given as well as it could be. */
function noticeOf(given: readonly Given[]): ClosingNotice {
  const last = given.at(-1);
  if (last === undefined || (last.isWithdrawn && given.length < NOTICES_MAX)) return 'none';
  if (last.state === 'pending' || last.state === 'sending') return 'on_its_way';
  return { sinceAt: last.sentAt ?? last.createdAt };
}
