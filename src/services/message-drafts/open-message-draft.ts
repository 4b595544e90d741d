/** Opens a draft, and asks whose it is what is to become of it. */
import type { Tx } from '../../database/transaction.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';

type NewDraft = { userId: number; channelId: number; firstTs: string; lastTs: string };

/** The person has no other open one: the database refuses a second. */
export async function openMessageDraft(tx: Tx, draft: NewDraft, now: Date): Promise<void> {
  const { id } = await tx.messageDraft.create({
    data: { ...draft, createdAt: now, touchedAt: now },
    select: { id: true },
  });
  await enqueuePosts(
    tx,
    [{ kind: 'draft_prompt', key: promptKey(id), userId: draft.userId, payload: { draftId: id } }],
    now,
  );
}

export const promptKey = (draftId: number): string => `draft:${draftId}:prompt`;
export const reminderKey = (draftId: number): string => `draft:${draftId}:reminder`;
