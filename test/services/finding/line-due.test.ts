import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
// A medium ticket is to be answered by 14:00 that day and resolved by Thursday 10:00.
const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

const HOUR = 3600;
const DAY = { workingDaySeconds: 8 * HOUR, isAnswerLate: false };
const prisma = () => fixture.desk.database.prisma;
const go = (time: string) => fixture.desk.clock.set(new Date(time));

async function due(person: Person) {
  const query = { scope: 'all', filters: {}, words: [] } as const;
  const { lines } = await listTickets(fixture.desk, await it_.actor(person), query, 1);
  return Object.fromEntries(lines.map((line) => [line.number, line.due]));
}

async function answer(): Promise<void> {
  const comment = { text: 'Looking.', commentType: 'public', sourceKey: 'view:VC' } as const;
  await addComment(fixture.desk, await it_.actor('ana'), 'IT-1', comment);
}

const move = async (event: 'wait' | 'resolve') =>
  changeStatus(fixture.desk, await it_.actor('ana'), 'IT-1', event);

describe('a line shows what comes next', () => {
  beforeEach(async () => {
    await it_.open();
  });

  it('the response, with what is left of it by now', async () => {
    go('2026-03-02T12:30:00Z');
    const at = new Date('2026-03-02T14:00:00Z');
    expect(await due('ana')).toEqual({ 'IT-1': { kind: 'due', at, remainingSeconds: 1.5 * HOUR, ...DAY } });
  });

  it('the resolution, once it was answered, in the ticket’s own working time', async () => {
    await answer();
    go('2026-03-04T20:00:00Z');
    const at = new Date('2026-03-05T10:00:00Z');
    expect(await due('ana')).toEqual({ 'IT-1': { kind: 'due', at, remainingSeconds: HOUR, ...DAY } });
  });

  it('that it is overdue from a second after the target, though no sweep has come, and not at closing time', async () => {
    await prisma().ticket.updateMany({ data: { responseTarget: new Date('2026-03-02T17:00:00Z') } });
    go('2026-03-03T09:00:00Z');
    expect((await due('ana'))['IT-1']).toMatchObject({ kind: 'due', remainingSeconds: 0 });
    go('2026-03-03T09:00:01Z');
    const sinceAt = new Date('2026-03-02T17:00:00Z');
    expect(await due('ana')).toEqual({ 'IT-1': { kind: 'overdue', sinceAt } });
  });

  it('what is left while it waits', async () => {
    await answer();
    go('2026-03-02T12:00:00Z');
    await move('wait');
    go('2026-03-20T12:00:00Z');
    expect(await due('ana')).toEqual({ 'IT-1': { kind: 'paused', remainingSeconds: 22 * HOUR, ...DAY } });
  });

  it('that the answer came late, which is why it is listed as breached', async () => {
    const line = async () => (await due('ana'))['IT-1'];
    go('2026-03-02T15:00:00Z');
    await answer();
    expect(await line()).toMatchObject({ kind: 'due', isAnswerLate: true });
    await move('wait');
    expect(await line()).toMatchObject({ kind: 'paused', isAnswerLate: true });
    await prisma().ticket.updateMany({ data: { clockPausedAt: null } });
    expect(await line()).toEqual({ kind: 'answered_late' });
  });

  it('nothing once it is done, or under no policy', async () => {
    await move('resolve');
    expect(await due('ana')).toEqual({ 'IT-1': null });
    await it_.open();
    await prisma().ticket.updateMany({ data: { slaPolicyId: null } });
    expect(await due('ana')).toEqual({ 'IT-1': null, 'IT-2': null });
  });
});

describe('a page of several projects', () => {
  beforeEach(async () => {
    await it_.open({
      talk: {
        kind: 'thread',
        channelId: it_.help.id,
        threadTs: '1700000000.000100',
        isRootDescription: true,
      },
    });
    await it_.open({ projectId: it_.hr.id });
    await it_.open({ projectId: it_.hr.id, reporterId: it_.userId('ana') }, 'ana');
    await prisma().ticket.updateMany({
      where: { ticketNumber: 'IT-1' },
      data: { reporterId: it_.userId('bo') },
    });
  });

  const shown = async (person: Person) =>
    Object.entries(await due(person)).flatMap(([number, line]) => (line === null ? [] : [number]));

  it.each<[Person, string[]]>([
    ['ada', ['HR-2', 'HR-1', 'IT-1']],
    ['ana', ['IT-1']],
    ['hedy', ['HR-2', 'HR-1']],
    ['bo', []],
    ['cleo', []],
  ])('shows %s the targets of %j', async (person, numbers) => {
    expect(await shown(person)).toEqual(numbers);
  });

  it('shows them to all where the project does', async () => {
    await prisma().project.update({ where: { id: it_.hr.id }, data: { showTargets: true } });
    expect(await shown('bo')).toEqual(['HR-1']);
    expect(await shown('ana')).toEqual(['HR-2', 'IT-1']);
  });

  it('does not show an admin the targets of a confidential ticket that they watch', async () => {
    const { id } = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: 'IT-1' } });
    await prisma().ticket.update({ where: { id }, data: { confidential: true } });
    await prisma().watcher.create({ data: { ticketId: id, userId: it_.userId('ada') } });
    expect(await shown('ada')).toEqual(['HR-2', 'HR-1']);
  });
});
