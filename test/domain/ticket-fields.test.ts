/** Which fields of a form are changed, which were by somebody else, and who is offered which. */
import { describe, expect, it } from 'vitest';
import type { Actor, TicketFacts } from '../../src/domain/permissions.js';
import { changeOf, fieldsFor, seenOf, TICKET_FIELDS } from '../../src/domain/ticket-fields.js';

describe('a field', () => {
  it.each([
    ['left as it was', 'a', 'a', 'a', 'none'],
    ['left as it was, changed by somebody else', 'a', 'a', 'b', 'none'],
    ['changed', 'a', 'b', 'a', 'change'],
    ['changed, and by somebody else to the same', 'a', 'b', 'b', 'none'],
    ['changed, and by somebody else to something else', 'a', 'b', 'c', 'stale'],
    ['changed back to what it was by now', 'a', 'c', 'c', 'none'],
  ] as const)('%s', (_name, seen, wanted, current, change) => {
    expect(changeOf(seen, wanted, current)).toBe(change);
  });

  it('is the same whatever the order of its tags or people', () => {
    expect(seenOf(['vpn', 'berlin'])).toBe(seenOf(['berlin', 'vpn']));
    expect(seenOf([10, 9])).toBe(seenOf([9, 10]));
    expect(seenOf(['1', '2'])).not.toBe(seenOf(['12']));
    expect(seenOf(null)).not.toBe(seenOf([]));
  });
});

describe('is offered', () => {
  const actor = (facts: Partial<Actor>): Actor => ({
    ...{ userId: 9, isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false },
    ...{
      agentOf: new Set<number>(),
      observerOf: new Set<number>(),
      openedTickets: new Set<number>(),
      ...facts,
    },
  });
  const ticket = (facts: Partial<TicketFacts> = {}): TicketFacts => ({
    ...{ ticketId: 1, projectId: 1, reporterId: 2, assigneeId: null, watcherIds: new Set<number>() },
    ...{ isConfidential: false, status: 'open', canReadOrigin: true, ...facts },
  });
  const agent = actor({ agentOf: new Set([1]) });
  const admin = actor({ isAdmin: true, openedTickets: new Set([1]) });
  const closed = { isConfidential: true };
  it.each([
    ['every one to an agent', agent, {}, TICKET_FIELDS],
    ['every one to an agent of a confidential ticket', agent, closed, TICKET_FIELDS],
    ['every one to an admin', admin, {}, TICKET_FIELDS],
    [
      'to an admin with a reason what does not outlast it',
      admin,
      closed,
      ['title', 'issueType', 'priority', 'tags', 'assigneeId'],
    ],
    ['its confidentiality to the reporter', actor({ userId: 2 }), {}, ['isConfidential']],
    ['none to a reader', actor({}), {}, []],
  ] as const)('%s', (_name, person, facts, fields) => {
    expect(fieldsFor(person, ticket(facts))).toEqual([...fields]);
  });
});
