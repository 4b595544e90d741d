/** Says of a ticket that is resolved as a duplicate which one it is a duplicate of. */
import {
  type DuplicateStep,
  duplicateChainSql,
  LOCK_DUPLICATES,
} from '../../database/sql/duplicate-chain.js';
import { type Actor, can, needsReason } from '../../domain/permissions.js';
import { reasonNeeded, ticketNotFound } from '../../domain/refusal.js';
import { UserError } from '../../errors.js';
import { refreshCards, refreshResolvedLines } from '../posts/refresh-posts.js';
import type { TicketWork } from './act-on-ticket.js';
import { type CardRow, readCardRow } from './load-card.js';
import { factsFor } from './locked-ticket.js';
import { DUPLICATE, HAS_DUPLICATE } from './ticket-links.js';
import { permissionRowOf } from './view-ticket.js';

/** The field of the form, by which a refusal is shown. */
export const DUPLICATE_FIELD = 'duplicate';

/** What it can be a duplicate of. */
export type Original = Pick<CardRow, 'id' | 'ticketNumber'>;

/** @throws UserError for a number that the actor may not see, in the words of one that there is none of; and for the ticket itself. */
export async function findOriginal(work: TicketWork, actor: Actor, asked: string): Promise<Original> {
  const original = await visibleOriginal(work, actor, asked);
  if (original.id === work.ticket.id)
    throw refused('A ticket is no duplicate of itself. Choose another one.');
  return original;
}

/** Inside an act on a ticket that is resolved as a duplicate. @throws UserError where it would be a circle. */
export async function linkDuplicate(work: TicketWork, actor: Actor, original: Original): Promise<void> {
  const { tx, ticket, now } = work;
  await tx.$queryRaw(LOCK_DUPLICATES);
  await breakCircle(work, original);
  await dropDuplicate(work);
  const link = { fromTicketId: ticket.id, toTicketId: original.id, kind: DUPLICATE, createdAt: now };
  await tx.ticketLink.create({ data: link });
  work.record(linked(original.id, DUPLICATE, now), actor.userId);
  work.recordOn(original.id, linked(ticket.id, HAS_DUPLICATE, now), actor.userId);
  await refreshCards(tx, original.id);
}

/**
 * The ticket is resolved anew, and not as a duplicate of what it was one of before it was reopened. Until then that stays, because a
 * reopening can be taken back ("Keep resolved"); it is shown nowhere meanwhile.
 */
export async function dropDuplicate({ tx, ticket }: TicketWork): Promise<void> {
  const where = { fromTicketId: ticket.id, kind: DUPLICATE };
  const earlier = await tx.ticketLink.findFirst({ where });
  if (earlier === null) return;
  await tx.ticketLink.deleteMany({ where });
  await refreshCards(tx, earlier.toTicketId);
  await refreshResolvedLines(tx, ticket.id);
}

function linked(ticketId: number, kind: string, occurredAt: Date) {
  return { action: 'linked', newValue: { ticketId, kind }, occurredAt } as const;
}

async function visibleOriginal({ tx }: TicketWork, actor: Actor, asked: string): Promise<CardRow> {
  const row = await readCardRow(tx, { ticketNumber: asked });
  if (row === null) throw refused(ticketNotFound(asked));
  const facts = factsFor(actor, permissionRowOf(row));
  if (can(actor, 'view', facts)) return row;
  if (!needsReason(actor, facts)) throw refused(ticketNotFound(asked));
  throw refused(reasonNeeded(row.ticketNumber), row.ticketNumber);
}

/**
 * One that was reopened is no duplicate any more: what it was one of is forgotten where it would close a circle if the reopening were taken
 * back.
 */
async function breakCircle({ tx, ticket }: TicketWork, original: Original): Promise<void> {
  const steps = await tx.$queryRaw<DuplicateStep[]>(duplicateChainSql(original.id));
  const end = steps.findIndex(({ ofTicketId }) => ofTicketId === ticket.id);
  if (end < 0) return;
  const idle = steps.slice(0, end + 1).filter(({ isActive }) => !isActive);
  if (idle.length === 0) {
    throw refused(
      `${original.ticketNumber} is resolved as a duplicate of ${ticket.ticketNumber}, so it cannot be the other way round. Reopen ${original.ticketNumber} first.`,
    );
  }
  const ids = idle.map(({ ticketId }) => ticketId);
  await tx.ticketLink.deleteMany({ where: { fromTicketId: { in: ids }, kind: DUPLICATE } });
  for (const id of ids) await refreshResolvedLines(tx, id);
}

export function refused(message: string, reasonOpens?: string): UserError {
  return new UserError(message, {
    field: DUPLICATE_FIELD,
    ...(reasonOpens === undefined ? {} : { reasonOpens }),
  });
}
