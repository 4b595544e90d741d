import { describe, expect, it } from 'vitest';
import {
  can,
  canBeAssigned,
  canDesk,
  canMakeTicketOf,
  DESK_ACTIONS,
  relationsOf,
  TICKET_ACTIONS,
  type TicketAction,
} from '../../src/domain/permissions.js';
import { refusal, ticketNotFound } from '../../src/domain/refusal.js';
import { STATUSES } from '../../src/domain/ticket-status.js';
import { actor, answer, factsFor, NAMES, PEOPLE, type Person, PROJECT, ticket } from './permission-people.js';

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
