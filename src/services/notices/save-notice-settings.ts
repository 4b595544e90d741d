/** Somebody says how they want to be told, from now on and of what is kept back for them already. */
import { lockUserIdSql } from '../../database/sql/held-posts.js';
import { inTransaction } from '../../database/transaction.js';
import { isQuietMinute } from '../../domain/notices/local-day.js';
import type { AdjustableKind, NoticeMode } from '../../domain/notices/notice-kind.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { kindsFor, requirePresent } from './notice-form.js';

/** Names of the form's fields, where a value can be refused. */
export const SETTING_FIELD = {
  digestHour: 'digest_hour',
  quietFrom: 'quiet_from',
  quietTo: 'quiet_to',
} as const;

export type WantedSettings = {
  /** Of the kinds that were asked for; null: at once. */
  modes: ReadonlyMap<AdjustableKind, NoticeMode | null>;
  digestHour: number;
  /** Minutes of the day; null where nothing was chosen. */
  quietFrom: number | null;
  quietTo: number | null;
  /** Muted no more. Only their own are touched. */
  unmuted: readonly number[];
};

/** All of it or nothing. @throws UserError at the field whose value cannot be. */
export async function saveNoticeSettings(desk: Desk, actor: Actor, wanted: WantedSettings): Promise<void> {
  requirePresent(actor);
  checkSettings(wanted);
  const { userId } = actor;
  const { digestHour, quietFrom, quietTo, unmuted } = wanted;
  await inTransaction(desk.database, async (tx) => {
    // Whoever tells what was kept back reads the settings under the same lock.
    await tx.$queryRaw(lockUserIdSql(userId));
    const now = desk.clock.now();
    const setting = { digestHour, quietFrom, quietTo, updatedAt: now };
    await tx.noticeSetting.upsert({ where: { userId }, create: { userId, ...setting }, update: setting });
    const kinds = kindsFor(actor).filter((kind) => wanted.modes.has(kind));
    await tx.noticeChoice.deleteMany({ where: { userId, kind: { in: [...kinds] } } });
    await tx.noticeChoice.createMany({
      data: kinds.flatMap((kind) => {
        const mode = wanted.modes.get(kind) ?? null;
        return mode === null ? [] : [{ userId, kind, mode }];
      }),
    });
    await tx.ticketMute.deleteMany({ where: { userId, ticketId: { in: [...unmuted] } } });
    // Decided anew at the next look, by what holds from now on.
    await tx.post.updateMany({
      where: { heldForId: userId, heldUntilAt: { not: null } },
      data: { heldUntilAt: now, isForDigest: false },
    });
  });
}

function checkSettings({ modes, digestHour, quietFrom, quietTo }: WantedSettings): void {
  if (!Number.isInteger(digestHour) || digestHour < 0 || digestHour > 23) {
    throw new UserError('Choose an hour from the list.', { field: SETTING_FIELD.digestHour });
  }
  if ((quietFrom === null) !== (quietTo === null)) {
    const field = quietFrom === null ? SETTING_FIELD.quietFrom : SETTING_FIELD.quietTo;
    const missing = quietFrom === null ? 'begin' : 'end';
    throw new UserError(`Say when they ${missing} too, or leave both empty.`, { field });
  }
  if (quietFrom === null || quietTo === null) return;
  if (!isMinute(quietFrom))
    throw new UserError('Choose a time from the list.', { field: SETTING_FIELD.quietFrom });
  if (!isMinute(quietTo))
    throw new UserError('Choose a time from the list.', { field: SETTING_FIELD.quietTo });
  if (quietFrom === quietTo) {
    throw new UserError('Quiet hours end at another time than they begin.', { field: SETTING_FIELD.quietTo });
  }
  const hasDigest = [...modes.values()].includes('digest');
  if (hasDigest && isQuietMinute({ fromMinute: quietFrom, toMinute: quietTo }, digestHour * 60)) {
    throw new UserError('Your digest would come in your quiet hours. Choose another hour for one of them.', {
      field: SETTING_FIELD.digestHour,
    });
  }
}

function isMinute(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1_440;
}
