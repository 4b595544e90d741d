/** Tells people what was kept back until now: person by person, what they want to know by now. */
import {
  type HeldPost,
  hastenHeldSql,
  lockPersonSql,
  peopleHeldSql,
  takeHeldSql,
} from '../../database/sql/held-posts.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { GATHERED_POSTS_MAX } from '../../domain/notices/gathered-max.js';
import { DEFAULT_ALERT_POLICY } from '../../domain/sla/alert-policy.js';
import type { Desk } from '../desk.js';
import { readMutes, readNoticeSettings } from './notice-settings.js';
import { settleHeld } from './settle-held.js';
import { tellByTicket } from './tell-by-ticket.js';
import { tellDigest } from './tell-digest.js';
import { untellLost, untellUnfit } from './untell-unfit.js';

/** A run; whoever is left is due in the next. */
const PEOPLE_MAX = 200;
/** Of one person, a transaction. What a digest has no room for is in the next day's. */
const POSTS_MAX = 50 * GATHERED_POSTS_MAX;

/**
 * One transaction a person, under the lock of their row: killed anywhere, or run by two processes at once, everything is told once. What
 * was kept back is decided anew, by their settings of now. Returns how many messages came of it.
 */
export async function tellHeld(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  await hastenHeld(desk, now);
  await untellLost(desk, now);
  const people = await desk.database.prisma.$queryRaw<{ userId: number }[]>(
    peopleHeldSql({ now, limit: PEOPLE_MAX }),
  );
  let told = 0;
  for (const { userId } of people) {
    try {
      told += await inTransaction(desk.database, (tx) => tellPerson(tx, userId, now));
    } catch (error) {
      desk.log.error({ err: error, userId }, 'what was kept back could not be told');
    }
  }
  return told;
}

const { urgentPriorities } = DEFAULT_ALERT_POLICY;

/** What becomes urgent while it is kept back is decided anew at once. Where that fails, everybody is told of the rest all the same. */
async function hastenHeld({ database, log }: Desk, now: Date): Promise<void> {
  try {
    await database.prisma.$executeRaw(hastenHeldSql({ now, urgentPriorities }));
  } catch (error) {
    log.error({ err: error }, 'alerts that have become urgent could not be brought forward');
  }
}

async function tellPerson(tx: Tx, userId: number, now: Date): Promise<number> {
  const locked = await tx.$queryRaw<unknown[]>(lockPersonSql(userId));
  if (locked.length === 0) return 0;
  const held = await tx.$queryRaw<HeldPost[]>(
    takeHeldSql(userId, { now, limit: POSTS_MAX, urgentPriorities }),
  );
  const settings = (await readNoticeSettings(tx, [userId])).get(userId);
  if (held.length === 0 || settings === undefined) return 0;
  const isMuted = await readMutes(
    tx,
    [userId],
    held.flatMap(({ ticketId }) => ticketId ?? []),
  );
  const keys = held.map(({ key }) => key);
  const unfit = await untellUnfit(tx, userId, keys, now);
  const due = { digest: [] as HeldPost[], now: [] as HeldPost[] };
  for (const post of held) {
    const isOver = post.isWithdrawn || unfit.has(post.key);
    const where = await settleHeld(tx, { ...post, isOver }, { userId, settings, isMuted, now });
    if (where !== null) due[where].push(post);
  }
  const messages = await tellByTicket(tx, userId, due.now, now);
  return messages + (await tellDigest(tx, userId, due.digest, { settings, now }));
}
