/** A person's row as permissions see it. */
import type { Prisma } from '../../database/generated/client.js';
import type { Actor } from '../../domain/permissions.js';

export const actorSelect = {
  id: true,
  isSuperuser: true,
  isGuest: true,
  isExternal: true,
  isDeactivated: true,
  isBot: true,
  agentOf: {
    where: { isRemoved: false, OR: [{ isMember: true }, { isAdded: true }] },
    select: { projectId: true },
  },
  observerOf: { select: { projectId: true } },
} as const satisfies Prisma.UserSelect;

export type ActorRow = Prisma.UserGetPayload<{ select: typeof actorSelect }>;

/**
 * Bots act for nobody here: as actors they are deactivated. `openedTickets` is for whoever acts; somebody who is only looked at has opened
 * nothing.
 */
export function toActor(row: ActorRow, openedTickets: readonly number[] = []): Actor {
  return {
    userId: row.id,
    isAdmin: row.isSuperuser,
    isGuest: row.isGuest,
    isExternal: row.isExternal,
    isDeactivated: row.isDeactivated || row.isBot,
    agentOf: new Set(row.agentOf.map(({ projectId }) => projectId)),
    observerOf: new Set(row.observerOf.map(({ projectId }) => projectId)),
    openedTickets: new Set(openedTickets),
  };
}
