/** An agent says when the incident really began: the clock starts there, with a reason that agents can read. */
import type { Actor } from '../../domain/permissions.js';
import { instantAtLocal } from '../../domain/sla/local-instant.js';
import { isKnownTimeZone } from '../../domain/sla/zone.js';
import { storableText } from '../../domain/storable-text.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { isRepeated } from './is-repeated.js';

/** An instant, or what a clock in the actor's own time zone showed; `minute` counts from 00:00. */
export type BeganWhen = { at: Date } | { date: string; minute: number };

/** `when` null: none was chosen. */
export type Began = { when: BeganWhen | null; reason: string };

/** Width of `tickets.clock_start_reason`. */
export const START_REASON_MAX = 500;
export const YEARS_BACK_MAX = 5;
/** Block ids of the form, so that a refusal stands at its field. */
export const BEGAN_FIELDS = { began: 'began', reason: 'reason' } as const;

/** To the same instant again for the same reason there is nothing to do. @throws UserError where the actor may not, or the instant or reason is none. */
export async function moveStart(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  { when, reason }: Began,
  { sourceKey }: { sourceKey?: string } = {},
): Promise<ActResult> {
  const key = sourceKey === undefined ? undefined : `start_moved:${sourceKey}`;
  const isChanged = await actOnTicket(desk, actor, ticketNumber, 'backdate', async (work) => {
    if (await isRepeated(work, key)) return false;
    if (when === null) throw refused('Please say when it began.');
    const startedAt = 'at' in when ? when.at : await localInstant(work, actor, when);
    return writeStart(work, actor, { startedAt, reason: checkReason(reason) }, key);
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

async function writeStart(
  work: TicketWork,
  actor: Actor,
  { startedAt, reason }: { startedAt: Date; reason: string },
  sourceKey: string | undefined,
): Promise<boolean> {
  const { ticket, now } = work;
  if (secondOf(startedAt) === secondOf(ticket.clockStartedAt)) {
    return writeReason(work, actor, reason, sourceKey);
  }
  checkStart(startedAt, ticket.createdAt, now);
  work.record(
    {
      action: 'start_moved',
      field: 'clock_started_at',
      oldValue: { startedAt: ticket.clockStartedAt.toISOString() },
      newValue: { startedAt: startedAt.toISOString(), reason },
      visibility: 'internal',
      occurredAt: now,
      ...(sourceKey === undefined ? {} : { sourceKey }),
    },
    actor.userId,
  );
  work.patch({
    ...{ clockStartedAt: startedAt, clockStartReason: reason },
    firstRespondedAt: await respondedSince(work, startedAt),
  });
  return true;
}

/** An answer from before the ticket counts at its start, and at its own time once the start is before that. */
async function respondedSince({ tx, ticket }: TicketWork, startedAt: Date): Promise<Date | null> {
  if (ticket.firstRespondedAt === null) return null;
  const first = await tx.changelogEntry.findFirst({
    where: { ticketId: ticket.id, action: 'first_response' },
    orderBy: { occurredAt: 'asc' },
    select: { occurredAt: true },
  });
  const respondedAt = first?.occurredAt ?? ticket.firstRespondedAt;
  return respondedAt > startedAt ? respondedAt : startedAt;
}

/** The same start for another reason: no target moves by it. */
async function writeReason(
  { tx, ticket, now, record, patch }: TicketWork,
  actor: Actor,
  reason: string,
  sourceKey: string | undefined,
): Promise<boolean> {
  const { clockStartReason: before } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { clockStartReason: true },
  });
  if (reason === before) return false;
  record(
    {
      action: 'start_reason',
      field: 'clock_start_reason',
      ...(before === null ? {} : { oldValue: before }),
      newValue: reason,
      visibility: 'internal',
      occurredAt: now,
      ...(sourceKey === undefined ? {} : { sourceKey }),
    },
    actor.userId,
  );
  patch({ clockStartReason: reason });
  return true;
}

/** Forms know no fraction of a second: left alone, a start is the same start. */
function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function checkStart(startedAt: Date, openedAt: Date, now: Date): void {
  const earliest = new Date(now);
  earliest.setUTCFullYear(now.getUTCFullYear() - YEARS_BACK_MAX);
  if (!(startedAt >= earliest)) {
    throw refused(`That is too long ago: a start can be at most ${YEARS_BACK_MAX} years back.`);
  }
  if (startedAt > now) throw refused('That is still to come. Give a time that has passed.');
  if (startedAt > openedAt) {
    throw refused('The ticket had been opened by then. Give a time before that, or the time it was opened.');
  }
}

async function localInstant(
  { tx }: TicketWork,
  actor: Actor,
  { date, minute }: { date: string; minute: number },
): Promise<Date> {
  const { timeZone } = await tx.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { timeZone: true },
  });
  const at = instantAtLocal(isKnownTimeZone(timeZone) ? timeZone : 'UTC', date, minute);
  if (at !== null) return at;
  throw refused('Your clocks never showed that time: they were put forward. Give another one.');
}

function checkReason(text: string): string {
  const reason = storableText(text).replace(/\s+/gu, ' ').trim();
  const length = [...reason].length;
  if (length > 0 && length <= START_REASON_MAX) return reason;
  throw new UserError(
    length === 0
      ? 'Please say how you know, for example "the printer\'s log says so".'
      : `A reason has at most ${START_REASON_MAX} characters; this one has ${length}.`,
    { field: BEGAN_FIELDS.reason },
  );
}

function refused(message: string): UserError {
  return new UserError(message, { field: BEGAN_FIELDS.began });
}
