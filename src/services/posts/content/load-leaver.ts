/** Reads what somebody who works a project no more still has of it, as far as whoever reads it may know. */
import { z } from 'zod';
import type { Post, Prisma } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import { type Actor, actsAsAgent, isAgentOf } from '../../../domain/permissions.js';
import type { LeftTicket, PostContent } from '../../../domain/post-content.js';
import { countTickets, readTicketLines, type TicketLine } from '../../finding/ticket-line.js';
import { actorSelect, toActor } from '../../users/actor-row.js';
import { personSelect, toPerson } from '../../users/person-row.js';
import type { Loading } from './post-loader.js';

export const LEFT_TICKETS_MAX = 10;

type ProjectRow = { id: number; key: string; name: string };

/** Null: they are back, its reader has nothing to do with it any more, or they had nothing in the first place. */
export async function loadLeaver(
  { id: projectId, key, name }: ProjectRow,
  { db, desk, post }: Loading,
): Promise<PostContent | null> {
  const { userId } = z.object({ userId: z.int() }).parse(post.payload);
  const left = await db.user.findUnique({
    where: { id: userId },
    select: { ...actorSelect, ...personSelect },
  });
  const reader = await readerOf(db, post, projectId);
  if (left === null || reader === null || isAgentOf(toActor(left), projectId)) return null;
  const where = { projectId, assigneeId: userId, statusCategory: { not: 'done' } } as const;
  const lines = await readTicketLines(desk, reader, {
    where,
    orderBy: DUE_FIRST,
    skip: 0,
    take: LEFT_TICKETS_MAX,
  });
  const shown = await countTickets(desk, reader, where);
  const hidden = (await db.ticket.count({ where })) - shown;
  if (shown + hidden === 0 && post.sentVersion === 0) return null;
  return {
    kind: 'leaver',
    ...{ projectKey: key, projectName: name, person: toPerson(left), isGone: left.isDeactivated },
    ...{ tickets: lines.map(toLeft), more: shown - lines.length, hidden },
  };
}

const DUE_FIRST: Prisma.TicketOrderByWithRelationInput[] = [
  { resolutionTarget: { sort: 'asc', nulls: 'last' } },
  { id: 'asc' },
];

/** Who reads the project's own channel sees what its agents see; in one that was it before, nobody is anything to these tickets. */
async function readerOf(db: Tx, { userId, channelId }: Post, projectId: number): Promise<Actor | null> {
  if (userId === null) {
    const triage = await db.channel.findFirst({ where: { projectId, role: 'triage' }, select: { id: true } });
    return triage !== null && triage.id === channelId ? agentsOf(projectId) : null;
  }
  const user = await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user === null || !actsAsAgent(toActor(user), projectId) ? null : toActor(user);
}

function agentsOf(projectId: number): Actor {
  return {
    ...{ userId: 0, isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false },
    ...{ agentOf: new Set([projectId]), observerOf: new Set(), openedTickets: new Set() },
  };
}

function toLeft({ number, title, status, priority, isConfidential, due }: TicketLine): LeftTicket {
  return { number, title, status, priority, isConfidential, due: due === null ? null : dueOf(due) };
}

function dueOf(due: NonNullable<TicketLine['due']>): LeftTicket['due'] {
  if (due.kind === 'due') return { at: due.at, isOverdue: false };
  return due.kind === 'overdue' ? { at: due.sinceAt, isOverdue: true } : null;
}
