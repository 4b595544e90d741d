import { describe, expect, it } from 'vitest';
import {
  type Actor,
  can,
  canBeAssigned,
  canDesk,
  canMakeTicketOf,
  DESK_ACTIONS,
  internalReach,
  isInReach,
  needsReason,
  relationsOf,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketFacts,
} from '../../src/domain/permissions.js';
import { refusal, ticketNotFound } from '../../src/domain/refusal.js';
import { STATUSES } from '../../src/domain/ticket-status.js';

const PROJECT = 1;
const OTHER_PROJECT = 2;
const TICKET = 100;
const OTHER_TICKET = 101;

function actor(facts: Partial<Actor> = {}): Actor {
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

function ticket(facts: Partial<TicketFacts> = {}): TicketFacts {
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
const PEOPLE = {
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
type Person = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE) as Person[];
const STRANGERS: Person[] = [
  'agentOfAnother',
  'observerOfAnother',
  'assigneeOnly',
  'anyoneElse',
  'deactivatedAdmin',
  'guestWithRights',
  'outsiderWithRights',
];

/** Copied by hand from the product's table. Columns: reporter, watcher, reader, observer, agent, admin; everyone else: no. */
const TABLE: Record<TicketAction, [string, string, string, string, string, string]> = {
  view: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  view_history: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  view_sla: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  view_internal: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  comment_public: ['yes', 'yes', 'yes', 'no', 'yes', 'yes'],
  watch: ['yes', 'yes', 'yes', 'no', 'yes', 'yes'],
  unwatch: ['yes', 'yes', 'yes', 'no', 'yes', 'yes'],
  add_watcher: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  comment_internal: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  assign: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  change_reporter: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  prioritise: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  retitle: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  retype: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  tag: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  start: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  wait: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  hold: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  block: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  resume: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  move: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  backdate: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  snooze_alerts: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  redact: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  make_confidential: ['yes', 'no', 'no', 'no', 'yes', 'yes'],
  lift_confidentiality: ['no', 'no', 'no', 'no', 'yes', 'no'],
  resolve: ['yes', 'no', 'no', 'no', 'yes', 'yes'],
  close: ['yes', 'no', 'no', 'no', 'yes', 'yes'],
  reopen: ['yes', 'no', 'no', 'no', 'yes', 'yes'],
};
const REOPEN_ONCE_CLOSED = ['no', 'no', 'no', 'no', 'yes', 'yes'] as const;
const COLUMNS = ['reporter', 'watcher', 'reader', 'observer', 'agent', 'admin'] as const;

function factsFor(person: Person, facts: Partial<TicketFacts> = {}): TicketFacts {
  return ticket({ ...PEOPLE[person].facts, ...facts });
}

function answer(person: Person, action: TicketAction, facts: Partial<TicketFacts> = {}): string {
  return can(PEOPLE[person].actor, action, factsFor(person, facts)) ? 'yes' : 'no';
}

describe('the permission table', () => {
  it('has a row for every action', () => {
    expect(Object.keys(TABLE).sort()).toEqual([...TICKET_ACTIONS].sort());
  });

  const statuses = STATUSES.map((status) => ({ status }));
  describe.each(statuses)('on a ticket that is $status', ({ status }) => {
    it.each(TICKET_ACTIONS)('%s', (action) => {
      const row = action === 'reopen' && status === 'closed' ? REOPEN_ONCE_CLOSED : TABLE[action];
      expect(COLUMNS.map((column) => answer(column, action, { status }))).toEqual([...row]);
      for (const stranger of STRANGERS)
        expect([stranger, answer(stranger, action, { status })]).toEqual([stranger, 'no']);
    });
  });

  it('gives somebody in two relations the rights of both', () => {
    const both = actor({ userId: 1, agentOf: new Set([PROJECT]) });
    expect([...relationsOf(both, ticket())]).toEqual(['reporter', 'agent']);
    expect(can(both, 'comment_internal', ticket())).toBe(true);
  });

  it('lets guests read and comment like anybody in the room, and no more', () => {
    const guest = actor({ userId: 12, isGuest: true });
    const readable = ticket({ canReadOrigin: true });
    expect(can(guest, 'view', readable)).toBe(true);
    expect(can(guest, 'assign', readable)).toBe(false);
    expect(can(guest, 'view', ticket())).toBe(false);
  });

  it('keeps an outsider who reported the ticket its reporter', () => {
    const outsider = actor({ userId: 1, isExternal: true });
    expect(can(outsider, 'resolve', ticket())).toBe(true);
    expect(can(outsider, 'view_internal', ticket())).toBe(false);
  });
});

describe('a confidential ticket', () => {
  const SEES: Record<Person, boolean> = {
    reporter: true,
    watcher: true,
    reader: false,
    observer: false,
    agent: true,
    admin: false,
    agentOfAnother: false,
    observerOfAnother: false,
    assigneeOnly: false,
    anyoneElse: false,
    deactivatedAdmin: false,
    guestWithRights: false,
    outsiderWithRights: false,
  };
  it.each(NAMES)('%s', (person) => {
    expect(can(PEOPLE[person].actor, 'view', factsFor(person, { isConfidential: true }))).toBe(SEES[person]);
  });

  it.each(TICKET_ACTIONS)('an admin who has given no reason may not %s', (action) => {
    expect(can(PEOPLE.admin.actor, action, ticket({ isConfidential: true }))).toBe(false);
  });

  const confidential = { isConfidential: true };
  const opener = actor({ userId: 5, isAdmin: true, openedTickets: new Set([TICKET]) });
  /** What would let them, or somebody else, see it for longer than their reason does. */
  const NOT_BY_REASON: readonly TicketAction[] = [
    'watch',
    'add_watcher',
    'change_reporter',
    'move',
    'lift_confidentiality',
  ];

  it.each(TICKET_ACTIONS)(
    'an admin who has given a reason may %s it, unless that would outlast the reason',
    (action) => {
      expect(can(opener, action, ticket(confidential))).toBe(!NOT_BY_REASON.includes(action));
      expect(can(opener, action, ticket({ ...confidential, ticketId: OTHER_TICKET }))).toBe(false);
    },
  );

  it.each(TICKET_ACTIONS)('its reporter, watchers and agents may %s it as any other', (action) => {
    for (const person of ['reporter', 'watcher', 'agent'] as const)
      expect([person, answer(person, action, confidential)]).toEqual([person, answer(person, action)]);
  });

  it.each([
    ['a guest', { isGuest: true }],
    ['an outsider', { isExternal: true }],
    ['somebody deactivated', { isDeactivated: true }],
    ['no admin any more', { isAdmin: false }],
  ])('a reason opens nothing for %s', (_name, facts) => {
    const fallen = { ...opener, ...facts };
    expect(can(fallen, 'view', ticket(confidential))).toBe(false);
    expect(needsReason(fallen, ticket(confidential))).toBe(false);
  });

  it('asks only admins who cannot see it for a reason', () => {
    const asked = NAMES.filter((person) => needsReason(PEOPLE[person].actor, factsFor(person, confidential)));
    expect(asked).toEqual(['admin']);
    expect(needsReason(opener, ticket(confidential))).toBe(false);
    expect(needsReason(PEOPLE.admin.actor, ticket())).toBe(false);
  });

  it('an admin who is an agent of its project keeps an agent’s rights', () => {
    const both = actor({ isAdmin: true, agentOf: new Set([PROJECT]) });
    expect(can(both, 'view_internal', ticket({ isConfidential: true }))).toBe(true);
  });
});

describe('what was written internally', () => {
  const ELSEWHERE = OTHER_PROJECT;
  const mover = actor({ userId: 20, agentOf: new Set([ELSEWHERE]) });
  const reachOf = (person: Actor, facts: Partial<TicketFacts> = {}) => {
    const reach = internalReach(person, ticket(facts));
    return [PROJECT, ELSEWHERE].filter((projectId) => isInReach(reach, projectId));
  };

  it.each([
    ['an agent of the ticket’s project: what was written there', PEOPLE.agent.actor, {}, [PROJECT]],
    ['an agent of the project it was in before, who sees it no more: nothing', mover, {}, []],
    ['the same, who reads its thread: what was written there', mover, { canReadOrigin: true }, [ELSEWHERE]],
    ['the same, as its watcher', mover, { watcherIds: new Set([20]) }, [ELSEWHERE]],
    [
      'the same, as its watcher, while confidential',
      mover,
      { watcherIds: new Set([20]), isConfidential: true },
      [ELSEWHERE],
    ],
    ['an agent of both', actor({ agentOf: new Set([PROJECT, ELSEWHERE]) }), {}, [PROJECT, ELSEWHERE]],
    ['an admin', PEOPLE.admin.actor, {}, [PROJECT, ELSEWHERE]],
    ['an admin, of a confidential ticket', PEOPLE.admin.actor, { isConfidential: true }, []],
    [
      'an admin with a reason',
      actor({ isAdmin: true, openedTickets: new Set([TICKET]) }),
      { isConfidential: true },
      [PROJECT, ELSEWHERE],
    ],
    ['its reporter', PEOPLE.reporter.actor, {}, []],
    ['a guest, whatever their row says', { ...mover, isGuest: true }, { watcherIds: new Set([20]) }, []],
    [
      'an outsider, whatever their row says',
      { ...mover, isExternal: true },
      { watcherIds: new Set([20]) },
      [],
    ],
    ['somebody deactivated', { ...mover, isDeactivated: true }, { watcherIds: new Set([20]) }, []],
  ] as const)('%s', (_name, person, facts, projects) => {
    expect(reachOf(person, facts)).toEqual(projects);
  });
});

describe('the desk', () => {
  it.each(DESK_ACTIONS)('%s is for working admins only', (action) => {
    const allowed = NAMES.filter((person) => canDesk(PEOPLE[person].actor, action));
    expect(allowed).toEqual(['admin']);
  });

  it('only agents of the project and admins can be assigned', () => {
    const assignable = NAMES.filter((person) => canBeAssigned(PEOPLE[person].actor, ticket()));
    expect(assignable).toEqual(['agent', 'admin']);
    const confidential = ticket({ isConfidential: true });
    expect(NAMES.filter((person) => canBeAssigned(PEOPLE[person].actor, confidential))).toEqual(['agent']);
  });
});

describe('making a ticket of a message', () => {
  const member = actor();
  const guest = actor({ isGuest: true });
  const outsider = actor({ isExternal: true });
  const gone = actor({ isDeactivated: true });
  it.each([
    ['a member, of anybody’s, by reaction', member, false, 'reaction', true],
    ['a guest, of their own', guest, true, 'reaction', true],
    ['a guest, of somebody else’s', guest, false, 'shortcut', false],
    ['an outsider, of their own, by shortcut', outsider, true, 'shortcut', true],
    ['an outsider, of their own, by reaction', outsider, true, 'reaction', false],
    ['an outsider, of somebody else’s', outsider, false, 'mention', false],
    ['somebody deactivated', gone, true, 'shortcut', false],
  ] as const)('%s', (_name, person, isOwn, via, expected) => {
    expect(canMakeTicketOf(person, { isOwn, via })).toBe(expected);
  });
});

describe('a refusal', () => {
  it('says "not found" for a ticket one may not see, in the words for one that does not exist', () => {
    for (const action of TICKET_ACTIONS) {
      expect(refusal(PEOPLE.anyoneElse.actor, action, ticket(), 'IT-42')).toBe(ticketNotFound('IT-42'));
    }
  });
  it('says who can, and where to ask', () => {
    expect(refusal(PEOPLE.reporter.actor, 'assign', ticket(), 'IT-42')).toBe(
      'Only agents of its project can assign it. Ask in the thread of IT-42.',
    );
    expect(refusal(PEOPLE.watcher.actor, 'resolve', factsFor('watcher'), 'IT-42')).toBe(
      'Only its reporter and agents of its project can resolve it. Ask in the thread of IT-42.',
    );
  });
  it('says to an observer what they are', () => {
    expect(refusal(PEOPLE.observer.actor, 'comment_public', ticket(), 'IT-42')).toBe(
      'You observe the project of IT-42: you can read the ticket, and not comment on it.',
    );
    expect(refusal(PEOPLE.observer.actor, 'watch', ticket(), 'IT-42')).toBe(
      "You observe the project of IT-42: you can read the ticket, and not watch it yourself. Ask one of the project's agents to add you with `/ticket watch IT-42` and your name.",
    );
    expect(refusal(PEOPLE.observer.actor, 'unwatch', ticket(), 'IT-42')).toMatch(
      /^You do not watch IT-42, .* because you observe its project, .* ask an admin to remove you\.$/,
    );
    expect(refusal(PEOPLE.observer.actor, 'view', ticket({ isConfidential: true }), 'IT-42')).toBe(
      ticketNotFound('IT-42'),
    );
  });
  it('offers a reporter a new ticket instead of reopening a closed one', () => {
    expect(refusal(PEOPLE.reporter.actor, 'reopen', ticket({ status: 'closed' }), 'IT-42')).toContain(
      '/ticket new',
    );
  });
});
