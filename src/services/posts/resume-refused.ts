/** What Slack refused in a conversation goes on by itself once the conversation is back: nobody has to remember to press. */
import type { Channel } from '../../database/generated/client.js';
import { resendRefusedSql } from '../../database/sql/settle-refused.js';
import type { Tx } from '../../database/transaction.js';
import { recordAudit } from '../record-audit.js';
import { refusedIds } from './refused-ids.js';
import { REFUSED } from './refused-posts.js';

/** The causes that are over then. Any other waits for an admin. */
const CAUSES = ['is_archived', 'not_in_channel', 'channel_not_found'];
/** What was never said and is older is no news: an admin decides about it. What stands there is brought up to date, however old. */
const NEWS_MS = 24 * 3_600_000;

type Reachable = Pick<Channel, 'isArchived' | 'isBotMember'>;

/** In the transaction that learns of it, once for each time that it is back. Whether each may still be said is judged as it is sent. */
export async function resumeRefused(tx: Tx, before: Reachable, after: Channel, now: Date): Promise<void> {
  if (isReachable(before) || !isReachable(after)) return;
  const { id: channelId } = after;
  const since = new Date(now.getTime() - NEWS_MS);
  const isWanted = { OR: [{ messageTs: { not: null } }, { createdAt: { gte: since } }] };
  const ids = await refusedIds(tx, { AND: [REFUSED, isWanted, { channelId, lastError: { in: CAUSES } }] });
  const count = ids.length === 0 ? 0 : await tx.$executeRaw(resendRefusedSql(ids, now));
  if (count === 0) return;
  const subject = { channelId, count };
  await recordAudit(tx, { actorId: null, action: 'posts_resent', subject, now });
}

const isReachable = ({ isArchived, isBotMember }: Reachable): boolean => isBotMember && !isArchived;
