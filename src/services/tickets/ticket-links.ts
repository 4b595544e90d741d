/** Which other tickets a ticket is said to be a duplicate of, or to have as duplicates, for those who may see these. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { NO_LINKS, type TicketLinks } from '../../domain/post-content.js';
import { refreshCards, refreshResolvedLines } from '../posts/refresh-posts.js';

export const DUPLICATE = 'duplicate';
/** What the other one's history says of it. */
export const HAS_DUPLICATE = 'has_duplicate';
export const LINK_KINDS = ['follows_up', DUPLICATE, HAS_DUPLICATE] as const;
/** Of an entry in a history. */
export type LinkKind = (typeof LINK_KINDS)[number];

/** More is a list, not a line on a card. */
const DUPLICATES_READ_MAX = 50;

/** Only while it is resolved as one; whoever reopens it takes that back. */
const ACTIVE = { resolution: 'duplicate' } as const satisfies Prisma.TicketWhereInput;

/** @param seen the gate: which other tickets whoever reads it may see. */
export async function readTicketLinks(
  db: Tx,
  ticketId: number,
  seen: Prisma.TicketWhereInput,
): Promise<TicketLinks> {
  const original = await db.ticketLink.findFirst({
    where: { fromTicketId: ticketId, kind: DUPLICATE, from: ACTIVE, to: seen },
    select: { to: { select: { ticketNumber: true } } },
  });
  const duplicates = await db.ticketLink.findMany({
    where: { toTicketId: ticketId, kind: DUPLICATE, from: { AND: [ACTIVE, seen] } },
    orderBy: [{ createdAt: 'asc' }, { fromTicketId: 'asc' }],
    take: DUPLICATES_READ_MAX,
    select: { from: { select: { ticketNumber: true } } },
  });
  if (original === null && duplicates.length === 0) return NO_LINKS;
  return {
    duplicateOf: original?.to.ticketNumber ?? null,
    duplicates: duplicates.map(({ from }) => from.ticketNumber),
  };
}

/** The number of the other ticket, where it still is a duplicate of that one, reopened or not, and whoever reads it may see that. */
export async function readOriginal(
  db: Tx,
  ticketId: number,
  originalId: number,
  seen: Prisma.TicketWhereInput,
): Promise<string | null> {
  const link = await db.ticketLink.findFirst({
    where: { fromTicketId: ticketId, toTicketId: originalId, kind: DUPLICATE, to: seen },
    select: { to: { select: { ticketNumber: true } } },
  });
  return link?.to.ticketNumber ?? null;
}

/** The ticket is a duplicate now, or no more; has another number; or is seen by others: what is said of it elsewhere changes. */
export async function refreshLinked(tx: Tx, ticketId: number): Promise<void> {
  const of = { kind: DUPLICATE };
  const originals = await tx.ticketLink.findMany({ where: { ...of, fromTicketId: ticketId } });
  const duplicates = await tx.ticketLink.findMany({ where: { ...of, toTicketId: ticketId } });
  for (const { toTicketId } of originals) await refreshCards(tx, toTicketId);
  for (const { fromTicketId } of duplicates) {
    await refreshCards(tx, fromTicketId);
    await refreshResolvedLines(tx, fromTicketId);
  }
}
