/** An admin opens a confidential ticket for themselves, for a while, with a reason that its agents are told. */
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { type Actor, isAgentOf, needsReason } from '../../domain/permissions.js';
import { storableText } from '../../domain/storable-text.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import type { PostPlace } from '../posts/new-post.js';
import { recordAudit } from '../record-audit.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { readCardRow } from '../tickets/load-card.js';
import { factsFor, type LockedTicket } from '../tickets/locked-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import { notFound, requirePermission } from '../tickets/require-permission.js';
import { permissionRowOf } from '../tickets/view-ticket.js';
import { actorSelect, toActor } from '../users/actor-row.js';

/** Width of `confidential_readings.reason`. */
export const REASON_LENGTH_MAX = 500;
export const READING_MS = 24 * 3_600_000;
/** Block id of the form, so that a refusal stands at its field. */
export const REASON_FIELD = 'reason';
/** Agents of a project without a triage channel are told one by one. */
const TOLD_MAX = 50;

/** @throws UserError for whoever sees the ticket without one, and "not found" for whoever does not see it with one either. */
export async function requireReasonNeeded(desk: Desk, actor: Actor, ticketNumber: string): Promise<void> {
  const row = await readCardRow(desk.database.prisma, { ticketNumber });
  if (row === null) throw notFound(ticketNumber);
  requireNeed(actor, permissionRowOf(row), ticketNumber);
}

/**
 * While an earlier reason of theirs lets them see it, another one changes nothing: it is recorded and told once. One ticket, one admin,
 * one day. @throws UserError as `requireReasonNeeded`, and where there is no reason.
 */
export async function giveReason(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  given: { reason: string; sourceKey: string },
): Promise<{ endsAt: Date; isNew: boolean }> {
  const reason = checkReason(given.reason);
  return changeTicket(desk, { ticketNumber }, async (work) => {
    const { tx, ticket } = work;
    const now = desk.clock.now();
    const running = await tx.confidentialReading.findFirst({
      where: { ticketId: ticket.id, userId: actor.userId, endsAt: { gt: now } },
      select: { endsAt: true },
    });
    if (running !== null && ticket.confidential) return { endsAt: running.endsAt, isNew: false };
    requireNeed(actor, ticket, ticketNumber);
    const endsAt = new Date(now.getTime() + READING_MS);
    await recordReading(work, actor, { reason, endsAt, sourceKey: given.sourceKey });
    return { endsAt, isNew: true };
  });
}

function requireNeed(actor: Actor, ticket: Parameters<typeof requirePermission>[2], asked: string): void {
  if (needsReason(actor, factsFor(actor, ticket))) return;
  requirePermission(actor, 'view', ticket, asked);
  const { ticketNumber } = ticket;
  throw new UserError(`You can see ${ticketNumber} as it is: type \`${slash.ticket} show ${ticketNumber}\`.`);
}

async function recordReading(
  work: TicketWork,
  actor: Actor,
  { reason, endsAt, sourceKey }: { reason: string; endsAt: Date; sourceKey: string },
): Promise<void> {
  const { tx, ticket, now: occurredAt, desk } = work;
  const now = desk.clock.now();
  const who = { ticketId: ticket.id, userId: actor.userId };
  const { id: readingId } = await tx.confidentialReading.create({
    data: {
      ...who,
      reason,
      sourceKey: `reason:${ticket.id}:${actor.userId}:${sourceKey}`,
      givenAt: now,
      endsAt,
    },
    select: { id: true },
  });
  // The audit log is never changed, and the reason can be redacted: it stands in the reading alone.
  const subject = { ticketId: ticket.id, readingId, endsAt: endsAt.toISOString() };
  await recordAudit(tx, { actorId: actor.userId, action: 'confidential_read', subject, now });
  const key = `reason_given:${readingId}`;
  work.record({ action: 'reason_given', visibility: 'internal', occurredAt, sourceKey: key }, actor.userId);
  for (const place of await agentsPlaces(tx, ticket)) {
    const name = place.userId === undefined ? key : `${key}:${place.userId}`;
    const post = { ...place, key: name, kind: 'reason_given' as const, ticketId: ticket.id };
    work.post({ ...post, payload: { readingId } });
  }
}

/** The triage thread, or each agent where the project has none. */
async function agentsPlaces(
  tx: Tx,
  ticket: LockedTicket,
): Promise<(PostPlace & { threadRole?: 'origin' | 'triage' | 'linked' })[]> {
  const triage = placeInThread(ticket, 'triage');
  if (triage !== null) {
    const { threadRole, ...place } = triage;
    return [threadRole === undefined ? place : { ...place, threadRole }];
  }
  const { projectId } = ticket;
  const users = await tx.user.findMany({
    where: {
      agentOf: { some: { projectId, isRemoved: false, OR: [{ isMember: true }, { isAdded: true }] } },
    },
    orderBy: { id: 'asc' },
    take: TOLD_MAX,
    select: actorSelect,
  });
  return users.filter((user) => isAgentOf(toActor(user), projectId)).map(({ id: userId }) => ({ userId }));
}

function checkReason(text: string): string {
  const reason = storableText(text).replace(/\s+/gu, ' ').trim();
  const { length } = [...reason];
  if (length > 0 && length <= REASON_LENGTH_MAX) return reason;
  const words =
    length === 0
      ? 'Please say why: its agents are told.'
      : `A reason has at most ${REASON_LENGTH_MAX} characters; this one has ${length}.`;
  throw new UserError(words, { field: REASON_FIELD });
}
