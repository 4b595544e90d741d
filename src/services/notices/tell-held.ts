/** Tells people what was kept back until now: what is about one ticket in one message, and what waits for the digest in one a day. */
import {
  type HeldPost,
  hastenHeldSql,
  lockPersonSql,
  peopleHeldSql,
  takeHeldSql,
} from '../../database/sql/held-posts.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { decideNotice, modeOf, type NoticeSettings } from '../../domain/notices/decide-notice.js';
import { GATHERED_POSTS_MAX } from '../../domain/notices/gathered-max.js';
import { dayOf, nextDigestAt } from '../../domain/notices/local-day.js';
import { type NoticeKind, noticeKindOf } from '../../domain/notices/notice-kind.js';
import { isPostKind } from '../../domain/post-kind.js';
import { DEFAULT_ALERT_POLICY } from '../../domain/sla/alert-policy.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import type { NewPost } from '../posts/new-post.js';
import { type IsMuted, readMutes, readNoticeSettings } from './notice-settings.js';
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
    const where = await settle(tx, { ...post, isOver }, { userId, settings, isMuted, now });
    if (where !== null) due[where].push(post);
  }
  const messages = await tellByTicket(tx, userId, due.now, now);
  return messages + (await tellDigest(tx, userId, due.digest, { settings, now }));
}

type Settling = { userId: number; settings: NoticeSettings; isMuted: IsMuted; now: Date };

/** Null: it waits on, or is not to be told any more. */
async function settle(
  tx: Tx,
  post: HeldPost & { isOver: boolean },
  { userId, settings, isMuted, now }: Settling,
): Promise<'digest' | 'now' | null> {
  const { id, key, ticketId, isForDigest, isUrgent, isOver } = post;
  const drop = async () => {
    await tx.post.update({
      where: { id },
      data: { state: 'withdrawn', heldUntilAt: null },
      select: { id: true },
    });
    return null;
  };
  if (isOver) return drop();
  const kind = kindOf(post);
  const silence = async () => {
    // Judged anew: what was for them alone is told to whoever is to know instead.
    await tx.alertNotice.updateMany({
      where: { postKey: key },
      data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
    });
    return drop();
  };
  const decision = decideNotice(
    {
      ...{ kind, isMuted: isMuted(userId, ticketId), isDigestDue: isForDigest },
      ...{ isOwnAct: false, isUrgent, lastToldAt: null },
    },
    settings,
    now,
  );
  switch (decision.do) {
    case 'tell':
      return isForDigest && !isUrgent && modeOf(kind, settings) === 'digest' ? 'digest' : 'now';
    case 'drop':
      return silence();
    default: {
      // What the digest would have told in their quiet hours is told by it when they are over.
      const isStillForDigest =
        decision.do === 'digest' || (isForDigest && modeOf(kind, settings) === 'digest');
      const data = { heldUntilAt: decision.untilAt, isForDigest: isStillForDigest };
      await tx.post.update({ where: { id }, data, select: { id: true } });
      return null;
    }
  }
}

/** One that only another version knows is told as what cannot be set. */
function kindOf({ kind, payload }: HeldPost): NoticeKind {
  return (isPostKind(kind) ? noticeKindOf(kind, payload) : null) ?? 'desk';
}

/** One alone is sent as the message that it is, unless that was written for a thread. */
async function tellByTicket(tx: Tx, userId: number, posts: readonly HeldPost[], now: Date): Promise<number> {
  const messages = byTicket(posts).flatMap((group) => inMessages(group));
  for (const group of messages) {
    const [first, second] = group;
    if (first === undefined) continue;
    if (second === undefined && !isCopy(first)) {
      const data = { heldUntilAt: null, nextAttemptAt: now };
      await tx.post.update({ where: { id: first.id }, data, select: { id: true } });
      continue;
    }
    const { ticketId } = first;
    await gather(tx, group, now, {
      ...{ key: `gathered:${first.id}`, kind: 'gathered', userId },
      ...(ticketId === null ? {} : { ticketId }),
    });
  }
  return messages.length;
}

/** In the order in which something was first to be told of them. */
function byTicket(posts: readonly HeldPost[]): HeldPost[][] {
  const groups = new Map<string, HeldPost[]>();
  for (const post of posts) {
    const about = post.ticketId === null ? `post:${post.id}` : `ticket:${post.ticketId}`;
    groups.set(about, [...(groups.get(about) ?? []), post]);
  }
  return [...groups.values()];
}

function inMessages(posts: readonly HeldPost[]): HeldPost[][] {
  const count = Math.ceil(posts.length / GATHERED_POSTS_MAX);
  return Array.from({ length: count }, (_, index) =>
    posts.slice(index * GATHERED_POSTS_MAX, (index + 1) * GATHERED_POSTS_MAX),
  );
}

function isCopy({ payload }: HeldPost): boolean {
  return 'isCopy' in payload && payload.isCopy === true;
}

/**
 * One a day of their own calendar, in as many messages as it takes: what comes after it, because they have moved its hour, is in the next
 * day's.
 */
async function tellDigest(
  tx: Tx,
  userId: number,
  posts: readonly HeldPost[],
  { settings, now }: { settings: NoticeSettings; now: Date },
): Promise<number> {
  if (posts.length === 0) return 0;
  const today = dayOf(settings.timeZone, now);
  const key = `daily_digest:${userId}:${today}`;
  if ((await tx.post.count({ where: { key } })) === 0) {
    const messages = inMessages(byTicket(posts).flat());
    for (const [index, part] of messages.entries()) {
      const partKey = index === 0 ? key : `${key}:${index + 1}`;
      await gather(tx, part, now, { key: partKey, kind: 'daily_digest', userId });
    }
    return messages.length;
  }
  const next = (after: Date) => nextDigestAt(settings.digestHour, settings.timeZone, after);
  const soonest = next(now);
  const heldUntilAt = dayOf(settings.timeZone, soonest) === today ? next(soonest) : soonest;
  await tx.post.updateMany({ where: { id: { in: posts.map(({ id }) => id) } }, data: { heldUntilAt } });
  return 0;
}

async function gather(tx: Tx, posts: readonly HeldPost[], now: Date, message: NewPost): Promise<void> {
  await enqueuePosts(tx, [message], now);
  const { id } = await tx.post.findUniqueOrThrow({ where: { key: message.key }, select: { id: true } });
  await tx.post.updateMany({
    where: { id: { in: posts.map((post) => post.id) } },
    data: { gatheredInId: id, heldUntilAt: null, state: 'withdrawn', sentAt: now },
  });
}
