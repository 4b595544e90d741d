/** Everybody who stands to a ticket in some way, for the tests of the permission table. */
import { type Actor, can, type TicketAction, type TicketFacts } from '../../src/domain/permissions.js';

export const PROJECT = 1;
export const OTHER_PROJECT = 2;
export const TICKET = 100;

export function actor(facts: Partial<Actor> = {}): Actor {
  return {
    userId: 50,
    isAdmin: false,
    isGuest: false,
    isExternal: false,
    isDeactivated: false,
    agentOf: new Set(),
    observerOf: new Set(),
    openedTickets: new Set(),
    ...facts,
  };
}

export function ticket(facts: Partial<TicketFacts> = {}): TicketFacts {
  return {
    ticketId: TICKET,
    projectId: PROJECT,
    reporterId: 1,
    assigneeId: null,
    watcherIds: new Set(),
    isConfidential: false,
    status: 'open',
    canReadOrigin: false,
    ...facts,
  };
}

/** One person for each column of the product's table, and the facts that put them there. */
export const PEOPLE = {
  reporter: { actor: actor({ userId: 1 }), facts: {} },
  watcher: { actor: actor({ userId: 2 }), facts: { watcherIds: new Set([2]) } },
  reader: { actor: actor({ userId: 3 }), facts: { canReadOrigin: true } },
  observer: { actor: actor({ userId: 13, observerOf: new Set([PROJECT]) }), facts: {} },
  agent: { actor: actor({ userId: 4, agentOf: new Set([PROJECT]) }), facts: {} },
  admin: { actor: actor({ userId: 5, isAdmin: true }), facts: {} },
  agentOfAnother: { actor: actor({ userId: 6, agentOf: new Set([OTHER_PROJECT]) }), facts: {} },
  observerOfAnother: { actor: actor({ userId: 14, observerOf: new Set([OTHER_PROJECT]) }), facts: {} },
  assigneeOnly: { actor: actor({ userId: 7 }), facts: { assigneeId: 7 } },
  anyoneElse: { actor: actor({ userId: 8 }), facts: {} },
  deactivatedAdmin: {
    actor: actor({
      userId: 9,
      isAdmin: true,
      isDeactivated: true,
      observerOf: new Set([PROJECT]),
      agentOf: new Set([PROJECT]),
    }),
    facts: { watcherIds: new Set([9]), canReadOrigin: true },
  },
  guestWithRights: {
    actor: actor({
      userId: 10,
      isGuest: true,
      isAdmin: true,
      observerOf: new Set([PROJECT]),
      agentOf: new Set([PROJECT]),
    }),
    facts: {},
  },
  outsiderWithRights: {
    actor: actor({
      userId: 11,
      isExternal: true,
      isAdmin: true,
      observerOf: new Set([PROJECT]),
      agentOf: new Set([PROJECT]),
    }),
    facts: { canReadOrigin: true },
  },
} satisfies Record<string, { actor: Actor; facts: Partial<TicketFacts> }>;
export type Person = keyof typeof PEOPLE;
export const NAMES = Object.keys(PEOPLE) as Person[];

export function factsFor(person: Person, facts: Partial<TicketFacts> = {}): TicketFacts {
  return ticket({ ...PEOPLE[person].facts, ...facts });
}

export function answer(person: Person, action: TicketAction, facts: Partial<TicketFacts> = {}): string {
  return can(PEOPLE[person].actor, action, factsFor(person, facts)) ? 'yes' : 'no';
}
