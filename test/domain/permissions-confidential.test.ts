/** Who may do what on a confidential ticket, and who reads what was written internally. */
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  can,
  internalReach,
  isInReach,
  needsReason,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketFacts,
} from '../../src/domain/permissions.js';
import {
  actor,
  answer,
  factsFor,
  NAMES,
  OTHER_PROJECT,
  PEOPLE,
  type Person,
  PROJECT,
  TICKET,
  ticket,
} from './permission-people.js';

const OTHER_TICKET = 101;

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
