/** Puts one person's Home together, from what they may see at this moment. */
import { HOME_TABS } from '../../domain/home.js';
import type { Desk } from '../desk.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import type { HomeContent } from './home-content.js';
import { readHomeDesk } from './home-desk.js';
import { readHomeTickets } from './home-tickets.js';
import { leftSince } from './rest-homes.js';

/** `isLeft`: nobody has looked at it for long. */
export type LoadedHome = { slackUserId: string; content: HomeContent; isLeft: boolean };

/**
 * Null where there is none to show: never opened, or its person was erased. A confidential ticket that an admin has given a reason for is
 * not in it: the reason ends, and a Home that nobody looks at stays as it is.
 */
export async function loadHome(desk: Desk, userId: number): Promise<LoadedHome | null> {
  const viewer = await desk.database.prisma.homeViewer.findUnique({
    where: { userId },
    select: {
      ...{ openedAt: true, tab: true, projectId: true, priority: true, page: true },
      user: { select: { ...actorSelect, slackUserId: true, erasedAt: true, profileReadAt: true } },
    },
  });
  if (viewer === null || viewer.user.erasedAt !== null) return null;
  const { slackUserId, profileReadAt, ...row } = viewer.user;
  // As `loadActor`: whoever Slack has not told of yet is taken for a guest.
  const actor = toActor(profileReadAt === null ? { ...row, isGuest: true } : row);
  const isLeft = viewer.openedAt <= leftSince(desk);
  if (actor.isDeactivated) return { slackUserId, content: null, isLeft };
  if (isLeft) return { slackUserId, content: 'resting', isLeft };
  const tab = HOME_TABS.find((each) => each === viewer.tab) ?? 'mine';
  const [tickets, ofDesk] = await Promise.all([
    readHomeTickets(desk, actor, { ...viewer, tab }),
    readHomeDesk(desk, actor),
  ]);
  return { slackUserId, content: { ...tickets, desk: ofDesk }, isLeft };
}
