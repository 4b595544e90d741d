/** Gives the files of what everybody may read to those who cannot open them where they were given: from direct messages to the agents, and back. */
import type { Tx } from '../../database/transaction.js';
import { isCarried } from '../../domain/carried-file.js';
import type { NewPost, PostPlace } from '../posts/new-post.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';

/** `commentId` null: the files of the description. */
type Given = { commentId: number | null; channelId: number };

/** `ordinal`: which move of the ticket they follow, 0 for none: after each they are given anew. */
type Way = { to: 'origin' | 'triage'; ordinal?: number };

/** Each file once a way, whoever asks how often. What may be copied at all is decided by whoever calls. */
export async function carryFiles(work: TicketWork, given: Given, way: Way): Promise<void> {
  const { tx, ticket, post } = work;
  const place = placeInThread(ticket, way.to);
  if (place === null) return;
  for (const copy of await copiesOf(tx, { ...given, ticketId: ticket.id }, { ...way, place })) post(copy);
}

/** As `carryFiles`, where the ticket is just being made. */
export async function copiesOf(
  tx: Tx,
  { ticketId, commentId, channelId }: Given & { ticketId: number },
  { to, ordinal = 0, place }: Way & { place: PostPlace & Pick<NewPost, 'threadRole'> },
): Promise<NewPost[]> {
  const channel = await tx.channel.findUniqueOrThrow({ where: { id: channelId }, select: { kind: true } });
  const files = await tx.attachment.findMany({
    where: { ticketId, commentId, removedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, sizeBytes: true },
  });
  const about = { ticketId, ...(commentId === null ? {} : { commentId }) };
  const turn = ordinal === 0 ? '' : `:move${ordinal}`;
  return files
    .filter((file) => isCarried(file, channel.kind))
    .map(({ id }) => ({
      ...{ ...place, ...about, key: `file:${id}:${to}${turn}` },
      ...{ kind: 'carried_file', payload: { attachmentId: id } },
    }));
}
