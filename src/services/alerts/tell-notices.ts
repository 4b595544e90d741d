/** Tells of alerts whose time has come: what still applies, each once, and many at once for one place as a digest. */
import {
  awaitCheckSql,
  type Due,
  type DueNotice,
  type DuePlace,
  duePlacesSql,
  postponeNoticesSql,
  type SettledNotice,
  settleNoticesSql,
  takeDueNoticesSql,
} from '../../database/sql/due-notices.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { NoticeFate } from '../../domain/sla/notice-fate.js';
import type { AlertSetting } from '../../domain/sla/who-is-told.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { alertPost, digestPost } from './alert-posts.js';
import { loadAlertSettings } from './alert-settings.js';
import { withFreshKeys } from './fresh-keys.js';
import { type JudgedNotice, judgeNotices } from './judge-notices.js';
import { hastenNotices, planUntold } from './plan-late.js';
import { insertNotices, noticeKey } from './plan-notices.js';

/** More for one place at once become a digest. */
export const SINGLE_ALERTS_MAX = 5;
/** Taken in one transaction; the rest for that place is another digest. */
const NOTICES_MAX = 1_000;
const PLACES_MAX = 200;
/** Whoever is told instead of somebody else is told in the next round. */
const ROUNDS_MAX = 20;

/** Notices told, alone or in a digest, and notices that did not apply any more. */
export type Telling = { told: number; dropped: number };

/**
 * One transaction a place. Safe to run twice at once and to be killed anywhere: a notice is taken with its row locked and marked in
 * the transaction that enqueues its post. A place that fails is logged and left for the next time. Without `writtenBefore`
 * everything is told that is due `at`.
 */
export async function tellNotices(
  desk: Desk,
  at: Date,
  { writtenBefore = at }: { writtenBefore?: Date } = {},
): Promise<Telling> {
  const telling = { told: 0, dropped: 0 };
  for (const prepare of [hastenNotices, planUntold]) await prepareTelling(desk, prepare, at);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const places = await desk.database.prisma.$queryRaw<DuePlace[]>(
      duePlacesSql({ now: at, writtenBefore, limit: PLACES_MAX }),
    );
    const before = telling.told + telling.dropped;
    for (const place of places) {
      const { told, dropped } = await tellPlace(desk, place, { now: at, writtenBefore, limit: NOTICES_MAX });
      telling.told += told;
      telling.dropped += dropped;
    }
    if (telling.told + telling.dropped === before) break;
  }
  return telling;
}

/** What cannot be planned anew keeps nobody from being told of the rest. */
async function prepareTelling(
  desk: Desk,
  prepare: (desk: Desk, now: Date) => Promise<void>,
  at: Date,
): Promise<void> {
  try {
    await prepare(desk, at);
  } catch (error) {
    desk.log.error({ err: error, step: prepare.name }, 'alerts could not be planned anew');
  }
}

async function tellPlace(desk: Desk, place: DuePlace, due: Due): Promise<Telling> {
  try {
    return await inTransaction(desk.database, (tx) => tellTaken(tx, desk, place, due));
  } catch (error) {
    desk.log.error({ err: error, ...place }, 'alerts could not be told');
    return { told: 0, dropped: 0 };
  }
}

async function tellTaken(tx: Tx, desk: Desk, place: DuePlace, due: Due): Promise<Telling> {
  const taken = await tx.$queryRaw<DueNotice[]>(takeDueNoticesSql(place, due));
  if (taken.length === 0) return { told: 0, dropped: 0 };
  const ticketIds = [...new Set(taken.map(({ ticketId }) => ticketId))];
  const settings = await loadAlertSettings(tx, desk, ticketIds);
  const judged = judgeNotices(taken, settings, due.now);
  const judgedAs = (fate: NoticeFate) => judged.filter((each) => each.fate === fate);
  await keepNotices(tx, judgedAs('keep'), due.now);
  await redirectNotices(tx, judgedAs('redirect'), due.now);
  const telling = judgedAs('tell');
  const told = telling.map(({ notice }) => notice);
  const isDigest = told.length > SINGLE_ALERTS_MAX;
  const isUrgent = ({ ticketId }: DueNotice) => isUrgentOn(settings.get(ticketId));
  const posts = await withFreshKeys(
    tx,
    isDigest
      ? [digestPost(place, told, told.some(isUrgent))]
      : telling.map((each) => alertPost(each, isUrgent(each.notice))),
  );
  await enqueuePosts(tx, posts, due.now);
  await nameAudiences(tx, taken, told);
  const keys = new Map(told.map(({ id }, index) => [id, posts[isDigest ? 0 : index]?.key ?? null]));
  const over = judged.filter(({ fate }) => fate !== 'keep');
  const settled = over.map(({ notice: { id }, ...judged }): SettledNotice => {
    const postKey = keys.get(id) ?? null;
    const outcome = postKey === null ? 'dropped' : isDigest ? 'digest' : 'posted';
    return { id, postKey, outcome, isUnchecked: judged.isUnchecked && postKey !== null };
  });
  if (settled.length > 0) await tx.$executeRaw(settleNoticesSql(settled, due.now));
  return { told: told.length, dropped: over.length - told.length };
}

function isUrgentOn(setting: AlertSetting | undefined): boolean {
  return setting?.urgentPriorities.includes(setting.priority) === true;
}

/** One statement an instant: of one place there are as many as there are calendars. */
async function keepNotices(tx: Tx, kept: readonly JudgedNotice[], now: Date): Promise<void> {
  const awaiting = kept.filter(({ awaitsCheck }) => awaitsCheck).map(({ notice: { id } }) => id);
  if (awaiting.length > 0) await tx.$executeRaw(awaitCheckSql(awaiting, now));
  const idsByTime = new Map<number, number[]>();
  for (const { notice, againAt } of kept) {
    const ids = idsByTime.get(againAt.getTime()) ?? [];
    idsByTime.set(againAt.getTime(), [...ids, notice.id]);
  }
  for (const [time, ids] of idsByTime) await tx.$executeRaw(postponeNoticesSql(ids, new Date(time)));
}

/** Those that have passed into another audience since they were planned: a digest reads it of the notice. */
async function nameAudiences(tx: Tx, taken: readonly DueNotice[], told: readonly DueNotice[]): Promise<void> {
  const before = new Map(taken.map(({ id, audience }) => [id, audience]));
  const moved = told.filter(({ id, audience }) => before.get(id) !== audience);
  for (const audience of new Set(moved.map((notice) => notice.audience))) {
    const ids = moved.filter((notice) => notice.audience === audience).map(({ id }) => id);
    await tx.alertNotice.updateMany({ where: { id: { in: ids } }, data: { audience } });
  }
}

/**
 * To whoever would be told today and was not; as old as what it replaces. Somebody who had it, lost it and has it again is told after
 * all: looked at now, and told when their hours allow it.
 */
async function redirectNotices(tx: Tx, misplaced: readonly JudgedNotice[], now: Date): Promise<void> {
  const planned = misplaced.flatMap(({ notice: { alertId, ticketId, createdAt }, instead }) =>
    instead.map((notice) => ({ alertId, ticketId, createdAt, notice })),
  );
  if (planned.length === 0) return;
  await insertNotices(tx, planned);
  const keys = planned.map(({ alertId, notice }) => noticeKey(alertId, notice));
  await tx.alertNotice.updateMany({
    where: { key: { in: keys }, outcome: 'dropped' },
    data: { toldAt: null, outcome: null, deliverAt: now },
  });
}
