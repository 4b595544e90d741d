/** Reads what the desk says by itself to a reporter, as long as it still holds. */
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.js';
import { closingAt } from '../../../domain/follow-up.js';
import type { Person, PostContent } from '../../../domain/post-content.js';
import { isDone } from '../../../domain/ticket-status.js';
import { quietSince } from '../../follow-ups/quiet-since.js';
import type { CardRow } from '../../tickets/load-card.js';
import { toPerson } from '../../users/person-row.js';
import { quietOf, type TicketLoading } from './post-loader.js';

const instant = z.iso.datetime().transform((text) => new Date(text));
const reminder = z.object({ waitsSinceAt: instant, isOffer: z.boolean() });
const notice = z.object({ quietSinceAt: instant });

/** Null once the ticket does not wait any more, or waits anew. */
export async function loadWaitingReminder({ db, row, post }: TicketLoading): Promise<PostContent | null> {
  const { waitsSinceAt, isOffer } = reminder.parse(post.payload);
  const { statusChangedAt } = await statusOf(db, row);
  if (row.status !== 'waiting' || statusChangedAt.getTime() !== waitsSinceAt.getTime()) return null;
  return { kind: 'waiting_reminder', ...addressed(row), isOffer, ...quietOf(post) };
}

/** Null once the ticket is not resolved any more, or somebody has written on it. */
export async function loadClosingNotice(loading: TicketLoading): Promise<PostContent | null> {
  const { db, row, post } = loading;
  const { quietSinceAt } = notice.parse(post.payload);
  if (row.status !== 'resolved') return null;
  const isQuietSince = await quietSince(db, { ...row, ...(await statusOf(db, row)) });
  if (isQuietSince.getTime() !== quietSinceAt.getTime()) return null;
  const closesAt = closingAt(quietSinceAt, post.sentAt ?? loading.desk.clock.now());
  return { kind: 'closing_notice', ...addressed(row), closesAt, ...quietOf(post) };
}

/** Null once somebody has put it off again, or ended it. */
export async function loadHoldOver({ row, post }: TicketLoading): Promise<PostContent | null> {
  const { heldUntilAt } = z.object({ heldUntilAt: instant }).parse(post.payload);
  if (row.status === 'on_hold' || isDone(row.status)) return null;
  const { ticketNumber: number, title } = row;
  const assignee = row.assignee === null ? null : toPerson(row.assignee);
  return { kind: 'hold_over', number, title, assignee, heldUntilAt, ...quietOf(post) };
}

function statusOf(db: Tx, { id }: CardRow): Promise<{ statusChangedAt: Date }> {
  return db.ticket.findUniqueOrThrow({ where: { id }, select: { statusChangedAt: true } });
}

function addressed(row: CardRow): { number: string; title: string; reporter: Person } {
  return { number: row.ticketNumber, title: row.title, reporter: toPerson(row.reporter) };
}
