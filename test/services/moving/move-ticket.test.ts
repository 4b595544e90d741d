/** A ticket that moves to another project: its number, who works it, its clock, and whose its notes are. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { previewMove } from '../../../src/services/moving/preview-move.js';
import { explainClock } from '../../../src/services/sla/explain/explain-clock.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { giveHrTriage } from '../../support/two-projects.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let number: string;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  await giveHrTriage(desk, it_);
  number = await it_.open();
});

const prisma = () => desk.database.prisma;
const ticket = () => prisma().ticket.findFirstOrThrow({ orderBy: { id: 'asc' } });
type Options = Partial<Parameters<typeof moveTicket>[4]>;
const move = async (by: Person, to = 'HR', options: Options = {}, which = number) =>
  moveTicket(desk, await it_.actor(by), which, to, { withNotes: false, isConfirmed: false, ...options });
const note = async (by: Person, text: string, which = number) =>
  addComment(desk, await it_.actor(by), which, { text, commentType: 'internal', sourceKey: `view:${text}` });
const notesSeenBy = async (person: Person) =>
  (await ticketHistory(desk, await it_.actor(person), number)).filter(
    ({ action }) => action === 'comment_added',
  ).length;
const sees = (person: Person, which: string) =>
  it_
    .actor(person)
    .then((actor) => viewTicket(desk, actor, which))
    .then(
      ({ card }) => card.number,
      (error: Error) => error.message,
    );

describe('a move', () => {
  it('gives a number of the project’s own counter, and both numbers find the ticket', async () => {
    await it_.open({ projectId: it_.hr.id });
    const moved = await move('ana');
    expect(moved).toMatchObject({
      ...{ isChanged: true, isSeen: false, card: { number: 'HR-2', projectKey: 'HR' } },
      moved: { fromNumber: 'IT-1', fromName: 'IT Support', notesLeft: 0 },
    });
    expect(await ticket()).toMatchObject({
      ticketNumber: 'HR-2',
      projectId: it_.hr.id,
      movedAt: desk.clock.now(),
    });
    for (const asked of ['IT-1', 'HR-2']) expect(await sees('hedy', asked)).toBe('HR-2');
    await changeStatus(desk, await it_.actor('hedy'), 'IT-1', 'start');
    expect((await ticket()).status).toBe('in_progress');
    expect(await it_.open()).toBe('IT-2');
  });

  it.each([
    ['ana', 'HR-1'],
    ['hedy', 'no ticket'],
    ['bo', 'Only agents of its project can move it'],
    ['ada', 'HR-1'],
    ['cleo', 'There is no ticket IT-1 that you can see'],
  ] as const)('by %s: %s', async (person, outcome) => {
    const told = await move(person).then(
      ({ card }) => card.number,
      (error: Error) => error.message,
    );
    expect(told).toContain(outcome);
  });

  it.each([
    ['LEGAL', 'There is no such project. There are: IT, HR.'],
    ['it', 'IT-1 is in IT already.'],
    ['OLD', 'OLD takes no tickets any more. There are: IT, HR.'],
  ])('to %s is refused in words', async (to, words) => {
    await prisma().project.create({ data: { key: 'OLD', name: 'Gone', archivedAt: desk.clock.now() } });
    await expect(move('ana', to)).rejects.toThrow(words);
    expect((await ticket()).ticketNumber).toBe('IT-1');
  });

  it('tells whoever may not see it no number but the one they asked by', async () => {
    await move('ana');
    expect(await sees('ana', 'IT-1')).toContain('There is no ticket IT-1 that you can see');
    expect(await sees('cleo', 'IT-1')).toContain('There is no ticket IT-1 that you can see');
    await expect(changeStatus(desk, await it_.actor('ana'), 'IT-1', 'start')).rejects.toThrow(
      'no ticket IT-1',
    );
  });

  it('back again gives the earlier number, and every number goes on finding it', async () => {
    await prisma().project.create({ data: { key: 'OPS', name: 'Operations' } });
    for (const to of ['HR', 'OPS', 'HR', 'IT']) await move('ada', to, {}, 'IT-1');
    expect(await ticket()).toMatchObject({ ticketNumber: 'IT-1', projectId: it_.project.id });
    for (const asked of ['IT-1', 'HR-1', 'OPS-1']) expect(await sees('ana', asked)).toBe('IT-1');
    expect(await it_.open({ projectId: it_.hr.id })).toBe('HR-2');
  });

  it('is found by its earlier number in lists', async () => {
    await move('ana');
    const query = { scope: 'all', filters: {}, words: ['it-1'] } as const;
    const found = async (person: Person) =>
      (await listTickets(desk, await it_.actor(person), query, 1)).lines.map((line) => line.number);
    expect(await found('hedy')).toEqual(['HR-1']);
    expect(await found('ana')).toEqual([]);
  });

  it('is one move of one command, and of two people at the same moment', async () => {
    const sourceKey = 'command:1';
    await move('ada', 'HR', { sourceKey });
    expect(await move('ada', 'HR', { sourceKey })).toMatchObject({ isChanged: false, moved: null });
    const second = await it_.open();
    const both = await Promise.allSettled([move('ana', 'HR', {}, second), move('ben', 'HR', {}, second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await prisma().changelogEntry.count({ where: { action: 'project' } })).toBe(2);
  });

  it('waits for whoever is changing the ticket, who then finds it where it is', async () => {
    const [first, ...others] = await Promise.all([
      move('ada'),
      ...['a', 'b', 'c'].map((text) => note('ada', text)),
    ]);
    expect(first.isChanged).toBe(true);
    expect(others.every(({ isNew }) => isNew)).toBe(true);
    const projects = await prisma().comment.groupBy({ by: ['projectId'], _count: true });
    expect(projects.reduce((sum, { _count }) => sum + _count, 0)).toBe(3);
  });
});

describe('who has it', () => {
  it.each([
    ['an agent of the project before: nobody has it', 'ana', null],
    ['an agent of both: they keep it', 'ben', 'ben'],
    ['an admin: they keep it', 'ada', 'ada'],
  ] as const)('%s', async (_name, assignee, kept) => {
    await prisma().projectAgent.create({
      data: { projectId: it_.hr.id, userId: it_.userId('ben'), isAdded: true },
    });
    await assignTicket(desk, await it_.actor('ana'), number, {
      kind: 'user',
      slackUserId: `U${assignee.toUpperCase()}`,
    });
    await move('ana');
    expect((await ticket()).assigneeId).toBe(kept === null ? null : it_.userId(kept));
    expect(await prisma().changelogEntry.count({ where: { action: 'assignee' } })).toBe(
      kept === null ? 2 : 1,
    );
  });

  it('keeps its watchers, its tags and its status', async () => {
    await watchTicket(desk, await it_.actor('ana'), number, { watch: true, slackUserId: 'UCLEO' });
    await prisma().ticketTag.create({ data: { ticketId: (await ticket()).id, tag: 'vpn' } });
    await changeStatus(desk, await it_.actor('ana'), number, 'wait');
    await move('ana');
    expect(await sees('cleo', 'IT-1')).toBe('HR-1');
    expect(await prisma().ticketTag.count()).toBe(1);
    expect((await ticket()).status).toBe('waiting');
  });
});

describe('notes', () => {
  beforeEach(() => note('ana', 'It is the gateway'));

  it('stay with the agents who wrote them', async () => {
    await watchTicket(desk, await it_.actor('ana'), number, { watch: true });
    expect((await move('ana')).moved?.notesLeft).toBe(1);
    expect([await notesSeenBy('hedy'), await notesSeenBy('ana'), await notesSeenBy('ada')]).toEqual([
      0, 1, 1,
    ]);
    await note('hedy', 'A matter of pay');
    expect([await notesSeenBy('hedy'), await notesSeenBy('ana'), await notesSeenBy('ada')]).toEqual([
      1, 1, 2,
    ]);
  });

  it('go along where the mover says so, as far as they may read them', async () => {
    await prisma().project.create({ data: { key: 'OPS', name: 'Operations' } });
    await move('ana', 'HR', { withNotes: true });
    expect([await notesSeenBy('hedy'), await notesSeenBy('ada')]).toEqual([1, 1]);
    await note('hedy', 'A matter of pay');
    await prisma().projectAgent.create({
      data: { projectId: it_.hr.id, userId: it_.userId('cleo'), isAdded: true },
    });
    await move('hedy', 'IT');
    await watchTicket(desk, await it_.actor('ana'), number, { watch: true, slackUserId: 'UHEDY' });
    expect([await notesSeenBy('hedy'), await notesSeenBy('ana')]).toEqual([2, 0]);
    // Ana may not read what is HR's: she takes along her own.
    await note('ana', 'The gateway again');
    expect((await move('ana', 'OPS', { withNotes: true })).moved?.notesLeft).toBe(2);
  });

  it('and how agents knew when it began', async () => {
    const began = {
      when: { at: new Date(desk.clock.now().getTime() - 3_600_000) },
      reason: 'The log says so',
    };
    await moveStart(desk, await it_.actor('ana'), number, began);
    await watchTicket(desk, await it_.actor('ana'), number, { watch: true });
    await move('ana');
    const { card } = await viewTicket(desk, await it_.actor('hedy'), number);
    expect(card.began).toMatchObject({ reason: null });
    const told = async (person: Person) =>
      JSON.stringify([
        await ticketHistory(desk, await it_.actor(person), number),
        await explainClock(desk, await it_.actor(person), number).catch(() => null),
      ]).includes('The log says so');
    expect([await told('hedy'), await told('ana'), await told('ada')]).toEqual([false, true, true]);
  });
});

describe('a confidential ticket', () => {
  beforeEach(() => it_.actor('ana').then((ana) => changeConfidentiality(desk, ana, number, true)));

  it('moves once whom it is shown to has been said, by its agents alone, and stays confidential', async () => {
    await expect(move('ana')).rejects.toThrow('the agents of HR would see it');
    expect(await previewMove(desk, await it_.actor('ana'), number, 'HR')).toMatchObject({
      ...{ isConfidential: true, from: { key: 'IT' }, to: { key: 'HR' }, agents: [{ name: 'hedy' }] },
    });
    await giveReason(desk, await it_.actor('ada'), number, { reason: 'Audit', sourceKey: 'view:1' });
    await expect(move('ada', 'HR', { isConfirmed: true })).rejects.toThrow('Only agents of its project');
    expect(await move('ana', 'HR', { isConfirmed: true })).toMatchObject({ isSeen: false });
    expect(await ticket()).toMatchObject({ confidential: true, ticketNumber: 'HR-1' });
    expect([await sees('hedy', 'IT-1'), await sees('bo', 'IT-1')]).toEqual(['HR-1', 'HR-1']);
    expect(await sees('ana', 'HR-1')).toContain('There is no ticket HR-1');
  });
});

describe('the clock', () => {
  it('counts from the start by the next project’s policy, and explains that', async () => {
    const calendar = await prisma().calendar.findFirstOrThrow();
    const policy = await prisma().slaPolicy.create({
      data: {
        ...{ projectId: it_.hr.id, calendarId: calendar.id },
        targets: { create: [{ priority: 'medium', responseSeconds: 3_600, resolutionSeconds: 7_200 }] },
      },
    });
    const before = await ticket();
    desk.clock.advance(20 * 60_000);
    await move('ana');
    const after = await ticket();
    expect(after).toMatchObject({ slaPolicyId: policy.id, clockVersion: before.clockVersion + 1 });
    expect(after.responseTarget).toEqual(new Date(before.createdAt.getTime() + 3_600_000));
    const { targets } = await explainClock(desk, await it_.actor('hedy'), number);
    expect(targets[0]?.moves).toEqual([
      expect.objectContaining({
        cause: expect.objectContaining({ kind: 'project', from: 'IT-1', to: 'HR-1' }),
        ...{ before: before.responseTarget, after: after.responseTarget },
      }),
    ]);
  });

  it('that had stopped keeps what it stopped with', async () => {
    await changeStatus(desk, await it_.actor('ana'), number, 'resolve');
    const before = await ticket();
    const calendar = await prisma().calendar.findFirstOrThrow();
    await prisma().slaPolicy.create({
      data: {
        ...{ projectId: it_.hr.id, calendarId: calendar.id },
        targets: { create: [{ priority: 'medium', responseSeconds: 60, resolutionSeconds: 60 }] },
      },
    });
    desk.clock.advance(60 * 60_000);
    await move('ana');
    expect(await ticket()).toMatchObject({
      ...{ resolutionTarget: before.resolutionTarget, resolutionBreachedAt: null },
    });
  });
});
