/** A view keeps what is asked for, for whom it is meant, and shows its viewer what they may see when they open it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { VIEWS_MAX } from '../../../src/domain/saved-view.js';
import type { TicketListQuery } from '../../../src/domain/ticket-query.js';
import { UserError } from '../../../src/errors.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { deleteView, saveView } from '../../../src/services/views/change-views.js';
import { listViews, namesakesOf, openView } from '../../../src/services/views/saved-views.js';
import { savedWords } from '../../../src/slack/blocks/view-list.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const MINE: TicketListQuery = { scope: 'mine', filters: {}, words: [] };
const save = async (person: Person, name: string, query = MINE, projectKey: string | null = null) =>
  saveView(desk, await it_.actor(person), { name, query, projectKey });
const names = async (person: Person) =>
  (await listViews(desk, await it_.actor(person))).map(({ name }) => name);
const open = async (person: Person, name: string) => openView(desk, await it_.actor(person), name);
const remove = async (person: Person, name: string) => deleteView(desk, await it_.actor(person), name);
const NONE = 'You have no view of that name';

describe('a view of one’s own', () => {
  it('is found by its name, however that is written, and by nobody else', async () => {
    await save('bo', '  My   queue ');
    expect(await open('bo', 'my queue')).toMatchObject({ name: 'My queue', project: null, query: MINE });
    for (const person of ['ana', 'ada', 'gus', 'olga'] as const) {
      expect(await names(person)).toEqual([]);
      await expect(open(person, 'My queue')).rejects.toThrow(NONE);
      await expect(remove(person, 'My queue')).rejects.toThrow(NONE);
    }
    expect(await remove('bo', 'MY QUEUE')).toBe('My queue');
    await expect(open('bo', 'my queue')).rejects.toThrow(NONE);
  });

  it('is changed under the same name', async () => {
    expect(await save('bo', 'late')).toEqual({ name: 'late', isNew: true });
    expect(await save('bo', 'Late', { ...MINE, scope: 'breached' })).toEqual({ name: 'Late', isNew: false });
    expect(await names('bo')).toEqual(['Late']);
    expect((await open('bo', 'late')).query.scope).toBe('breached');
  });

  it('is saved once by two at once', async () => {
    const saved = await Promise.all([save('bo', 'late'), save('bo', 'late')]);
    expect(saved.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
  });

  it('is there or not, and nobody fails, when it is saved and deleted at once', async () => {
    for (let round = 0; round < 12; round += 1) {
      await save('bo', 'late');
      const acts = [save('bo', 'late'), remove('bo', 'late'), save('bo', 'late'), remove('bo', 'late')];
      const failed = (await Promise.allSettled(acts)).filter((act) => act.status === 'rejected');
      expect(failed.map(({ reason }) => reason).filter((reason) => !(reason instanceof UserError))).toEqual(
        [],
      );
    }
  });

  it('keeps everything that is asked for', async () => {
    const query: TicketListQuery = {
      scope: 'all',
      filters: {
        ...{ project: 'IT', priority: 'high', status: 'open', type: 'bug', tag: 'vpn' },
        ...{ assignee: { kind: 'nobody' }, reporter: { kind: 'user', slackUserId: 'UCLEO' } },
        ...{ created: { since: 'mon' }, updated: { before: '30d' }, confidential: false },
      },
      words: ['a b', 'c'],
    };
    await save('ana', 'all of it', query);
    expect((await open('ana', 'all of it')).query).toEqual(query);
  });

  it.each([
    ['no name', ' ', 'A view needs a name'],
    ['a long one', 'x'.repeat(51), 'at most 50 characters'],
  ])('is refused with %s', async (_what, name, message) => {
    await expect(save('bo', name)).rejects.toThrow(message);
  });

  it('is refused for a project that there is none of', async () => {
    await expect(save('bo', 'x', { ...MINE, filters: { project: 'XX' } })).rejects.toThrow(
      'There is no such project. There are: IT, HR.',
    );
  });

  it('is refused for somebody whom the desk does not know', async () => {
    const reporter = { kind: 'user', slackUserId: 'UNOBODY' } as const;
    await expect(save('bo', 'x', { ...MINE, filters: { reporter } })).rejects.toThrow(
      'I know no tickets of this person',
    );
  });

  it('is refused past the most there may be', async () => {
    for (let count = 0; count < VIEWS_MAX; count += 1) await save('bo', `view ${count}`);
    await expect(save('bo', 'one more')).rejects.toThrow(`${VIEWS_MAX} views already`);
  });
});

describe('a shared view', () => {
  it('is said to be hidden by one’s own of that name, and that by it', async () => {
    const said = async (project: string | null) => {
      const namesakes = await namesakesOf(desk, await it_.actor('ana'), 'HOT');
      return savedWords({ name: 'hot', query: MINE, project }, { isNew: true, namesakes });
    };
    await save('ana', 'hot', MINE, 'IT');
    expect(await said('IT')).toBe(
      'The view “hot” is saved for the agents of IT: mine\n`/ticket view hot` shows it.',
    );
    await save('ana', 'Hot');
    expect((await open('ana', 'hot')).project).toBeNull();
    expect(await said('IT')).toContain(
      'shows you your own of that name, not this one: save this one under another name to reach it.',
    );
    expect(await said(null)).toContain(
      'shows this one to you, not the one shared with IT: delete this one to reach that.',
    );
  });

  it('is for the agents of its project, who may all delete it, and for nobody else', async () => {
    await save('ana', 'triage', MINE, 'IT');
    expect(await names('ben')).toEqual(['triage']);
    for (const person of ['bo', 'hedy', 'ada', 'gus', 'olga'] as const) {
      await expect(open(person, 'triage')).rejects.toThrow(NONE);
      await expect(remove(person, 'triage')).rejects.toThrow(NONE);
      await expect(save(person, 'triage', MINE, 'IT')).rejects.toThrow('Only agents of IT');
    }
    expect(await remove('ben', 'triage')).toBe('triage');
    expect(await names('ana')).toEqual([]);
  });

  it('is lost to its own maker who works the project no more', async () => {
    await save('ana', 'triage', MINE, 'IT');
    await desk.database.prisma.projectAgent.deleteMany({ where: { userId: it_.userId('ana') } });
    await expect(open('ana', 'triage')).rejects.toThrow(NONE);
    expect(await names('ben')).toEqual(['triage']);
  });

  it('shows each what is theirs: results are never kept', async () => {
    await it_.open({ title: 'of Bo', assigneeId: it_.userId('ana') }, 'ana');
    await save('ana', 'mine', { ...MINE, scope: 'assigned' }, 'IT');
    const shown = async (person: Person) =>
      (await listTickets(desk, await it_.actor(person), (await open(person, 'mine')).query, 1)).total;
    expect([await shown('ana'), await shown('ben')]).toEqual([1, 0]);
  });

  it('comes after one’s own of the same name', async () => {
    await save('ana', 'late', { ...MINE, scope: 'breached' }, 'IT');
    await save('ana', 'late');
    expect((await open('ana', 'late')).project).toBeNull();
    expect((await open('ben', 'late')).project).toBe('IT');
  });
});

describe('an erased person', () => {
  it('leaves no views of their own, and no Slack id in others’', async () => {
    await save('cleo', 'mine');
    await save('ana', 'of Cleo', { ...MINE, filters: { reporter: { kind: 'user', slackUserId: 'UCLEO' } } });
    await erasePerson(desk, await it_.actor('ada'), 'UCLEO', { isWithTexts: false });
    const rows = await desk.database.prisma.savedView.findMany();
    expect(rows.map(({ name }) => name)).toEqual(['of Cleo']);
    expect(JSON.stringify(rows)).not.toContain('UCLEO');
    expect(JSON.stringify(await open('ana', 'of Cleo'))).not.toContain('UCLEO');
  });
});
