/** Reads what the question about a draft offers. */
import { z } from 'zod';
import type { Post } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import type { PostContent } from '../../../domain/post-content.js';
import { isDone, STATUSES } from '../../../domain/ticket-status.js';
import { visibleTo } from '../../tickets/visible-tickets.js';
import { actorSelect, toActor } from '../../users/actor-row.js';

const payloadSchema = z.object({ draftId: z.int(), isReminder: z.boolean().default(false) });
const TICKETS_MAX = 4;
const UNDONE = STATUSES.filter((status) => !isDone(status));

const threadSelect = { channel: { select: { kind: true, name: true } } } as const;

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
    select: { ticketNumber: true, title: true, threads: { where: { role: 'origin' }, select: threadSelect } },
  });
  return {
    kind: 'draft_prompt',
    ...{ draftId, isReminder },
    tickets: tickets.map(({ ticketNumber: number, title, threads }) => ({
      ...{ number, title },
      readIn: threads.map(({ channel }) => channel).find(({ kind }) => kind !== 'im')?.name ?? null,
    })),
  };
}
