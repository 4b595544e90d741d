/** What an earlier reporter was told stands in their direct messages as it was: redacted words go from there too. */
import { takeOutLeftSql } from '../../database/sql/take-out-left.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';

/** Copies of these comments; `null`: what shows the ticket itself. */
export async function takeOutLeft(
  { tx, ticket }: TicketWork,
  comments: readonly { id: number }[] | null,
): Promise<void> {
  if (comments?.length === 0) return;
  await tx.$executeRaw(takeOutLeftSql(ticket.id, comments?.map(({ id }) => id) ?? null));
}
