/** The permission table's first row as a filter, so that lists never read what a person may not see. */
import type { Prisma } from '../../database/generated/client.js';
import type { Actor } from '../../domain/permissions.js';

/**
 * Agrees with `can(actor, 'view', …)` for every ticket; a test compares the two over every relation. What a ticket's own row answers comes
 * first: PostgreSQL looks no further then, and for the others it would read every watcher and every thread into memory.
 */
export function visibleTo(actor: Actor): Prisma.TicketWhereInput {
  if (actor.isDeactivated) return { id: { in: [] } };
  const isInsider = !actor.isGuest && !actor.isExternal;
  const byRow: Prisma.TicketWhereInput[] = [{ reporterId: actor.userId }];
  const byOthers: Prisma.TicketWhereInput[] = [{ watchers: { some: { userId: actor.userId } } }];
  if (isInsider) {
    byRow.push({ projectId: { in: [...actor.agentOf] } });
    if (actor.observerOf.size > 0)
      byRow.push({ projectId: { in: [...actor.observerOf] }, confidential: false });
    if (actor.isAdmin) byRow.push({ confidential: false }, { id: { in: [...actor.openedTickets] } });
    else byOthers.push(READABLE_BY_EVERYBODY);
  }
  return { OR: [...byRow, ...byOthers] };
}

const READABLE_BY_EVERYBODY: Prisma.TicketWhereInput = {
  confidential: false,
  threads: {
    some: { role: 'origin', wasPrivate: false, channel: { kind: 'public', isExternal: false } },
  },
};

/**
 * Tickets whose targets this person is shown, of those they see at all: a list of the overdue ones would else tell. Observers are shown them
 * as requesters are.
 */
export function targetsShownTo(actor: Actor): Prisma.TicketWhereInput {
  const ways: Prisma.TicketWhereInput[] = [{ project: { showTargets: true } }];
  if (!actor.isGuest && !actor.isExternal) {
    ways.push({ projectId: { in: [...actor.agentOf] } });
    if (actor.isAdmin) ways.push({ confidential: false }, { id: { in: [...actor.openedTickets] } });
  }
  return { OR: ways };
}
