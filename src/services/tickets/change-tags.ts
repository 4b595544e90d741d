/** Changes the tags of a ticket. */
import { TAG_MAX, TAGS_MAX, tagOf } from '../../domain/tags.js';
import { UserError } from '../../errors.js';
import type { TicketWork } from './act-on-ticket.js';

/** As they are stored: small letters, each once. @throws UserError for one that is too long, and for too many. */
export function checkTags(typed: readonly string[]): string[] {
  const tags = [...new Set(typed.map(tagOf))].filter((tag) => tag !== '');
  const long = tags.find((tag) => [...tag].length > TAG_MAX);
  if (long !== undefined) throw refused(`A tag has at most ${TAG_MAX} characters.`);
  if (tags.length > TAGS_MAX) throw refused(`A ticket has at most ${TAGS_MAX} tags.`);
  return tags;
}

/** The changelog is never changed, and tags are words: it says how many came and went. */
export async function changeTags(
  { tx, ticket, now, record }: TicketWork,
  actorId: number,
  wanted: readonly string[],
): Promise<void> {
  const rows = await tx.ticketTag.findMany({ where: { ticketId: ticket.id }, select: { tag: true } });
  const had = rows.map(({ tag }) => tag);
  const added = wanted.filter((tag) => !had.includes(tag));
  const removed = had.filter((tag) => !wanted.includes(tag));
  if (added.length + removed.length === 0) return;
  await tx.ticketTag.deleteMany({ where: { ticketId: ticket.id, tag: { in: removed } } });
  await tx.ticketTag.createMany({ data: added.map((tag) => ({ ticketId: ticket.id, tag })) });
  const newValue = { added: added.length, removed: removed.length };
  record({ action: 'tags', field: 'tags', newValue, occurredAt: now }, actorId);
}

function refused(message: string): UserError {
  return new UserError(message, { field: 'tags' });
}
