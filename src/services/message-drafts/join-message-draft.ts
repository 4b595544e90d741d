/** Somebody writes to the bot outside of any ticket: it joins their draft, and they are asked once what is to become of it. */
import { lockUserSql } from '../../database/sql/lock-user.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { hasLapsed } from '../../domain/message-draft.js';
import { compareTs, laterTs } from '../../domain/slack-ts.js';
import { ensureChannel } from '../channels/ensure-channel.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { openMessageDraft } from './open-message-draft.js';

export type DirectMessage = { slackUserId: string; slackChannelId: string; ts: string };

/** Has committed when it returns. Told of twice, late or in another order it ends in the same draft. */
export async function joinMessageDraft(
  desk: Desk,
  { slackUserId, slackChannelId, ts }: DirectMessage,
): Promise<void> {
  const user = await ensureUser(desk, slackUserId);
  if (user.isBot || user.isDeactivated) return;
  const channel = await ensureChannel(desk, slackChannelId, { channelType: 'im' });
  await inTransaction(desk.database, async (tx) => {
    await tx.$queryRaw(lockUserSql(slackUserId));
    if (await isHeardAlready(tx, user.id, ts)) return;
    const now = desk.clock.now();
    const open = await tx.messageDraft.findFirst({ where: { userId: user.id, settledAt: null } });
    if (open !== null && !hasLapsed(open, now)) {
      const firstTs = compareTs(ts, open.firstTs) < 0 ? ts : open.firstTs;
      const data = { firstTs, lastTs: laterTs(ts, open.lastTs), touchedAt: now };
      await tx.messageDraft.update({ where: { id: open.id }, data, select: { id: true } });
      return;
    }
    if (open !== null) await lapse(tx, open.id, now);
    await openMessageDraft(tx, { userId: user.id, channelId: channel.id, firstTs: ts, lastTs: ts }, now);
  });
}

/** Slack delivers a message again, or a late one belongs to what was settled in the meantime. */
async function isHeardAlready(tx: Tx, userId: number, ts: string): Promise<boolean> {
  // Text compares as time does: seconds have had ten digits since 2001.
  const draft = await tx.messageDraft.findFirst({
    where: { userId, firstTs: { lte: ts }, lastTs: { gte: ts } },
    select: { id: true },
  });
  return draft !== null;
}

/** It can still be settled by its buttons. */
async function lapse(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.messageDraft.update({
    where: { id },
    data: { settledAt: now, outcome: 'lapsed' },
    select: { id: true },
  });
}
