/** Redacts everything that one person wrote: comments, descriptions of tickets that are theirs, how they knew when one began, and why they opened others as an admin. */
import type { Actor } from '../../domain/permissions.js';
import { REDACTED } from '../../domain/redacted.js';
import type { Desk } from '../desk.js';
import { redactIn } from '../redaction/redact-texts.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';

/** How it was known when an incident began: one text with those that others gave before it. */
const START_ACTIONS = ['start_moved', 'start_reason'] as const;

/** Comments a transaction. */
const BATCH = 200;

/** Permitted by whoever calls. Ticket by ticket: killed in between, the next run does the rest. Returns how much was redacted. */
export async function redactPersonTexts(desk: Desk, actor: Actor, userId: number): Promise<number> {
  const { prisma } = desk.database;
  const written = await prisma.comment.findMany({
    where: { authorId: userId, redactedAt: null },
    select: { ticketId: true },
    distinct: ['ticketId'],
  });
  const reported = await prisma.ticket.findMany({
    where: { reporterId: userId, descriptionRedactedAt: null },
    select: { id: true },
  });
  const opened = await prisma.confidentialReading.findMany({
    where: { userId, reason: { not: REDACTED } },
    select: { ticketId: true },
  });
  const started = await prisma.changelogEntry.findMany({
    where: {
      actorId: userId,
      action: { in: [...START_ACTIONS] },
      ticket: { clockStartReason: { not: REDACTED } },
    },
    select: { ticketId: true },
    distinct: ['ticketId'],
  });
  const ticketIds = new Set([
    ...[...written, ...opened, ...started].map(({ ticketId }) => ticketId),
    ...reported.map(({ id }) => id),
  ]);
  let redacted = 0;
  for (const ticketId of ticketIds) redacted += await redactOnTicket(desk, actor, userId, ticketId);
  return redacted;
}

async function redactOnTicket(desk: Desk, actor: Actor, userId: number, ticketId: number): Promise<number> {
  let redacted = 0;
  for (;;) {
    const { count, isLast } = await changeTicket(desk, { ticketId }, async (work) => {
      const comments = await work.tx.comment.findMany({
        where: { ticketId, authorId: userId, redactedAt: null },
        orderBy: { id: 'asc' },
        take: BATCH,
        select: { id: true, channelId: true, messageTs: true, commentType: true, redactedAt: true },
      });
      const isReporter = work.ticket.reporterId === userId;
      const parts = [
        ...(isReporter ? (['title', 'description'] as const) : []),
        ...((await saidWhenItBegan(work, userId)) ? (['start_reason'] as const) : []),
        'admin_reasons' as const,
      ];
      const count = await redactIn(work, actor, comments, parts, userId);
      return { count, isLast: comments.length < BATCH };
    });
    redacted += count;
    if (isLast) return redacted;
  }
}

async function saidWhenItBegan({ tx, ticket }: TicketWork, userId: number): Promise<boolean> {
  const where = { ticketId: ticket.id, actorId: userId, action: { in: [...START_ACTIONS] } };
  return (await tx.changelogEntry.count({ where })) > 0;
}
