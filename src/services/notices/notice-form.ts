/** What `/desk settings` shows somebody: how they are told of what concerns them, and which tickets they have muted. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { NoticeSettings } from '../../domain/notices/decide-notice.js';
import { ADJUSTABLE_KINDS, type AdjustableKind } from '../../domain/notices/notice-kind.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { visibleTo } from '../tickets/visible-tickets.js';
import { readNoticeSettings } from './notice-settings.js';

export type MutedTicket = { ticketId: number; number: string; title: string };

export type NoticeForm = {
  settings: NoticeSettings;
  /** Those that can concern this person. */
  kinds: readonly AdjustableKind[];
  /** The newest ones, as far as they still see them. */
  muted: readonly MutedTicket[];
};

/** Slack's limit for the choices of a menu. */
export const MUTES_SHOWN_MAX = 100;

const FOR_REQUESTERS: readonly AdjustableKind[] = ['requests', 'watching'];

export async function readNoticeForm(desk: Desk, actor: Actor): Promise<NoticeForm> {
  requirePresent(actor);
  return inTransaction(desk.database, async (tx) => ({
    settings: await settingsOf(tx, actor),
    kinds: kindsFor(actor),
    muted: await readMuted(tx, actor),
  }));
}

/** Only agents and admins are ever given a ticket. */
export function kindsFor({ agentOf, isAdmin }: Actor): readonly AdjustableKind[] {
  return agentOf.size > 0 || isAdmin ? ADJUSTABLE_KINDS : FOR_REQUESTERS;
}

export async function settingsOf(tx: Tx, { userId }: Actor): Promise<NoticeSettings> {
  const settings = (await readNoticeSettings(tx, [userId])).get(userId);
  if (settings === undefined) throw new Error('Somebody who acts is known');
  return settings;
}

export function requirePresent({ isDeactivated }: Actor): void {
  if (isDeactivated) throw new UserError('Only people of this workspace are told anything.');
}

async function readMuted(tx: Tx, actor: Actor): Promise<MutedTicket[]> {
  const tickets = await tx.ticket.findMany({
    where: { mutes: { some: { userId: actor.userId } }, AND: visibleTo(actor) },
    orderBy: { id: 'desc' },
    take: MUTES_SHOWN_MAX,
    select: { id: true, ticketNumber: true, title: true },
  });
  return tickets.map(({ id, ticketNumber, title }) => ({ ticketId: id, number: ticketNumber, title }));
}
