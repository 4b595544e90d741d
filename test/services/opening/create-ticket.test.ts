import { beforeEach, describe, expect, it } from 'vitest';
import { createTicket } from '../../../src/services/opening/create-ticket.js';
import type { NewTicket } from '../../../src/services/opening/new-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

function newTicket(facts: Partial<NewTicket> = {}): NewTicket {
  return {
    sourceKey: 'view:V1',
    projectId: it_.project.id,
    reporterId: it_.userId('bo'),
    title: 'VPN down',
    description: '',
    issueType: 'incident',
    priority: 'medium',
    talk: { kind: 'direct' },
    ...facts,
  };
}

async function create(facts: Partial<NewTicket> = {}, by: 'bo' | 'ana' | 'gus' | 'olga' = 'bo') {
  return createTicket(fixture.desk, await it_.actor(by), newTicket(facts));
}

async function posts() {
  const rows = await fixture.desk.database.prisma.post.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ kind, channelId, userId, threadTs, threadRole }) => ({
    kind,
    channelId,
    userId,
    threadTs,
    threadRole,
  }));
}

describe('a new ticket', () => {
  it('takes the next number of its project and starts as the reporter said', async () => {
    const { ticketNumber, isNew } = await create();
    const row = await fixture.desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
    expect({ ticketNumber, isNew }).toEqual({ ticketNumber: 'IT-1', isNew: true });
    expect(row).toMatchObject({
      title: 'VPN down',
      status: 'new',
      statusCategory: 'todo',
      reporterId: it_.userId('bo'),
      createdAt: fixture.desk.clock.now(),
      clockStartedAt: fixture.desk.clock.now(),
      clockVersion: 1,
    });
  });

  it('has its targets in office hours: medium is 4 h to respond and 24 h to resolve', async () => {
    await create();
    const row = await fixture.desk.database.prisma.ticket.findFirstOrThrow();
    expect(row.responseTarget?.toISOString()).toBe('2026-03-02T14:00:00.000Z');
    expect(row.resolutionTarget?.toISOString()).toBe('2026-03-05T10:00:00.000Z');
    expect(row.nextWakeAt).not.toBeNull();
  });

  it('says in the changelog who opened it', async () => {
    await create({ reporterId: it_.userId('cleo') }, 'ana');
    const [entry] = await fixture.desk.database.prisma.changelogEntry.findMany();
    expect(entry).toMatchObject({ action: 'created', actorId: it_.userId('ana') });
  });

  it('starts open when it is given to an agent at once', async () => {
    const { ticketNumber } = await create({ assigneeId: it_.userId('ben') }, 'ana');
    const row = await fixture.desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
    expect(row).toMatchObject({ status: 'open', assigneeId: it_.userId('ben') });
    expect((await posts()).map(({ kind }) => kind)).toContain('assigned');
  });
});

describe('where a ticket is talked about', () => {
  it('direct: a thread in the reporter’s messages, a card in triage', async () => {
    await create();
    expect(await posts()).toEqual([
      { kind: 'origin_card', channelId: null, userId: it_.userId('bo'), threadTs: null, threadRole: null },
      { kind: 'triage_card', channelId: it_.triage.id, userId: null, threadTs: null, threadRole: null },
    ]);
  });

  it('a thread that is there: the card answers in it, and its replies are to be imported', async () => {
    const talk = {
      kind: 'thread',
      channelId: it_.help.id,
      threadTs: '1700000000.000100',
      isRootDescription: true,
    } as const;
    await create({ talk });
    expect((await posts())[0]).toMatchObject({ channelId: it_.help.id, threadTs: '1700000000.000100' });
    const [thread] = await fixture.desk.database.prisma.ticketThread.findMany();
    expect(thread).toMatchObject({
      role: 'origin',
      isRootDescription: true,
      importAfterTs: '0.000000',
      importedAt: null,
    });
  });

  it.each([
    { includeEarlier: true, importAfterTs: '0.000000' },
    { includeEarlier: false, importAfterTs: null },
  ])('a private thread is linked, announced there, and the origin is direct messages: %o', async (row) => {
    const talk = {
      kind: 'linked',
      channelId: it_.secret.id,
      threadTs: '1700000000.000100',
      includeEarlier: row.includeEarlier,
    } as const;
    await create({ talk });
    const [thread] = await fixture.desk.database.prisma.ticketThread.findMany();
    expect(thread).toMatchObject({ role: 'linked', importAfterTs: row.importAfterTs });
    expect((await posts()).map(({ kind, userId }) => [kind, userId])).toEqual([
      ['origin_card', it_.userId('bo')],
      ['triage_card', null],
      ['linked_note', null],
    ]);
  });

  it('without a triage channel each admin has the card', async () => {
    await create({ projectId: it_.hr.id });
    expect((await posts()).map(({ kind, userId }) => [kind, userId])).toEqual([
      ['origin_card', it_.userId('bo')],
      ['admin_card', it_.userId('ada')],
    ]);
  });
});

describe('a ticket that goes on from a closed one', () => {
  it.each([
    { by: 'bo', links: 1 },
    { by: 'gus', links: 0 },
  ] as const)('is linked where its author may see the earlier ticket: $by', async ({ by, links }) => {
    const { ticketNumber: predecessorNumber } = await create();
    await create({ sourceKey: 'view:V2', predecessorNumber, reporterId: it_.userId(by) }, by);
    expect(await fixture.desk.database.prisma.ticketLink.count({ where: { kind: 'follows_up' } })).toBe(
      links,
    );
  });
});

describe('once', () => {
  it('the same view twice makes one ticket', async () => {
    const first = await create();
    expect(await create()).toEqual({ ...first, isNew: false });
    expect(await fixture.desk.database.prisma.ticket.count()).toBe(1);
  });

  it('the same view ten times at the same moment makes one ticket and skips no number', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => create()));
    expect(new Set(made.map(({ ticketNumber }) => ticketNumber))).toEqual(new Set(['IT-1']));
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await create({ sourceKey: 'view:V2' })).ticketNumber).toBe('IT-2');
  });

  it('two messages of one thread make one ticket', async () => {
    const talk = {
      kind: 'thread',
      channelId: it_.help.id,
      threadTs: '1700000000.000100',
      isRootDescription: true,
    } as const;
    const made = await Promise.all([
      create({ talk, sourceKey: 'message:1:1700000000.000100' }),
      create({ talk, sourceKey: 'message:1:1700000001.000100' }),
    ]);
    expect(new Set(made.map(({ ticketNumber }) => ticketNumber)).size).toBe(1);
  });

  it('twenty tickets at the same moment have twenty numbers', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create({ sourceKey: `view:V${index}` })),
    );
    const numbers = made.map(({ ticketNumber }) => Number(ticketNumber.slice(3))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

describe('refused, and nothing is written', () => {
  const LONG = 'x'.repeat(201);
  it.each([
    ['a blank title', { title: ' \n ' }, 'bo', /title/, 'title'],
    ['a title of 201 characters', { title: LONG }, 'bo', /at most 200 characters; this one has 201/, 'title'],
    ['critical, chosen by a requester', { priority: 'critical' }, 'bo', /Only agents/, 'priority'],
    [
      'a type that is the agents’ own, chosen by a requester',
      { issueType: 'bug' },
      'bo',
      /incident or request/,
      'issue_type',
    ],
    ['tags by a requester', { tags: ['vpn'] }, 'bo', /Only agents/, 'tags'],
    ['a guest for somebody else', {}, 'gus', /Guests/, undefined],
    ['somebody from another organization', {}, 'olga', /people from other organizations/, undefined],
  ] as const)('%s', async (_name, facts, by, message, field) => {
    const refused = create(facts, by);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ field });
    expect(await fixture.desk.database.prisma.ticket.count()).toBe(0);
  });

  it('an assignee who is no agent', async () => {
    const refused = create({ assigneeId: it_.userId('cleo') }, 'ana');
    await expect(refused).rejects.toThrow(/Only agents of IT/);
    expect(await fixture.desk.database.prisma.ticket.count()).toBe(0);
  });

  it('somebody else as reporter, chosen by a requester', async () => {
    await expect(create({ reporterId: it_.userId('cleo') })).rejects.toMatchObject({ field: 'reporter' });
    expect((await create({ reporterId: it_.userId('cleo'), isReporterAuthor: true })).isNew).toBe(true);
  });

  it.each([
    ['private', { kind: 'private' as const }],
    ['shared with another organization', { isExternal: true }],
    ['archived', { isArchived: true }],
    ['one that the bot is not in', { isBotMember: false }],
    ['of unknown kind', { kind: 'unknown' as const }],
  ])('a conversation in a channel that is %s', async (_name, facts) => {
    const channel = await fixture.desk.database.prisma.channel.create({
      data: { slackChannelId: 'CNEW', kind: 'public', isBotMember: true, readAt: new Date(0), ...facts },
    });
    const talk = { kind: 'channel', channelId: channel.id } as const;
    await expect(create({ talk })).rejects.toMatchObject({ field: 'talk' });
    expect(await fixture.desk.database.prisma.ticket.count()).toBe(0);
  });

  it('an assignee chosen by a requester', async () => {
    await expect(create({ assigneeId: it_.userId('ana') })).rejects.toMatchObject({ field: 'assignee' });
  });

  it('a title of exactly 200 code points is fine', async () => {
    const { ticketNumber } = await create({ title: '😀'.repeat(200) });
    expect(ticketNumber).toBe('IT-1');
  });
});
