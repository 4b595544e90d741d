/** Tells whoever keeps a ticket that moves what was to mention them in the thread that it leaves, and had not come there. */
import { z } from 'zod';
import type { PostKind } from '../../domain/post-kind.js';
import { enqueueCopies } from '../posts/enqueue-posts.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';

type Unsaid = { kind: string; payload: unknown };

const assigned = z.object({ assigneeId: z.int() });
const answer = z.object({ wasWaiting: z.literal(true) });
/** It mentions nobody: their settings have had a copy made for them, or none. */
const quiet = z.object({ isQuiet: z.literal(true) });

/** What mentions an assignee in the agents' thread, and when it is them. Alerts go along by themselves. */
const MENTIONS: Partial<Record<PostKind, (payload: unknown, assigneeId: number) => boolean>> = {
  assigned: (payload, assigneeId) => assigned.safeParse(payload).data?.assigneeId === assigneeId,
  mirror: (payload) => answer.safeParse(payload).success,
  hold_over: () => true,
};

/**
 * By direct message, however they want that: where the ticket arrives there may be no thread, or no copy of that answer in it. What is just
 * on its way may come all the same; better twice than not at all. Before what waits is taken back.
 */
export async function tellUnheard({ tx, ticket, now }: TicketWork): Promise<void> {
  const { id: ticketId, assigneeId } = ticket;
  if (assigneeId === null) return;
  const unsaid = await tx.post.findMany({
    where: {
      ...{ ticketId, threadRole: 'triage', isWithdrawn: false, messageTs: null },
      ...{ kind: { in: Object.keys(MENTIONS) }, state: { in: ['pending', 'sending', 'failed'] } },
    },
    orderBy: { id: 'asc' },
    select: { key: true, kind: true, ticketId: true, commentId: true, payload: true },
  });
  const isTheirs = ({ kind, payload }: Unsaid) =>
    !quiet.safeParse(payload).success && MENTIONS[kind as PostKind]?.(payload, assigneeId) === true;
  await enqueueCopies(tx, unsaid.filter(isTheirs), { userId: assigneeId, now });
}
