/** The permission table's first row as a filter, so that lists never read what a person may not see. */
import type { Prisma } from '../../database/generated/client.js';
import type { Actor } from '../../domain/permissions.js';

/** Agrees with `can(actor, 'view', …)` for every ticket; a test compares the two over every relation. */
export function visibleTo(actor: Actor): Prisma.TicketWhereInput {
  if (actor.isDeactivated) return { id: { in: [] } };
  const ways: Prisma.TicketWhereInput[] = [
    { reporterId: actor.userId },
    { watchers: { some: { userId: actor.userId } } },
  ];
  const isInsider = !actor.isGuest && !actor.isExternal;
  if (isInsider) {
    ways.push({ projectId: { in: [...actor.agentOf] } });
    ways.push(
      actor.isAdmin
        ? { OR: [{ confidential: false }, { id: { in: [...actor.openedTickets] } }] }
        : {
            confidential: false,
            threads: {
              some: { role: 'origin', wasPrivate: false, channel: { kind: 'public', isExternal: false } },
            },
          },
    );
  }
  return { OR: ways };
}

/** Tickets whose targets this person is shown, of those they see at all: a list of the overdue ones would else tell. */
export function targetsShownTo(actor: Actor): Prisma.TicketWhereInput {
  const ways: Prisma.TicketWhereInput[] = [{ project: { showTargets: true } }];
  if (!actor.isGuest && !actor.isExternal) {
    ways.push({ projectId: { in: [...actor.agentOf] } });
    if (actor.isAdmin) ways.push({ confidential: false }, { id: { in: [...actor.openedTickets] } });
  }
  return { OR: ways };
}
