/** The shape of every change to a ticket: lock, decide, write rows, changelog, clock and posts in one transaction. */
import type { Prisma } from '../../database/generated/client.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor, TicketAction } from '../../domain/permissions.js';
import { movesClock } from '../../domain/sla/clock-actions.js';
import { carryRuleOf } from '../alerts/carry-alerts.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import type { NewPost } from '../posts/new-post.js';
import { refreshAlerts, refreshCards } from '../posts/refresh-posts.js';
import { type Change, type ChangeAction, recordChanges } from '../record-changes.js';
import { refoldClock } from '../sla/refold-clock.js';
import { type LockedTicket, lockTicket, type TicketRef } from './locked-ticket.js';
import { notFound, requirePermission } from './require-permission.js';
import { refreshLinked } from './ticket-links.js';

type TicketColumns = Prisma.TicketUncheckedUpdateInput;

/** What a decision may read and ask for. Nothing of it is written before the decision returns. */
export type TicketWork = {
  tx: Tx;
  desk: Desk;
  now: Date;
  ticket: LockedTicket;
  /** Sets columns of the ticket; `work.ticket` shows the new values at once. */
  patch(columns: Partial<LockedTicket> & TicketColumns): void;
  /** Adds a changelog entry. `actorId` null: the system. */
  record(change: Change, actorId: number | null): void;
  /** As `record`, in the history of another ticket, which is not changed otherwise. */
  recordOn(ticketId: number, change: Change, actorId: number): void;
  post(post: NewPost): void;
};

type Gathered = {
  columns: TicketColumns;
  changes: { change: Change; actorId: number | null }[];
  others: { ticketId: number; change: Change; actorId: number }[];
  posts: NewPost[];
};

/**
 * Locks the ticket, lets `decide` look and ask, and writes what it asked for; the clock is folded again where history moved.
 * `decide` may run its own statements on `work.tx` (it may be called again after a deadlock). Throws "not found" for no such ticket.
 */
export async function changeTicket<T>(
  desk: Desk,
  ref: TicketRef,
  decide: (work: TicketWork) => Promise<T> | T,
): Promise<T> {
  return inTransaction(desk.database, async (tx) => {
    const ticket = await lockTicket(tx, ref);
    if (ticket === null) throw notFound('ticketNumber' in ref ? ref.ticketNumber : 'that ticket');
    const now = actsAt(desk, ticket);
    const gathered: Gathered = { columns: {}, changes: [], others: [], posts: [] };
    const work = workOn(tx, desk, now, ticket, gathered);
    const { resolution } = ticket;
    const result = await decide(work);
    await write(work, gathered);
    if (resolution !== ticket.resolution && [resolution, ticket.resolution].includes('duplicate')) {
      await refreshLinked(tx, ticket.id);
    }
    return result;
  });
}

/**
 * Read under the lock: whoever waited for it acts after whoever held it. Slack's clock, or another process's, may have been ahead of
 * ours, and the clock is folded in the order of these instants: what comes later is never written as earlier.
 */
function actsAt(desk: Desk, { clockMovedAt }: LockedTicket): Date {
  const now = desk.clock.now();
  return clockMovedAt !== null && clockMovedAt > now ? clockMovedAt : now;
}

/** As `changeTicket`, for a person's act: refused unless the permission table allows it. */
export async function actOnTicket<T>(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  action: TicketAction,
  decide: (work: TicketWork) => Promise<T> | T,
): Promise<T> {
  return changeTicket(desk, { ticketNumber }, (work) => {
    requirePermission(actor, action, work.ticket, ticketNumber);
    return decide(work);
  });
}

function workOn(tx: Tx, desk: Desk, now: Date, ticket: LockedTicket, gathered: Gathered): TicketWork {
  return {
    tx,
    desk,
    now,
    ticket,
    patch: (columns) => {
      Object.assign(gathered.columns, columns);
      Object.assign(ticket, columns);
    },
    record: (change, actorId) => void gathered.changes.push({ change, actorId }),
    recordOn: (ticketId, change, actorId) => void gathered.others.push({ ticketId, change, actorId }),
    post: (post) => void gathered.posts.push(post),
  };
}

/** After one of these a ticket is not forgotten any more: there is something to forget again, in its own time. */
const BRINGS_WORDS: ReadonlySet<ChangeAction> = new Set([
  'status',
  'comment_added',
  'title',
  'start_moved',
  'start_reason',
]);

async function write(work: TicketWork, { columns, changes, others, posts }: Gathered): Promise<void> {
  const { tx, now, ticket } = work;
  for (const { change, actorId } of changes) await recordChanges(tx, ticket.id, actorId, [change], now);
  for (const { ticketId, change, actorId } of others)
    await recordChanges(tx, ticketId, actorId, [change], now);
  if (ticket.forgottenAt !== null && changes.some(({ change }) => BRINGS_WORDS.has(change.action))) {
    Object.assign(columns, { forgottenAt: null });
  }
  if (changes.some(({ change }) => movesClock(change.action))) {
    const rule = carryRuleOf(changes.map(({ change }) => change));
    Object.assign(columns, await refoldClock(tx, work.desk, ticket, now, rule));
  }
  if (Object.keys(columns).length > 0) {
    await tx.ticket.update({ where: { id: ticket.id }, data: columns, select: { id: true } });
    await refreshCards(tx, ticket.id);
    if ('assigneeId' in columns) await refreshAlerts(tx, ticket.id);
  }
  // Not as of the act: where another clock is ahead, that is later, and nothing waits for it to be told.
  await enqueuePosts(tx, posts, work.desk.clock.now());
}
