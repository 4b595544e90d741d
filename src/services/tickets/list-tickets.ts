/** Lists the tickets a person may see, a page at a time. */
import type { Prisma } from '../../database/generated/client.js';
import type { IssueType } from '../../domain/issue-type.js';
import { LIST_WORDS_MAX } from '../../domain/list-words.js';
import type { Actor } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import { storableText } from '../../domain/storable-text.js';
import { isDone, STATUSES, type TicketStatus } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { countTickets, readTicketLines, type TicketLine } from './ticket-line.js';
import { targetsShownTo } from './visible-tickets.js';

export type ListScope = 'mine' | 'assigned' | 'unassigned' | 'open' | 'breached' | 'at-risk' | 'all';

type PersonFilter = { kind: 'me' } | { kind: 'user'; slackUserId: string };

export type TicketListQuery = {
  scope: ListScope;
  filters: {
    project?: string;
    priority?: Priority;
    status?: TicketStatus;
    type?: IssueType;
    tag?: string;
    assignee?: PersonFilter | { kind: 'nobody' };
    reporter?: PersonFilter;
  };
  /** All of them are in the number, the title or the description. */
  words: readonly string[];
};

export type TicketPage = {
  lines: TicketLine[];
  /** From 1; a page past the end is the last one. */
  page: number;
  hasNext: boolean;
  total: number;
};

export const LIST_PAGE_SIZE = 10;

/** Newest first. `breached` and `at-risk` show what can still be done something about: tickets that are not done. */
export async function listTickets(
  desk: Desk,
  actor: Actor,
  query: TicketListQuery,
  page: number,
): Promise<TicketPage> {
  const where = listWhere(query, actor, desk.clock.now());
  const total = await countTickets(desk, actor, where);
  const shown = Math.min(Math.max(page, 1), Math.max(Math.ceil(total / LIST_PAGE_SIZE), 1));
  const lines = await readTicketLines(desk, actor, {
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (shown - 1) * LIST_PAGE_SIZE,
    take: LIST_PAGE_SIZE,
  });
  return { lines, page: shown, hasNext: shown * LIST_PAGE_SIZE < total, total };
}

/** Which tickets are meant, of those that the actor may see. */
export function listWhere(query: TicketListQuery, actor: Actor, now: Date): Prisma.TicketWhereInput {
  const words = query.words.slice(0, LIST_WORDS_MAX).map(wordWhere);
  return { AND: [scopeWhere(query, actor, now), ...filtersWhere(query, actor), ...words] };
}

/** By status: what Prisma makes of "not done" proves no index. */
const NOT_DONE: Prisma.TicketWhereInput = { status: { in: STATUSES.filter((status) => !isDone(status)) } };

function scopeWhere({ scope, filters }: TicketListQuery, actor: Actor, now: Date): Prisma.TicketWhereInput {
  const open = filters.status === undefined ? NOT_DONE : {};
  switch (scope) {
    case 'all':
      return {};
    case 'open':
      return open;
    case 'mine':
      return { ...open, reporterId: actor.userId };
    case 'assigned':
      return { ...open, assigneeId: actor.userId };
    case 'unassigned':
      return { ...open, assigneeId: null };
    case 'breached':
      return {
        AND: [
          NOT_DONE,
          targetsShownTo(actor),
          { OR: [{ responseBreachedAt: { not: null } }, { resolutionBreachedAt: { not: null } }] },
        ],
      };
    case 'at-risk':
      return {
        AND: [
          NOT_DONE,
          targetsShownTo(actor),
          { OR: [{ responseAtRiskAt: { lte: now } }, { resolutionAtRiskAt: { lte: now } }] },
        ],
      };
  }
}

function filtersWhere({ filters }: TicketListQuery, actor: Actor): Prisma.TicketWhereInput[] {
  const { project, priority, status, type, tag, assignee, reporter } = filters;
  const where: Prisma.TicketWhereInput[] = [];
  if (project !== undefined) where.push({ project: { key: project } });
  if (priority !== undefined) where.push({ priority });
  if (status !== undefined) where.push({ status });
  if (type !== undefined) where.push({ issueType: type });
  if (tag !== undefined) where.push({ tags: { some: { tag: storableText(tag) } } });
  if (assignee?.kind === 'nobody') where.push({ assigneeId: null });
  else if (assignee !== undefined) where.push({ assignee: personWhere(assignee, actor) });
  if (reporter !== undefined) where.push({ reporter: personWhere(reporter, actor) });
  return where;
}

function personWhere(person: PersonFilter, actor: Actor): Prisma.UserWhereInput {
  return person.kind === 'me' ? { id: actor.userId } : { slackUserId: person.slackUserId };
}

function wordWhere(word: string): Prisma.TicketWhereInput {
  const contains = { contains: storableText(word).replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  const isNumber = [{ ticketNumber: contains }, { aliases: { some: { ticketNumber: contains } } }];
  return { OR: [...isNumber, { title: contains }, { description: contains }] };
}
