/** What a ticket's history says of other tickets, to those who may see them. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { HistoryDetail } from './history-detail.js';
import { LINK_KINDS } from './ticket-links.js';
import { visibleTo } from './visible-tickets.js';

type Entry = { action: string; newValue: unknown };

const link = z.object({ ticketId: z.int(), kind: z.enum(LINK_KINDS) });

/** Numbers by id, of the tickets that the entries name and the actor sees: one query. */
export async function readLinkedNumbers(
  db: Tx,
  actor: Actor,
  entries: readonly Entry[],
): Promise<Map<number, string>> {
  const ids = entries.flatMap((entry) => linkOf(entry)?.ticketId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.ticket.findMany({
    where: { AND: [{ id: { in: [...new Set(ids)] } }, visibleTo(actor)] },
    select: { id: true, ticketNumber: true },
  });
  return new Map(rows.map(({ id, ticketNumber }) => [id, ticketNumber]));
}

/** Null for a link with a ticket that they may not see, of which nothing is said, and for an entry of any other kind. */
export function linkDetail(entry: Entry, numbers: ReadonlyMap<number, string>): HistoryDetail | null {
  const found = linkOf(entry);
  const number = found === null ? undefined : numbers.get(found.ticketId);
  return found === null || number === undefined ? null : { kind: 'link', link: found.kind, number };
}

function linkOf({ action, newValue }: Entry): z.infer<typeof link> | null {
  const parsed = action === 'linked' ? link.safeParse(newValue) : null;
  return parsed?.success === true ? parsed.data : null;
}
