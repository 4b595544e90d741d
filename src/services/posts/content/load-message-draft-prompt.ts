/** Reads what the question about a draft offers. */
import { z } from 'zod';
import type { Channel, Post } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import type { PostContent } from '../../../domain/post-content.js';
import { isDone, STATUSES } from '../../../domain/ticket-status.js';
import { visibleTo } from '../../tickets/visible-tickets.js';
import { actorSelect, toActor } from '../../users/actor-row.js';

const payloadSchema = z.object({ draftId: z.int(), isReminder: z.boolean().default(false) });
const TICKETS_MAX = 4;
const UNDONE = STATUSES.filter((status) => !isDone(status));

const placeSelect = { channel: { select: { kind: true, name: true } } } as const;
/** The conversation may be still to begin, where its card goes. */
const ticketSelect = {
  ...{ ticketNumber: true, title: true },
  threads: { where: { role: 'origin' }, select: placeSelect },
  posts: { where: { kind: 'origin_card', isWithdrawn: false }, select: placeSelect },
} as const;

/** Null once it is decided: the question disappears. */
export async function loadMessageDraftPrompt(db: Tx, post: Post): Promise<PostContent | null> {
  const { draftId, isReminder } = payloadSchema.parse(post.payload);
  const draft = await db.messageDraft.findUnique({
    where: { id: draftId },
    select: { userId: true, outcome: true },
  });
  if (draft === null || draft.userId !== post.userId) return null;
  if (draft.outcome !== null && draft.outcome !== 'lapsed') return null;
  const user = await db.user.findUnique({ where: { id: draft.userId }, select: actorSelect });
  if (user === null) return null;
  const tickets = await db.ticket.findMany({
    where: { reporterId: draft.userId, status: { in: UNDONE }, AND: visibleTo(toActor(user)) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: TICKETS_MAX,
    select: ticketSelect,
  });
  return {
    kind: 'draft_prompt',
    ...{ draftId, isReminder },
    tickets: tickets.map(({ ticketNumber: number, title, threads, posts }) => ({
      ...{ number, title },
      readIn: readIn([...threads, ...posts]),
    })),
  };
}

/** Where others than whoever asks read it; direct messages may have no conversation yet. */
function readIn(places: readonly { channel: Pick<Channel, 'kind' | 'name'> | null }[]): string | null {
  const channels = places.flatMap(({ channel }) => channel ?? []);
  return channels.find(({ kind }) => kind !== 'im')?.name ?? null;
}
