/** Which other tickets a ticket is said to be a duplicate of, or to have as duplicates, for those who may see these. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { NO_LINKS, type TicketLinks } from '../../domain/post-content.js';
import { refreshCards } from '../posts/refresh-posts.js';

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

/** Where agents of a project read, and nobody else: they see every ticket of it. What is in another project by now stays out. */
export function seenByAgentsOf(projectId: number): Prisma.TicketWhereInput {
  return { projectId };
}

/** The ticket is a duplicate now, or no more; or has another number: what others' cards say of it changes. */
export async function refreshLinkedCards(tx: Tx, ticketId: number): Promise<void> {
  const of = { kind: DUPLICATE };
  const originals = await tx.ticketLink.findMany({ where: { ...of, fromTicketId: ticketId } });
  const duplicates = await tx.ticketLink.findMany({ where: { ...of, toTicketId: ticketId } });
  const ids = [
    ...originals.map(({ toTicketId }) => toTicketId),
    ...duplicates.map(({ fromTicketId }) => fromTicketId),
  ];
  for (const id of ids) await refreshCards(tx, id);
}
