/** The list in the middle of a Home: an agent's queue, with what is overdue or soon will be first, or one's own requests. */
import type { Prisma } from '../../database/generated/client.js';
import { HOME_COUNT_MAX, type HomeTab, homeTabsOf, shownTab, slicesOf } from '../../domain/home.js';
import type { Actor } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import { isDone, STATUSES } from '../../domain/ticket-status.js';
import type { Desk } from '../desk.js';
import { countTickets, readTicketLines } from '../tickets/ticket-line.js';
import type { HomeQueue } from './home-content.js';

/** What somebody chose, believed only as far as they may look by now. */
export type HomeChoice = { tab: HomeTab; projectId: number | null; priority: Priority | null; page: number };

type Where = Prisma.TicketWhereInput;

/** By status: what Prisma makes of "not done" proves no index. */
const NOT_DONE: Where = { status: { in: STATUSES.filter((status) => !isDone(status)) } };
const NOT_BREACHED: Where = { responseBreachedAt: null, resolutionBreachedAt: null };
/** Slack's limit for a menu, with room for "all of them". */
const PROJECTS_MAX = 99;

/** Permission is that of every list: what `readTicketLines` lets through. Here it is only said what is wanted. */
export async function readHomeQueue(desk: Desk, actor: Actor, choice: HomeChoice): Promise<HomeQueue> {
  const tab = shownTab(actor, choice.tab);
  const projects = tab === 'mine' ? [] : await projectsOf(desk, actor);
  const projectId = projects.some(({ id }) => id === choice.projectId) ? choice.projectId : null;
  const priority = tab === 'mine' ? null : choice.priority;
  const wanted = (each: HomeTab): Where => ({
    AND: [TABS[each](actor), each === 'mine' ? {} : filterOf(projectId, priority)],
  });
  const parts = partsOf(tab, desk.clock.now());
  const count = (where: Where) => countTickets(desk, actor, where, HOME_COUNT_MAX);
  const others = homeTabsOf(actor).filter((each) => each !== tab);
  const [counts, otherCounts] = await Promise.all([
    Promise.all(parts.map((part) => count({ AND: [wanted(tab), part] }))),
    Promise.all(others.map((each) => count({ AND: [wanted(each), listedIn(each, desk.clock.now())] }))),
  ]);
  const total = Math.min(
    HOME_COUNT_MAX,
    counts.reduce((sum, each) => sum + each, 0),
  );
  const tabs = homeTabsOf(actor).map((each) => ({
    tab: each,
    count: each === tab ? total : (otherCounts[others.indexOf(each)] ?? 0),
  }));
  const { page, pageCount, slices } = slicesOf(counts, choice.page);
  const lines = await Promise.all(
    slices.map(({ part, skip, take }) =>
      readTicketLines(desk, actor, {
        ...{ skip, take, orderBy: orderOf(tab) },
        where: { AND: [wanted(tab), parts[part] ?? {}] },
      }),
    ),
  );
  const isChoice = projects.length > 1;
  return {
    ...{ tab, tabs, projectId, priority, page, pageCount },
    projects: isChoice ? projects : [],
    lines: lines.flat(),
  };
}

/** Only what shows the viewer targets is ordered by them: their own projects, and for admins all. */
const TABS: Record<HomeTab, (actor: Actor) => Where> = {
  assigned: (actor) => ({
    ...NOT_DONE,
    assigneeId: actor.userId,
    ...(actor.isAdmin ? {} : inProjectsOf(actor)),
  }),
  unassigned: (actor) => ({ ...NOT_DONE, assigneeId: null, ...inProjectsOf(actor) }),
  risk: (actor) => ({ ...NOT_DONE, ...inProjectsOf(actor) }),
  // What waits for them stands above.
  mine: (actor) => ({ AND: [NOT_DONE, { status: { not: 'waiting' } }], reporterId: actor.userId }),
};

function inProjectsOf(actor: Actor): Where {
  return { projectId: { in: [...actor.agentOf] } };
}

function filterOf(projectId: number | null, priority: Priority | null): Where {
  return { ...(projectId === null ? {} : { projectId }), ...(priority === null ? {} : { priority }) };
}

/** Read one after the other: what was missed, what soon will be, and the rest. */
function partsOf(tab: HomeTab, now: Date): readonly Where[] {
  if (tab === 'mine') return [{}];
  const parts: Where[] = [breached(), { AND: [NOT_BREACHED, atRisk(now)] }];
  return tab === 'risk' ? parts : [...parts, { AND: [NOT_BREACHED, ...notAtRisk(now)] }];
}

function breached(): Where {
  return { OR: [{ responseBreachedAt: { not: null } }, { resolutionBreachedAt: { not: null } }] };
}

function atRisk(now: Date): Where {
  return { OR: [{ responseAtRiskAt: { lte: now } }, { resolutionAtRiskAt: { lte: now } }] };
}

/** Written out: in SQL, what is not known is not the opposite of anything. */
function notAtRisk(now: Date): Where[] {
  return [
    { OR: [{ responseAtRiskAt: null }, { responseAtRiskAt: { gt: now } }] },
    { OR: [{ resolutionAtRiskAt: null }, { resolutionAtRiskAt: { gt: now } }] },
  ];
}

/** What all its parts have together. */
function listedIn(tab: HomeTab, now: Date): Where {
  return tab === 'risk' ? { OR: [breached(), atRisk(now)] } : {};
}

/** A queue begins with whoever waits longest, one's own requests with the newest. */
function orderOf(tab: HomeTab): Prisma.TicketOrderByWithRelationInput[] {
  const direction = tab === 'mine' ? 'desc' : 'asc';
  return [{ createdAt: direction }, { id: direction }];
}

async function projectsOf({ database }: Desk, actor: Actor): Promise<HomeQueue['projects']> {
  return database.prisma.project.findMany({
    where: { id: { in: [...actor.agentOf] }, archivedAt: null },
    orderBy: { key: 'asc' },
    take: PROJECTS_MAX,
    select: { id: true, key: true, name: true },
  });
}
