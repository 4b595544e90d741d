/** What Slack refused in a conversation goes on by itself once the conversation is back: nobody has to remember to press. */
import { resendRefusedSql } from '../../database/sql/settle-refused.js';
import type { Tx } from '../../database/transaction.js';
import { recordAudit } from '../record-audit.js';
import { refusedIds } from './refused-ids.js';
import { REFUSED } from './refused-posts.js';

/** The causes that are over then. Any other waits for an admin. */
const CAUSES = ['is_archived', 'not_in_channel', 'channel_not_found'];
/** What was never said and is older is no news: an admin decides about it. What stands there is brought up to date, however old. */
const NEWS_MS = 24 * 3_600_000;

/** In the transaction that learns that the conversation is back. Whether each may still be said is judged as it is sent. */
export async function resumeRefused(tx: Tx, channelId: number, now: Date): Promise<void> {
  await showAsItIs(tx, channelId, now);
  const since = new Date(now.getTime() - NEWS_MS);
  const isWanted = { OR: [{ messageTs: { not: null } }, { createdAt: { gte: since } }] };
  const ids = await refusedIds(tx, { AND: [REFUSED, isWanted, { channelId, lastError: { in: CAUSES } }] });
  const count = ids.length === 0 ? 0 : await tx.$executeRaw(resendRefusedSql(ids, now));
  if (count === 0) return;
  const subject = { channelId, count };
  await recordAudit(tx, { actorId: null, action: 'posts_resent', subject, now });
}

/** Of a message that stands there, a refused change counts as shown: it is shown again as it is by now. */
async function showAsItIs(tx: Tx, channelId: number, now: Date): Promise<void> {
  await tx.post.updateMany({
    where: { channelId, state: 'sent', isWithdrawn: false, lastError: { in: CAUSES } },
    data: { wantedVersion: { increment: 1 }, lastError: null, nextAttemptAt: now },
  });
}
