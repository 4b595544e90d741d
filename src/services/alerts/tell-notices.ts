/** Tells of alerts whose time has come: what still applies, each once, and many at once for one place as a digest. */
import {
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
import { type NoticeFate, noticeFate } from '../../domain/sla/notice-fate.js';
import { type AlertSetting, placeKey, whoIsTold } from '../../domain/sla/who-is-told.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { alertPost, digestPost } from './alert-posts.js';
import { loadAlertSettings } from './alert-settings.js';
import { insertNotices, noticeKey } from './plan-notices.js';

/** More for one place at once become a digest. */
export const SINGLE_ALERTS_MAX = 5;
/** Taken in one transaction; the rest for that place is another digest. */
const NOTICES_MAX = 1_000;
const PLACES_MAX = 200;
/** Whoever is told instead of somebody else is told in the next round. */
const ROUNDS_MAX = 20;
/** What cannot be told now is looked at again after this. */
const KEPT_MS = 60_000;

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
  const fates = fatesOf(taken, settings, due.now);
  const kept = taken.filter((_, index) => fates[index] === 'keep').map(({ id }) => id);
  if (kept.length > 0) {
    await tx.$executeRaw(postponeNoticesSql(kept, new Date(due.now.getTime() + KEPT_MS)));
  }
  const told = taken.filter((_, index) => fates[index] === 'tell');
  const misplaced = taken.filter((_, index) => fates[index] === 'redirect');
  await redirect(tx, misplaced, settings, due.now);
  const isDigest = told.length > SINGLE_ALERTS_MAX;
  const posts = isDigest ? [digestPost(place, told)] : told.map(alertPost);
  await enqueuePosts(tx, posts, due.now);
  const keys = new Map(told.map(({ id }, index) => [id, posts[isDigest ? 0 : index]?.key ?? null]));
  const over = taken.filter((_, index) => fates[index] !== 'keep');
  const settled = over.map(({ id }): SettledNotice => {
    const postKey = keys.get(id) ?? null;
    return { id, postKey, outcome: postKey === null ? 'dropped' : isDigest ? 'digest' : 'posted' };
  });
  if (settled.length > 0) await tx.$executeRaw(settleNoticesSql(settled, due.now));
  return { told: told.length, dropped: over.length - told.length };
}

/** Only what is told itself overtakes; without a setting there is nobody to tell yet. */
function fatesOf(
  taken: readonly DueNotice[],
  settings: ReadonlyMap<number, AlertSetting>,
  now: Date,
): NoticeFate[] {
  const fateOf = (notice: DueNotice, isOvertaken: boolean): NoticeFate => {
    const setting = settings.get(notice.ticketId);
    if (setting === undefined) return 'keep';
    const plan = whoIsTold(notice.percent, setting, now);
    const isForThemStill = plan.some((planned) => placeKey(planned) === placeKey(notice));
    return noticeFate({ ...notice, isOvertaken, isForThemStill }, now);
  };
  const told = taken.filter((notice) => fateOf(notice, false) === 'tell');
  return taken.map((notice) =>
    fateOf(
      notice,
      told.some((other) => overtakes(other, notice)),
    ),
  );
}

function overtakes(other: DueNotice, notice: DueNotice): boolean {
  return (
    other.ticketId === notice.ticketId &&
    other.target === notice.target &&
    other.clockVersion === notice.clockVersion &&
    other.percent > notice.percent
  );
}

/** To whoever would be told today and was not, escalation aside, which does not stand in for anybody. As old as what it replaces. */
async function redirect(
  tx: Tx,
  notices: readonly DueNotice[],
  settings: ReadonlyMap<number, AlertSetting>,
  now: Date,
): Promise<void> {
  for (const { alertId, ticketId, percent, createdAt } of notices) {
    const setting = settings.get(ticketId);
    const instead = setting === undefined ? [] : whoIsTold(percent, setting, now);
    const planned = instead
      .filter(({ audience }) => audience !== 'escalation')
      .map((notice) => ({ alertId, ticketId, notice }));
    await insertNotices(tx, planned, createdAt);
    for (const { notice } of planned) await revive(tx, noticeKey(alertId, notice), notice.deliverAt);
  }
}

/** Somebody who had it, lost it and has it again is told after all. */
async function revive(tx: Tx, key: string, deliverAt: Date): Promise<void> {
  await tx.alertNotice.updateMany({
    where: { key, outcome: 'dropped' },
    data: { toldAt: null, outcome: null, deliverAt },
  });
}
