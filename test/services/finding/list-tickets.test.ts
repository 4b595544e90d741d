import { beforeEach, describe, expect, it } from 'vitest';
import { listTicketsSql } from '../../../src/database/sql/list-tickets.js';
import { visibleSql } from '../../../src/database/sql/visible-tickets.js';
import type { DayRange } from '../../../src/domain/day-range.js';
import { can } from '../../../src/domain/permissions.js';
import type { TicketListQuery } from '../../../src/domain/ticket-query.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { factsFor, lockTicket } from '../../../src/services/tickets/locked-ticket.js';
import { visibleTo } from '../../../src/services/tickets/visible-tickets.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

const prisma = () => fixture.desk.database.prisma;

async function list(person: Person, query: Partial<TicketListQuery> = {}, page = 1) {
  const found = await listTickets(
    fixture.desk,
    await it_.actor(person),
    { scope: 'all', filters: {}, words: [], ...query },
    page,
  );
  return found.lines.map(({ number }) => number);
}

/** One ticket of every kind that decides who may see it. */
async function openOneOfEach(): Promise<void> {
  const publicThread = {
    kind: 'thread',
    channelId: it_.help.id,
    threadTs: '1700000000.000100',
    isRootDescription: true,
  } as const;
  const shared = await prisma().channel.create({
    data: {
      slackChannelId: 'CSHARED',
      kind: 'public',
      isExternal: true,
      isBotMember: true,
      readAt: new Date(0),
    },
  });
  await it_.open({ title: 'direct' });
  await it_.open({ title: 'in public', talk: publicThread });
  await it_.open({ title: 'shared', talk: { ...publicThread, channelId: shared.id } });
  await it_.open({ title: 'of HR', projectId: it_.hr.id });
  const watched = await it_.open({ title: 'watched' });
  const confidential = await it_.open({ title: 'confidential' });
  const confidentialPublic = await it_.open({
    title: 'both',
    talk: { ...publicThread, threadTs: '1700000001.000100' },
  });
  await prisma().watcher.create({
    data: {
      ticketId: (await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: watched } })).id,
      userId: it_.userId('cleo'),
    },
  });
  await prisma().ticket.updateMany({
    where: { ticketNumber: { in: [confidential, confidentialPublic] } },
    data: { confidential: true },
  });
  await it_.open({ title: 'by Gus', reporterId: it_.userId('gus') }, 'gus');
}

async function observe(person: Person): Promise<void> {
  await prisma().projectObserver.create({
    data: { projectId: it_.project.id, userId: it_.userId(person), observesSinceAt: new Date(0) },
  });
}

async function titlesFor(person: Person, words: string[] = []): Promise<string[]> {
  const query: TicketListQuery = { scope: 'all', filters: {}, words };
  const found = await listTickets(fixture.desk, await it_.actor(person), query, 1);
  return found.lines.map(({ title }) => title).sort();
}

describe('who sees what', () => {
  it('the list is exactly what the permission table lets each person view', async () => {
    await openOneOfEach();
    await observe('cleo');
    const tickets = await prisma().ticket.findMany({ select: { id: true } });
    for (const person of ['ada', 'ana', 'bo', 'cleo', 'gus', 'olga', 'hedy'] as const) {
      const actor = await it_.actor(person);
      const allowed = await prisma().$transaction(async (tx) => {
        const locked = await Promise.all(tickets.map(({ id }) => lockTicket(tx, { ticketId: id })));
        return locked.flatMap((ticket) =>
          ticket !== null && can(actor, 'view', factsFor(actor, ticket)) ? [ticket.id] : [],
        );
      });
      const listed = await prisma().ticket.findMany({ where: visibleTo(actor), select: { id: true } });
      expect([person, listed.map(({ id }) => id).sort()]).toEqual([person, allowed.sort()]);
      const byHand = await prisma().$queryRaw<{ id: number }[]>(listTicketsSql([visibleSql(actor)], 100));
      expect([person, byHand.map(({ id }) => id).sort()]).toEqual([person, allowed]);
    }
  });

  it('an observer: of their project what is not confidential, and what they would see anyway', async () => {
    await openOneOfEach();
    await observe('hedy');
    expect(await titlesFor('hedy')).toEqual([
      ...['by Gus', 'direct', 'in public', 'of HR', 'shared', 'watched'],
    ]);
    expect(await titlesFor('hedy', ['conf'])).toEqual([]);
    await prisma().user.update({ where: { slackUserId: slackIdOf('hedy') }, data: { isGuest: true } });
    expect(await titlesFor('hedy')).toEqual([]);
  });

  it.each([
    ['bo', ['both', 'confidential', 'direct', 'in public', 'of HR', 'shared', 'watched']],
    ['cleo', ['in public', 'watched']],
    ['gus', ['by Gus']],
    ['olga', []],
    ['hedy', ['in public', 'of HR']],
    ['ana', ['both', 'by Gus', 'confidential', 'direct', 'in public', 'shared', 'watched']],
    ['ada', ['by Gus', 'direct', 'in public', 'of HR', 'shared', 'watched']],
  ] as const)('%s', async (person, titles) => {
    await openOneOfEach();
    expect(await titlesFor(person)).toEqual([...titles].sort());
  });
});

describe('scopes and filters', () => {
  beforeEach(async () => {
    await it_.open({ title: 'printer jams', priority: 'high', tags: ['Printer'] }, 'ana');
    await it_.open({ title: '100% CPU', assigneeId: it_.userId('ana'), issueType: 'bug' }, 'ana');
    await it_.open({ title: 'done already', reporterId: it_.userId('cleo') }, 'ana');
    await changeStatus(fixture.desk, await it_.actor('ana'), 'IT-3', 'resolve');
  });

  it.each<[string, Partial<TicketListQuery>, string[]]>([
    ['all', {}, ['IT-3', 'IT-2', 'IT-1']],
    ['open', { scope: 'open' }, ['IT-2', 'IT-1']],
    ['assigned to me', { scope: 'assigned' }, ['IT-2']],
    ['unassigned', { scope: 'unassigned' }, ['IT-1']],
    ['a status', { filters: { status: 'resolved' } }, ['IT-3']],
    ['a priority', { filters: { priority: 'high' } }, ['IT-1']],
    ['a type', { filters: { type: 'bug' } }, ['IT-2']],
    ['a tag', { filters: { tag: 'printer' } }, ['IT-1']],
    ['a project', { filters: { project: 'HR' } }, []],
    ['an assignee', { filters: { assignee: { kind: 'me' } } }, ['IT-2']],
    ['nobody’s', { filters: { assignee: { kind: 'nobody' } } }, ['IT-3', 'IT-1']],
    ['a reporter', { filters: { reporter: { kind: 'user', slackUserId: slackIdOf('cleo') } } }, ['IT-3']],
    ['words, all of them', { words: ['PRINTER', 'jam'] }, ['IT-1']],
    ['a word with a wildcard in it', { words: ['100%'] }, ['IT-2']],
    ['no word in the middle of one', { words: ['inter'] }, []],
    ['a number', { words: ['it-2'] }, ['IT-2']],
    ['the digits of one', { words: ['2'] }, ['IT-2']],
    ['a phrase', { words: ['printer jams'] }, ['IT-1']],
    ['the words of one in another order, too', { words: ['jams printer'] }, ['IT-1']],
    ['nothing but marks', { words: ['?!'] }, []],
    ['marks beside a word', { words: ['-', 'printer'] }, ['IT-1']],
  ])('%s', async (_name, query, numbers) => {
    expect(await list('ana', query)).toEqual(numbers);
  });

  it('breached and at risk follow the clock', async () => {
    fixture.desk.clock.set(new Date('2026-03-02T10:50:00Z'));
    expect(await list('ana', { scope: 'at-risk' })).toEqual(['IT-1']);
    await prisma().ticket.update({
      where: { ticketNumber: 'IT-1' },
      data: { responseBreachedAt: new Date() },
    });
    expect(await list('ana', { scope: 'breached' })).toEqual(['IT-1']);
  });

  it('which are overdue is told to requesters only where the project shows targets', async () => {
    fixture.desk.clock.advance(5 * 3_600_000);
    await sweepClocks(fixture.desk, fixture.desk.clock.now());
    const overdue = () => list('bo', { scope: 'breached' });
    expect(await list('ada', { scope: 'breached' })).toContain('IT-1');
    expect(await overdue()).toEqual([]);
    await prisma().project.update({ where: { id: it_.project.id }, data: { showTargets: true } });
    expect(await overdue()).toContain('IT-1');
  });
});

describe('days', () => {
  /** IT-1 on Sunday the 1st, IT-2 late on Monday as Lisbon has it, IT-3 on Tuesday. */
  beforeEach(async () => {
    for (const at of ['2026-03-01T12:00:00Z', '2026-03-02T23:30:00Z', '2026-03-03T09:00:00Z']) {
      fixture.desk.clock.set(new Date(at));
      await it_.open({ title: at });
    }
    fixture.desk.clock.set(new Date('2026-03-04T12:00:00Z'));
  });

  const live = (person: Person, timeZone: string) =>
    prisma().user.update({ where: { slackUserId: slackIdOf(person) }, data: { timeZone } });
  const add = async (person: Person, commentType: 'public' | 'internal', ticketNumber = 'IT-1') =>
    addComment(fixture.desk, await it_.actor(person), ticketNumber, {
      ...{ commentType, text: 'x', sourceKey: `${person}:${commentType}` },
    });
  const created = (range: DayRange) => ({ filters: { created: range } });
  const updated = (range: DayRange) => ({ filters: { updated: range } });

  it('are those of whoever asks, by their own clocks', async () => {
    await live('ana', 'Europe/Lisbon');
    expect(await list('ana', created({ since: 'mon', until: 'mon' }))).toEqual(['IT-2']);
    await live('ana', 'Europe/Athens');
    expect(await list('ana', created({ since: 'mon', until: 'mon' }))).toEqual([]);
    expect(await list('ana', created({ since: 'tue' }))).toEqual(['IT-3', 'IT-2']);
    expect(await list('ana', created({ before: '2d' }))).toEqual(['IT-1']);
  });

  it('of the last change follow what somebody may know of: a note is one to those who can read it', async () => {
    await add('ana', 'internal');
    for (const [person, numbers] of [
      ['ana', ['IT-1']],
      ['ada', ['IT-1']],
      ['bo', []],
    ] as const) {
      expect([person, await list(person, updated({ since: 'today' }))]).toEqual([person, numbers]);
    }
    expect(await list('bo', updated({ before: 'mon' }))).toEqual(['IT-1']);
    expect(await list('ana', updated({ before: 'mon' }))).toEqual([]);
    await add('ana', 'public');
    expect(await list('bo', updated({ since: 'today' }))).toEqual(['IT-1']);
  });

  it('of the last change are not those on which the desk counted', async () => {
    await sweepClocks(fixture.desk, fixture.desk.clock.now());
    expect(await list('ana', updated({ since: 'today' }))).toEqual([]);
  });

  it('of the last change tell the agents of another project nothing of earlier notes', async () => {
    await add('ana', 'internal');
    fixture.desk.clock.advance(1);
    await moveTicket(fixture.desk, await it_.actor('ana'), 'IT-1', 'HR', {
      ...{ withNotes: false, isConfirmed: true },
    });
    fixture.desk.clock.set(new Date('2026-03-05T12:00:00Z'));
    expect(await list('hedy', updated({ until: 'yesterday' }))).toEqual(['HR-1']);
    // What is written on in the old triage thread is theirs who read it.
    const { id: commentId, ticketId } = await prisma().comment.findFirstOrThrow();
    await prisma().changelogEntry.create({
      data: {
        ...{ ticketId, action: 'comment_added', visibility: 'internal' },
        newValue: { commentId },
        occurredAt: fixture.desk.clock.now(),
      },
    });
    expect(await list('hedy', updated({ since: 'today' }))).toEqual([]);
  });
});

describe('confidential', () => {
  it('or not, among what one sees anyway', async () => {
    await openOneOfEach();
    const titles = async (person: Person, confidential: boolean) =>
      (await list(person, { filters: { confidential } })).length;
    expect([await titles('ana', true), await titles('ana', false)]).toEqual([2, 5]);
    expect([await titles('bo', true), await titles('bo', false)]).toEqual([2, 5]);
    for (const person of ['ada', 'cleo', 'gus', 'hedy', 'olga'] as const) {
      expect([person, await titles(person, true)]).toEqual([person, 0]);
    }
  });
});

describe('pages', () => {
  it('of ten, newest first; one past the end is the last', async () => {
    for (let index = 0; index < 23; index += 1) await it_.open();
    const actor = await it_.actor('ana');
    const query: TicketListQuery = { scope: 'open', filters: {}, words: [] };
    const pages = await Promise.all(
      [1, 2, 3, 99, 0].map((page) => listTickets(fixture.desk, actor, query, page)),
    );
    expect(pages.map(({ page, lines, hasNext, total }) => [page, lines.length, hasNext, total])).toEqual([
      [1, 10, true, 23],
      [2, 10, true, 23],
      [3, 3, false, 23],
      [3, 3, false, 23],
      [1, 10, true, 23],
    ]);
    expect(pages[0]?.lines[0]?.number).toBe('IT-23');
  });
});

it('refuses a project that there is none of, and not one that takes no tickets any more', async () => {
  const asked = () => list('bo', { filters: { project: 'XX' } });
  await expect(asked()).rejects.toThrow('There is no such project. There are: IT, HR.');
  await prisma().project.update({ where: { key: 'HR' }, data: { archivedAt: new Date(0) } });
  expect(await list('bo', { filters: { project: 'HR' } })).toEqual([]);
});
