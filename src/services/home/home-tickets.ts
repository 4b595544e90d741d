/** The tickets of a Home: what waits for its person themselves, and below it an agent's queue or one's own requests. */
import { type HomeTickets, homeTicketsSql } from '../../database/sql/home-tickets.js';
import { type HomeTab, homePage, homeTabsOf, shownTab } from '../../domain/home.js';
import type { Actor } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import type { Desk } from '../desk.js';
import { readLinesOf } from '../finding/ticket-line.js';
import type { HomeQueue, HomeWaiting } from './home-content.js';

/** What somebody chose, believed only as far as they may look by now. */
export type HomeChoice = { tab: HomeTab; projectId: number | null; priority: Priority | null; page: number };

/** Of what waits; the rest is in `/ticket list mine`. */
const WAITING_MAX = 5;
/** Slack's limit for a menu, with room for "all of them". */
const PROJECTS_MAX = 99;

export async function readHomeTickets(
  desk: Desk,
  actor: Actor,
  choice: HomeChoice,
): Promise<{ waiting: HomeWaiting; queue: HomeQueue }> {
  const tab = shownTab(actor, choice.tab);
  const projects = tab === 'mine' ? [] : await projectsOf(desk, actor);
  const projectId = projects.some(({ id }) => id === choice.projectId) ? choice.projectId : null;
  const priority = tab === 'mine' ? null : choice.priority;
  const tabs = homeTabsOf(actor);
  const others = tabs.filter((each) => each !== tab);
  const asked = { tab, others, projectId, priority };
  const [found] = await desk.database.prisma.$queryRaw<HomeTickets[]>(
    homeTicketsSql(actor, asked, desk.clock.now()),
  );
  const { waiting, listed, counts } = found ?? { waiting: [], listed: [], counts: {} };
  const { page, pageCount, from, to } = homePage(listed.length, choice.page);
  const [waitingIds, listedIds] = [waiting.slice(0, WAITING_MAX), listed.slice(from, to)];
  const lines = await readLinesOf(desk, actor, [...new Set([...waitingIds, ...listedIds])]);
  const linesOf = (ids: readonly number[]) => ids.flatMap((id) => lines.filter((line) => line.id === id));
  return {
    waiting: { lines: linesOf(waitingIds), total: waiting.length },
    queue: {
      ...{ tab, projectId, priority, page, pageCount },
      tabs: tabs.map((each) => ({ tab: each, count: each === tab ? listed.length : (counts[each] ?? 0) })),
      projects: projects.length > 1 ? projects : [],
      lines: linesOf(listedIds),
    },
  };
}

async function projectsOf({ database }: Desk, actor: Actor): Promise<HomeQueue['projects']> {
  if (actor.agentOf.size === 0) return [];
  return database.prisma.project.findMany({
    where: { id: { in: [...actor.agentOf] }, archivedAt: null },
    orderBy: { key: 'asc' },
    take: PROJECTS_MAX,
    select: { id: true, key: true, name: true },
  });
}
