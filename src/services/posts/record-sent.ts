/** Remembers what Slack was told: each outcome of a call is one transaction. */
import type { Prisma } from '../../database/generated/client.js';
import { holdPlaceSql } from '../../database/sql/hold-place.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { isPostKind, POST_RULES } from '../../domain/post-kind.js';
import type { Desk } from '../desk.js';
import { openThread } from '../threads/open-thread.js';
import type { ClaimedPost } from './claim-posts.js';
import { refreshCards } from './refresh-posts.js';
import type { AfterFailure } from './send-failure.js';
import { tellUndelivered } from './tell-undelivered.js';

/**
 * Committed before the call: whoever finds the row like this looks in Slack before posting. `sentVersion` is what the call shows, should
 * it turn out to have worked. False when the post, or what its channel is, has changed meanwhile: from here on a conversion of the
 * channel finds it on its way, and has it taken out.
 */
export async function recordSending(
  { database }: Desk,
  { post, channel, threadTs }: ClaimedPost,
): Promise<boolean> {
  const { kind, isExternal, role } = channel;
  return inTransaction(database, async (tx) => {
    const place = await tx.$queryRaw<unknown[]>(holdPlaceSql(channel.id, { kind, isExternal, role }));
    if (place.length === 0) return false;
    const { count } = await tx.post.updateMany({
      // Wanted otherwise since it was read: who may see it, or where it goes, may have changed.
      where: { id: post.id, state: 'pending', isWithdrawn: false, wantedVersion: post.wantedVersion },
      data: { state: 'sending', channelId: channel.id, threadTs, sentVersion: post.wantedVersion },
    });
    return count === 1;
  });
}

/** With the thread that the message is the root of, where it is one. Returns whether it is. */
export async function recordSent(
  desk: Desk,
  { post, channel, threadTs }: ClaimedPost,
  messageTs: string,
  restMs: number,
): Promise<{ opensThread: boolean }> {
  const role = isPostKind(post.kind) && threadTs === null ? POST_RULES[post.kind].opensThread : null;
  await inTransaction(desk.database, async (tx) => {
    const { isWithdrawn } = await tx.post.update({
      where: { id: post.id },
      data: { ...doneAt(desk, restMs), state: 'sent', messageTs, sentAt: desk.clock.now() },
      select: { isWithdrawn: true },
    });
    // Taken back while it was on its way: it is removed next, and what it would have opened is opened elsewhere.
    if (role !== null && post.ticketId !== null && !isWithdrawn) {
      await openThread(tx, { ticketId: post.ticketId, channelId: channel.id, threadTs: messageTs, role });
      // The other cards point to the conversation, and by now it has an address.
      if (role === 'origin') await refreshCards(tx, post.ticketId, { exceptPostId: post.id });
    }
  });
  return { opensThread: role !== null };
}

/** It was looked for and is not in Slack: as if it had never been tried. */
export async function recordAbsent({ database }: Desk, { post }: ClaimedPost): Promise<void> {
  await database.prisma.post.updateMany({
    where: { id: post.id, state: 'sending' },
    data: { state: 'pending', sentVersion: 0, lastError: null, slackFileId: null },
  });
}

/** Committed before the copy is shared with anybody. */
export async function recordFile(
  { database }: Desk,
  { post }: ClaimedPost,
  slackFileId: string,
): Promise<void> {
  await database.prisma.post.update({
    where: { id: post.id },
    data: { slackFileId },
    select: { id: true },
  });
}

/** The message shows `version`, or does not need to. */
export async function recordShown(desk: Desk, { post }: ClaimedPost, restMs: number): Promise<void> {
  await desk.database.prisma.post.update({
    where: { id: post.id },
    data: { ...doneAt(desk, restMs), sentVersion: post.wantedVersion },
    select: { id: true },
  });
}

/** The message is out of Slack, or never came into it, and no later change brings it back. */
export async function recordWithdrawn(tx: Tx, { post }: ClaimedPost): Promise<void> {
  await tx.post.update({
    where: { id: post.id },
    data: { state: 'withdrawn', isWithdrawn: true, attempts: 0 },
    select: { id: true },
  });
}

/** It was never sent, and there is nothing to show where it was to go; unless it is to go elsewhere by now. */
export async function recordUnshown({ database }: Desk, { post }: ClaimedPost): Promise<void> {
  await database.prisma.post.updateMany({
    where: { id: post.id, state: 'pending', wantedVersion: post.wantedVersion },
    data: { state: 'withdrawn', isWithdrawn: true, attempts: 0 },
  });
}

/**
 * Keeps what `afterFailure` decided: another try in `retryAfterMs`, or none where that is null. A refused update (`sent`) counts as shown,
 * so that only the next change tries again.
 */
export async function recordFailure(
  { database, clock }: Desk,
  { post }: ClaimedPost,
  { state, retryAfterMs, reason, isTakenOut = false }: AfterFailure,
): Promise<void> {
  const isOver = retryAfterMs === null;
  const now = clock.now();
  const data = {
    ...(state === null ? {} : { state }),
    ...(state === 'withdrawn' || isTakenOut ? { isWithdrawn: true } : {}),
    ...(state === 'sent' ? { sentVersion: post.wantedVersion } : {}),
    lastError: reason,
    attempts: isTakenOut || (isOver && state === 'sent') ? 0 : { increment: 1 },
    ...(isOver ? {} : { nextAttemptAt: new Date(now.getTime() + retryAfterMs) }),
  };
  await inTransaction(database, async (tx) => {
    const after = await tx.post.update({ where: { id: post.id }, data });
    const isMissed = !after.isWithdrawn || after.messageTs !== null;
    if (state === 'failed' && isMissed) await tellUndelivered(tx, after, { reason, now });
  });
}

function doneAt({ clock }: Desk, restMs: number): Prisma.PostUpdateInput {
  return { attempts: 0, lastError: null, nextAttemptAt: new Date(clock.now().getTime() + restMs) };
}
