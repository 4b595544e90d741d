/** Looks at every message that is about to be enqueued: whom it notifies, and whether that person wants to be told now. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import {
  decideNotice,
  JOINED_WITHIN_MS,
  type NoticeDecision,
  type NoticeSettings,
} from '../../domain/notices/decide-notice.js';
import {
  type NoticeKind,
  noticeKindOf,
  noticeRuleOf,
  TELLING_POST_KINDS,
} from '../../domain/notices/notice-kind.js';
import type { NewPost } from '../posts/new-post.js';
import { type IsMuted, readMutes, readNoticeSettings } from './notice-settings.js';

/** Columns of a post that is kept back, or was never to be sent. */
type Delivery = Pick<Prisma.PostCreateManyInput, 'state' | 'heldForId' | 'heldUntilAt' | 'isForDigest'>;

export type PlannedPost = { post: NewPost; delivery: Delivery };

type Notice = { kind: NoticeKind; userId: number; isAlone: boolean };

const AT_ONCE: Delivery = {};
/** It has its row all the same: the same cause does not make it again when their settings are others. */
const DROPPED: Delivery = { state: 'withdrawn' };

/** In the transaction that causes the posts. What notifies nobody asks the database nothing. */
export async function planDeliveries(tx: Tx, posts: readonly NewPost[], now: Date): Promise<PlannedPost[]> {
  const noticed = posts.map((post) => ({ post, notice: noticeOf(post) }));
  const notices = noticed.filter((each): each is { post: NewPost; notice: Notice } => each.notice !== null);
  if (notices.length === 0) return posts.map((post) => ({ post, delivery: AT_ONCE }));
  const facts = await readFacts(tx, notices, now);
  return noticed.flatMap(({ post, notice }) => {
    if (notice === null) return [{ post, delivery: AT_ONCE }];
    return deliveriesOf(post, notice, decide(post, notice, facts, now));
  });
}

/** What stands in a ticket's thread notifies whom it mentions, a direct message whoever gets it. */
function noticeOf(post: NewPost): Notice | null {
  const kind = noticeKindOf(post.kind, post.payload ?? {});
  if (kind === null) return null;
  if (post.notifies !== undefined) return { kind, ...post.notifies };
  if (post.userId === undefined || post.threadRole !== undefined) return null;
  return { kind, userId: post.userId, isAlone: true };
}

type Facts = {
  settings: ReadonlyMap<number, NoticeSettings>;
  isMuted: IsMuted;
  /** By person and ticket; what is decided here is written into it. */
  toldAt: Map<string, Date>;
};

async function readFacts(
  tx: Tx,
  notices: readonly { post: NewPost; notice: Notice }[],
  now: Date,
): Promise<Facts> {
  const userIds = notices.map(({ notice }) => notice.userId);
  const ticketIds = notices.flatMap(({ post }) => post.ticketId ?? []);
  const joined = notices.filter(({ notice }) => noticeRuleOf(notice.kind).isJoined && notice.isAlone);
  return {
    settings: await readNoticeSettings(tx, userIds),
    isMuted: await readMutes(tx, userIds, ticketIds),
    toldAt: await readToldAt(
      tx,
      joined.map(({ notice }) => notice.userId),
      joined.flatMap(({ post }) => post.ticketId ?? []),
      now,
    ),
  };
}

/** When each of these people was last told something about each of these tickets, where that is less than a minute ago. */
async function readToldAt(
  tx: Tx,
  userIds: readonly number[],
  ticketIds: readonly number[],
  now: Date,
): Promise<Map<string, Date>> {
  if (userIds.length === 0 || ticketIds.length === 0) return new Map();
  const sinceAt = new Date(now.getTime() - JOINED_WITHIN_MS);
  const told = await tx.post.findMany({
    where: {
      ticketId: { in: [...new Set(ticketIds)] },
      userId: { in: [...new Set(userIds)] },
      ...{ kind: { in: [...TELLING_POST_KINDS] }, threadRole: null, isWithdrawn: false, heldUntilAt: null },
      state: { in: ['pending', 'sending', 'sent'] },
      OR: [{ createdAt: { gt: sinceAt } }, { sentAt: { gt: sinceAt } }],
    },
    select: { userId: true, ticketId: true, createdAt: true, sentAt: true },
  });
  const latest = new Map<string, Date>();
  for (const { userId, ticketId, createdAt, sentAt } of told) {
    const key = `${userId}:${ticketId}`;
    const at = sentAt ?? createdAt;
    if (at > (latest.get(key) ?? sinceAt)) latest.set(key, at);
  }
  return latest;
}

function decide(post: NewPost, { kind, userId, isAlone }: Notice, facts: Facts, now: Date): NoticeDecision {
  const settings = facts.settings.get(userId);
  // Nobody is there: the way that messages to nobody have always gone.
  if (settings === undefined) return { do: 'tell' };
  const pair = `${userId}:${post.ticketId}`;
  const decision = decideNotice(
    {
      kind,
      isMuted: facts.isMuted(userId, post.ticketId ?? null),
      isOwnAct: post.payload?.byUserId === userId,
      isUrgent: post.isUrgent === true,
      lastToldAt: isAlone ? (facts.toldAt.get(pair) ?? null) : null,
      isDigestDue: false,
    },
    settings,
    now,
  );
  if (decision.do === 'tell' && isAlone && post.ticketId !== undefined) facts.toldAt.set(pair, now);
  return decision;
}

function deliveriesOf(post: NewPost, { userId, isAlone }: Notice, decision: NoticeDecision): PlannedPost[] {
  if (decision.do === 'tell') return [{ post, delivery: AT_ONCE }];
  const delivery: Delivery =
    decision.do === 'drop'
      ? DROPPED
      : { heldForId: userId, heldUntilAt: decision.untilAt, isForDigest: decision.do === 'digest' };
  if (isAlone) return [{ post, delivery }];
  const quiet = { post: { ...post, payload: { ...post.payload, isQuiet: true } }, delivery: AT_ONCE };
  return decision.do === 'drop' ? [quiet] : [quiet, { post: copyFor(post, userId), delivery }];
}

/** The line stands in its thread; what it is to the person whom it was to mention waits for them. */
function copyFor({ key, kind, ticketId, commentId, payload }: NewPost, userId: number): NewPost {
  return {
    ...{ key: copyKey(key, userId), kind, userId, payload: { ...payload, isCopy: true } },
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(commentId === undefined ? {} : { commentId }),
  };
}

export function copyKey(key: string, userId: number): string {
  return `${key}:to:${userId}`;
}
