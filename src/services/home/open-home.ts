/** Somebody opens their Home, or chooses what to look at there: from then on it is kept up to date for a while. */
import { hasHomeTicketsSql } from '../../database/sql/home-tickets.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { HOME_PAGE_MAX, type HomeTab, homeTabsOf, openingTab } from '../../domain/home.js';
import type { Actor } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';

/** Their choice stays, on its first page. Published in a moment, by whichever process comes first. */
export async function openHome(desk: Desk, actor: Actor): Promise<void> {
  const now = desk.clock.now();
  const { userId } = actor;
  await inTransaction(desk.database, async (tx) => {
    const chosen = await tx.homeViewer.findFirst({
      where: { userId, isTabChosen: true },
      select: { userId: true },
    });
    // Only when it is opened: taking the first ticket in it does not turn it to another list.
    const opening = chosen === null ? { tab: openingTab(actor, await hasAssigned(tx, actor, now)) } : {};
    await tx.homeViewer.upsert({
      where: { userId },
      create: { userId, openedAt: now, dueAt: now, ...opening },
      update: { openedAt: now, page: 1, ...opening },
      select: { userId: true },
    });
    await wantHome(tx, userId);
  });
}

async function hasAssigned(tx: Tx, actor: Actor, now: Date): Promise<boolean> {
  if (!homeTabsOf(actor).includes('assigned')) return false;
  const [row] = await tx.$queryRaw<{ found: boolean }[]>(hasHomeTicketsSql(actor, 'assigned', now));
  return row?.found === true;
}

/** After a press in it: it shows at once what came of that. Nothing where it was never opened. */
export async function refreshHome(desk: Desk, slackUserId: string): Promise<void> {
  await inTransaction(desk.database, async (tx) => {
    const viewer = await tx.homeViewer.findFirst({
      where: { user: { slackUserId, erasedAt: null } },
      select: { userId: true },
    });
    if (viewer === null) return;
    const { userId } = viewer;
    await tx.homeViewer.updateMany({ where: { userId }, data: { openedAt: desk.clock.now() } });
    await wantHome(tx, userId);
  });
}

export type HomeTurn = {
  tab?: HomeTab;
  projectKey?: string | null;
  priority?: Priority | null;
  page?: number;
};

/** Chooses what is looked at. Another list, or another filter, begins at its first page. @throws UserError for what they may not choose. */
export async function turnHome(desk: Desk, actor: Actor, turn: HomeTurn): Promise<void> {
  const { tab, projectKey, priority, page = 1 } = turn;
  if (tab !== undefined && !homeTabsOf(actor).includes(tab)) throw outdated();
  const isChoice = tab !== undefined && homeTabsOf(actor).length > 1;
  if (!Number.isInteger(page) || page < 1 || page > HOME_PAGE_MAX) throw outdated();
  const project = typeof projectKey === 'string' ? await ownProject(desk, actor, projectKey) : projectKey;
  const { count } = await desk.database.prisma.homeViewer.updateMany({
    where: { userId: actor.userId },
    data: {
      page,
      ...(isChoice ? { tab, isTabChosen: true } : {}),
      ...(project === undefined ? {} : { projectId: project }),
      ...(priority === undefined ? {} : { priority }),
    },
  });
  if (count === 0) throw outdated();
}

async function ownProject({ database }: Desk, actor: Actor, key: string): Promise<number> {
  const found = await database.prisma.project.findFirst({
    where: { key, id: { in: [...actor.agentOf] } },
    select: { id: true },
  });
  if (found === null) throw outdated();
  return found.id;
}

function outdated(): UserError {
  return new UserError('This does nothing any more. Open my Home tab again.');
}

async function wantHome(tx: Tx, userId: number): Promise<void> {
  await tx.homeChange.create({ data: { userIds: [userId], isAtOnce: true }, select: { id: true } });
}
