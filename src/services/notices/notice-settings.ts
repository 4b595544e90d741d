/** Reads how people want to be told, and which tickets they have muted. */
import type { Tx } from '../../database/transaction.js';
import { DIGEST_HOUR, type NoticeSettings } from '../../domain/notices/decide-notice.js';
import type { QuietHours } from '../../domain/notices/local-day.js';
import {
  type AdjustableKind,
  isAdjustable,
  NOTICE_MODES,
  type NoticeMode,
} from '../../domain/notices/notice-kind.js';

/** Of whoever is known; whoever has set nothing is told at once. What another version stored and this one does not know is left out. */
export async function readNoticeSettings(
  tx: Tx,
  userIds: readonly number[],
): Promise<Map<number, NoticeSettings>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: {
      id: true,
      timeZone: true,
      noticeSetting: { select: { digestHour: true, quietFrom: true, quietTo: true } },
      noticeChoices: { select: { kind: true, mode: true } },
    },
  });
  return new Map(
    rows.map(({ id, timeZone, noticeSetting, noticeChoices }) => [
      id,
      {
        timeZone,
        modes: modesOf(noticeChoices),
        digestHour: noticeSetting?.digestHour ?? DIGEST_HOUR,
        quiet: noticeSetting === null ? null : quietOf(noticeSetting),
      },
    ]),
  );
}

function modesOf(
  rows: readonly { kind: string; mode: string }[],
): Partial<Record<AdjustableKind, NoticeMode>> {
  const modes: Partial<Record<AdjustableKind, NoticeMode>> = {};
  for (const { kind, mode: stored } of rows) {
    const mode = NOTICE_MODES.find((each) => each === stored);
    if (mode !== undefined && isAdjustable(kind)) modes[kind] = mode;
  }
  return modes;
}

function quietOf({
  quietFrom,
  quietTo,
}: {
  quietFrom: number | null;
  quietTo: number | null;
}): QuietHours | null {
  return quietFrom === null || quietTo === null ? null : { fromMinute: quietFrom, toMinute: quietTo };
}

/** Asks of a person and a ticket whether the one has muted the other. */
export type IsMuted = (userId: number, ticketId: number | null) => boolean;

export async function readMutes(
  tx: Tx,
  userIds: readonly number[],
  ticketIds: readonly number[],
): Promise<IsMuted> {
  if (userIds.length === 0 || ticketIds.length === 0) return () => false;
  const rows = await tx.ticketMute.findMany({
    where: { userId: { in: [...new Set(userIds)] }, ticketId: { in: [...new Set(ticketIds)] } },
    select: { userId: true, ticketId: true },
  });
  const muted = new Set(rows.map(({ userId, ticketId }) => `${userId}:${ticketId}`));
  return (userId, ticketId) => muted.has(`${userId}:${ticketId}`);
}
