/** Ends what a channel that is no triage channel any more has to do with its project's tickets. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { untellNotices } from '../alerts/untell-notices.js';
import { noteLeaver } from '../leavers/note-leaver.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';

/**
 * Its threads go on as internal ones and nothing new is posted into them: what waits to be posted goes to the thread that the next
 * triage channel gets. The cards are taken out, because their buttons would work on, and so are lists of tickets, which would go on being
 * brought up to date. What else was meant for agents is taken out as soon as others can read there.
 */
export async function retireTriageChannel(tx: Tx, channelId: number, now: Date): Promise<void> {
  await tx.ticketThread.updateMany({ where: { channelId, role: 'triage' }, data: { role: 'linked' } });
  await retireLeavers(tx, channelId, now);
  await retireAlerts(tx, channelId, now);
  await withdrawPosts(tx, { channelId, kind: 'triage_card' });
}

/** Told anew to whoever can give their tickets to somebody by now, also what was taken out because others read there. */
async function retireLeavers(tx: Tx, channelId: number, now: Date): Promise<void> {
  const lists = { channelId, kind: 'leaver' };
  const told = await tx.post.findMany({
    where: lists,
    orderBy: { id: 'asc' },
    select: { projectId: true, payload: true },
  });
  for (const { projectId, payload } of told) {
    const { userId } = z.object({ userId: z.int() }).parse(payload);
    if (projectId !== null) await noteLeaver(tx, { projectIds: [projectId], userId, now });
  }
  await withdrawPosts(tx, lists);
}

/** What has not come yet is judged again. Of what stands there, what is still told there for another reason goes on standing. */
async function retireAlerts(tx: Tx, channelId: number, now: Date): Promise<void> {
  const lists = { channelId, kind: 'alert_digest', isWithdrawn: false };
  const unseen = { ...lists, messageTs: null };
  const posts = await tx.post.findMany({ where: unseen, select: { key: true } });
  const keys = posts.map(({ key }) => key);
  await untellNotices(tx, keys, now);
  await withdrawPosts(tx, unseen);
  await tx.post.updateMany({ where: lists, data: { wantedVersion: { increment: 1 } } });
}
