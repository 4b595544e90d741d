/** Reads a ticket as a card shows it. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { type CardTargets, NO_LINKS, type TicketCard, type TicketLinks } from '../../domain/post-content.js';
import { REDACTED } from '../../domain/redacted.js';
import type { Desk } from '../desk.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { readCardTargets } from './card-clock.js';
import { readTicketLinks } from './ticket-links.js';

const cardSelect = {
  id: true,
  ticketNumber: true,
  title: true,
  description: true,
  descriptionRedactedAt: true,
  status: true,
  priority: true,
  issueType: true,
  resolution: true,
  heldUntilAt: true,
  confidential: true,
  createdAt: true,
  updatedAt: true,
  firstRespondedAt: true,
  resolvedAt: true,
  responseTarget: true,
  resolutionTarget: true,
  responseBreachedAt: true,
  resolutionBreachedAt: true,
  slaPolicyId: true,
  clockStartedAt: true,
  clockStartReason: true,
  movedAt: true,
  projectId: true,
  reporterId: true,
  assigneeId: true,
  project: { select: { key: true, name: true, showTargets: true } },
  reporter: { select: personSelect },
  assignee: { select: personSelect },
  watchers: { select: { userId: true } },
  threads: {
    where: { role: { in: ['origin', 'triage'] } },
    select: {
      role: true,
      wasPrivate: true,
      threadTs: true,
      channel: { select: { slackChannelId: true, kind: true, isExternal: true } },
    },
  },
} as const satisfies Prisma.TicketSelect;

/** `measured` once `measureRow` has looked, `links` once `linkRow` has; without them a card has no targets, and no other tickets. */
export type CardRow = Prisma.TicketGetPayload<{ select: typeof cardSelect }> & {
  measured?: CardTargets;
  links?: TicketLinks;
};

/** By its number, or one that it had before it moved. */
export async function readCardRow(
  db: Tx,
  where: { id: number } | { ticketNumber: string },
): Promise<CardRow | null> {
  const row = await db.ticket.findUnique({ where, select: cardSelect });
  if (row !== null || 'id' in where) return row;
  const alias = await db.ticketAlias.findUnique({ where, select: { ticketId: true } });
  return alias === null ? null : db.ticket.findUnique({ where: { id: alias.ticketId }, select: cardSelect });
}

/** By id; a ticket that is not there has none. */
export async function readCardRows(db: Tx, ids: readonly number[]): Promise<Map<number, CardRow>> {
  const rows = await db.ticket.findMany({ where: { id: { in: [...ids] } }, select: cardSelect });
  return new Map(rows.map((row) => [row.id, row]));
}

/** With what remains of the targets by now. */
export async function measureRow(desk: Desk, db: Tx, row: CardRow): Promise<CardRow> {
  const measured = await readCardTargets(desk, db, row);
  return measured === null ? row : { ...row, measured };
}

/** With the tickets that it is linked with, of those that whoever reads it may see. */
export async function linkRow(db: Tx, row: CardRow, seen: Prisma.TicketWhereInput): Promise<CardRow> {
  return { ...row, links: await readTicketLinks(db, row.id, seen) };
}

/** Agents see targets always, requesters only if the project says so: one rule for cards, lists and ledgers. */
export function showsTargets(row: { project: { showTargets: boolean } }, isForAgents: boolean): boolean {
  return isForAgents || row.project.showTargets;
}

/** A start this close to the opening is the opening. */
const SAME_START_MS = 60_000;

function beganOf({ clockStartedAt: at, clockStartReason: reason, createdAt }: CardRow): TicketCard['began'] {
  const isElsewhere = reason !== null || createdAt.getTime() - at.getTime() >= SAME_START_MS;
  return isElsewhere ? { at, reason } : null;
}

export function toCard(row: CardRow, { isForAgents }: { isForAgents: boolean }): TicketCard {
  const origin = row.threads.find((thread) => thread.role === 'origin');
  const triage = row.threads.find((thread) => thread.role === 'triage');
  return {
    number: row.ticketNumber,
    projectKey: row.project.key,
    projectName: row.project.name,
    title: row.title,
    description: row.descriptionRedactedAt === null ? row.description : REDACTED,
    status: row.status,
    priority: row.priority,
    issueType: row.issueType,
    resolution: row.resolution,
    heldUntil: row.heldUntilAt,
    isConfidential: row.confidential,
    reporter: toPerson(row.reporter),
    assignee: row.assignee === null ? null : toPerson(row.assignee),
    createdAt: row.createdAt,
    changedAt: row.updatedAt,
    began: isForAgents ? beganOf(row) : null,
    targets: showsTargets(row, isForAgents) ? (row.measured ?? null) : null,
    origin:
      origin === undefined
        ? null
        : {
            slackChannelId: origin.channel.slackChannelId,
            threadTs: origin.threadTs,
            isDirect: origin.channel.kind === 'im',
          },
    triage:
      triage === undefined || !isForAgents
        ? null
        : { slackChannelId: triage.channel.slackChannelId, threadTs: triage.threadTs },
    links: row.links ?? NO_LINKS,
  };
}
