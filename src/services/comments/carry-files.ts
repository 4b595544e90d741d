/** Gives the files of what everybody may read to those who cannot open them where they were given: from direct messages to the agents, and back. */
import { isCarried } from '../../domain/carried-file.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';

/** `commentId` null: the files of the description. */
type Given = { commentId: number | null; channelId: number };

/** Each file once, whoever asks how often. What may be copied at all is decided by whoever calls. */
export async function carryFiles(
  { tx, ticket, post }: TicketWork,
  { commentId, channelId }: Given,
  to: 'origin' | 'triage',
): Promise<void> {
  const place = placeInThread(ticket, to);
  if (place === null) return;
  const channel = await tx.channel.findUniqueOrThrow({ where: { id: channelId }, select: { kind: true } });
  const files = await tx.attachment.findMany({
    where: { ticketId: ticket.id, commentId, removedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, sizeBytes: true },
  });
  for (const file of files) {
    if (!isCarried(file, channel.kind)) continue;
    const key = `file:${file.id}:${to}`;
    const about = { ticketId: ticket.id, ...(commentId === null ? {} : { commentId }) };
    post({ ...place, ...about, key, kind: 'carried_file', payload: { attachmentId: file.id } });
  }
}
