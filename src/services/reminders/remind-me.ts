/** Somebody wants to be told of a ticket at some moment, or no more. */
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { actOnTicket } from '../tickets/act-on-ticket.js';
import { type ActResult, actResult } from '../tickets/act-result.js';

/** Width of `reminders.text`. */
export const REMINDER_TEXT_MAX = 500;
/** Of one person, of all tickets. */
const WAITING_MAX = 100;

export type WantedReminder = {
  at: Date;
  /** Slack mrkdwn; empty for none. */
  text: string;
  sourceKey: string;
};

/** For whoever sees the ticket, and for themselves alone. @throws UserError "not found" for everybody else, and past the bounds. */
export async function remindMe(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  { at, text, sourceKey }: WantedReminder,
): Promise<ActResult> {
  const { userId } = actor;
  const isChanged = await actOnTicket(desk, actor, ticketNumber, 'view', async ({ tx, ticket, now }) => {
    if ((await tx.reminder.count({ where: { sourceKey } })) > 0) return false;
    if (at <= now) throw new UserError('That has passed by now. Give a later time.');
    const length = [...text].length;
    if (length > REMINDER_TEXT_MAX) {
      throw new UserError(
        `A reminder has at most ${REMINDER_TEXT_MAX} characters; this one has ${length}. Write the rest with \`${slash.ticket} comment\` or \`${slash.ticket} note\`.`,
      );
    }
    if ((await tx.reminder.count({ where: { userId, toldAt: null } })) >= WAITING_MAX) {
      throw new UserError(
        `You have ${WAITING_MAX} reminders waiting already. \`${slash.ticket} remind\` with a number and \`off\` takes some back.`,
      );
    }
    await tx.reminder.create({
      data: { ticketId: ticket.id, userId, text, remindAt: at, sourceKey, createdAt: now },
      select: { id: true },
    });
    return true;
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

/** All of theirs that wait for this ticket. @throws UserError as `remindMe`. */
export async function forgetReminders(desk: Desk, actor: Actor, ticketNumber: string): Promise<ActResult> {
  const { userId } = actor;
  const isChanged = await actOnTicket(desk, actor, ticketNumber, 'view', async ({ tx, ticket }) => {
    const { count } = await tx.reminder.deleteMany({ where: { ticketId: ticket.id, userId, toldAt: null } });
    return count > 0;
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}
