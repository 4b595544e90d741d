/** Several fields saved at once: what was changed, in one transaction, each by its own permission, and over nobody else's change. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldValues, TicketField } from '../../../src/domain/ticket-fields.js';
import { seenOf } from '../../../src/domain/ticket-fields.js';
import { isUserError } from '../../../src/errors.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { type SavedFields, saveFields } from '../../../src/services/tickets/save-fields.js';
import { viewFields } from '../../../src/services/tickets/view-fields.js';
import { wantedFields } from '../../../src/services/tickets/wanted-fields.js';
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
const ticket = () =>
  prisma().ticket.findFirstOrThrow({
    include: { tags: { orderBy: { tag: 'asc' } }, watchers: true },
    orderBy: { id: 'asc' },
  });

type Form = { by: Person; seen: Partial<Record<TicketField, string>>; values: FieldValues };
async function open(by: Person): Promise<Form> {
  const { values, fields } = await viewFields(desk, await it_.actor(by), number);
  return { by, values, seen: Object.fromEntries(fields.map((field) => [field, seenOf(values[field])])) };
}
const submit = async ({ by, seen, values }: Form, changes: Partial<FieldValues>, withNotes = false) =>
  saveFields(desk, await it_.actor(by), number, { seen, wanted: { ...values, ...changes }, withNotes });
const refusedFields = (work: Promise<SavedFields>) =>
  work.then(
    (): Readonly<Record<string, string>> => ({}),
    (error: unknown) => {
      if (!isUserError(error)) throw error;
      return error.fields;
    },
  );
const entries = async () =>
  (await prisma().changelogEntry.findMany({ orderBy: { id: 'asc' } })).slice(1).map(({ action }) => action);

describe('a form', () => {
  it('changes everything at once, and nothing that was not touched', async () => {
    const saved = await submit(await open('ana'), {
      ...{ title: 'No VPN in Porto', issueType: 'bug', priority: 'high', tags: ['vpn', 'porto'] },
      ...{ assigneeId: it_.userId('ben'), watcherIds: [it_.userId('cleo')] },
    });
    expect(saved).toMatchObject({ isChanged: true, moved: null, confidentiality: null });
    expect(await ticket()).toMatchObject({
      ...{
        title: 'No VPN in Porto',
        issueType: 'bug',
        priority: 'high',
        status: 'open',
        projectId: it_.project.id,
      },
      ...{ assigneeId: it_.userId('ben'), reporterId: it_.userId('bo'), confidential: false },
      tags: [{ tag: 'porto' }, { tag: 'vpn' }],
      watchers: [{ userId: it_.userId('cleo') }],
    });
    expect(await entries()).toEqual([
      'title',
      'issue_type',
      'priority',
      'tags',
      'watcher_added',
      'status',
      'assignee',
    ]);
  });

  it('submitted as it is, or twice, changes nothing more', async () => {
    const form = await open('ana');
    expect((await submit(form, {})).isChanged).toBe(false);
    await submit(form, { priority: 'high', tags: ['vpn'] });
    expect((await submit(form, { priority: 'high', tags: ['vpn'] })).isChanged).toBe(false);
    expect(await entries()).toEqual(['priority', 'tags']);
  });

  it('tells each watcher whom it adds, once, and not whoever adds themselves', async () => {
    const watcherIds = [it_.userId('ana'), it_.userId('ben'), it_.userId('cleo')];
    const form = await open('ana');
    await submit(form, { watcherIds });
    await submit(form, { watcherIds });
    const told = await desk.database.prisma.post.findMany({ where: { kind: 'made_watcher' } });
    expect(told.map(({ userId }) => userId).sort()).toEqual([it_.userId('ben'), it_.userId('cleo')].sort());
  });

  it('takes away what was emptied in it', async () => {
    await submit(await open('ana'), {
      tags: ['vpn'],
      assigneeId: it_.userId('ana'),
      watcherIds: [it_.userId('cleo')],
    });
    await submit(await open('ben'), { tags: [], assigneeId: null, watcherIds: [] });
    expect(await ticket()).toMatchObject({ tags: [], watchers: [], assigneeId: null });
  });

  it('overwrites nobody: what somebody else changed is refused on its field, and nothing is saved', async () => {
    const form = await open('ana');
    await editTicket(desk, await it_.actor('ben'), number, { priority: 'critical' });
    const fields = await refusedFields(submit(form, { priority: 'low', title: 'Another' }));
    expect(Object.keys(fields)).toEqual(['priority']);
    expect(fields.priority).toContain('Somebody has changed this');
    expect(await ticket()).toMatchObject({ priority: 'critical', title: 'VPN down' });
    // What they left alone stays as it is by now.
    await submit(form, { title: 'Another' });
    expect(await ticket()).toMatchObject({ priority: 'critical', title: 'Another' });
  });

  it('of two people at the same moment saves both where they changed other fields, else one', async () => {
    const [ana, ben] = [await open('ana'), await open('ben')];
    await Promise.all([submit(ana, { title: 'By Ana' }), submit(ben, { priority: 'high' })]);
    expect(await ticket()).toMatchObject({ title: 'By Ana', priority: 'high' });
    const both = await Promise.allSettled([
      submit(await open('ana'), { title: 'A' }),
      submit(await open('ben'), { title: 'B' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    const titles = await prisma().changelogEntry.count({ where: { action: 'title' } });
    expect(titles).toBe(1 + both.filter(({ status }) => status === 'fulfilled').length);
  });

  it.each([
    ['somebody who cannot have it', { assigneeId: 'cleo' }, 'assignee'],
    ['a reporter who has left', { reporterId: 'gone' }, 'reporter'],
    ['a watcher from elsewhere', { watcherIds: 'olga' }, 'watchers'],
    ['a project that is not there', { projectId: 99 }, 'project'],
  ] as const)('refuses %s on its field, and saves nothing', async (_name, wrong, field) => {
    await prisma().user.update({ where: { slackUserId: 'UGUS' }, data: { isDeactivated: true } });
    const ids = { cleo: it_.userId('cleo'), olga: it_.userId('olga'), gone: it_.userId('gus') };
    const [[name, value]] = Object.entries(wrong) as [[string, keyof typeof ids | number]];
    const id = typeof value === 'number' ? value : ids[value];
    const change = { [name]: name === 'watcherIds' ? [id] : id };
    expect(Object.keys(await refusedFields(submit(await open('ana'), { title: 'X', ...change })))).toEqual([
      field,
    ]);
    expect((await ticket()).title).toBe('VPN down');
  });

  it('refuses a title or a tag that cannot be before anything is asked', async () => {
    await expect(wantedFields(desk, { title: ' ' })).rejects.toMatchObject({ field: 'title' });
    await expect(wantedFields(desk, { tags: ['x'.repeat(51)] })).rejects.toMatchObject({ field: 'tags' });
    expect(await wantedFields(desk, { tags: ['VPN', 'vpn '] })).toEqual({ tags: ['vpn'] });
  });

  it('is checked anew when it is submitted: who was an agent when it opened may not be one any more', async () => {
    const form = await open('ana');
    await prisma().projectAgent.deleteMany({ where: { userId: it_.userId('ana') } });
    await expect(submit(form, { priority: 'high' })).rejects.toThrow('There is no ticket IT-1');
    await prisma().watcher.create({ data: { ticketId: (await ticket()).id, userId: it_.userId('ana') } });
    expect(Object.keys(await refusedFields(submit(form, { priority: 'high' })))).toEqual(['priority']);
    await expect(open('cleo')).rejects.toThrow('There is no ticket IT-1');
    await expect(open('bo')).rejects.toThrow('Only agents of its project can change its title');
  });

  it('says of a ticket that is done who can have it', async () => {
    await changeStatus(desk, await it_.actor('ana'), number, 'resolve');
    const fields = await refusedFields(submit(await open('ana'), { assigneeId: it_.userId('ben') }));
    expect(Object.keys(fields)).toEqual(['assignee']);
  });
});

describe('a move in it', () => {
  it('goes with the rest, and whoever is to have it is one of there', async () => {
    await addComment(desk, await it_.actor('ana'), number, {
      text: 'A note',
      commentType: 'internal',
      sourceKey: 'view:1',
    });
    const saved = await submit(
      await open('ana'),
      {
        projectId: it_.hr.id,
        assigneeId: it_.userId('hedy'),
        isConfidential: true,
        watcherIds: [it_.userId('cleo')],
      },
      true,
    );
    expect(saved).toMatchObject({
      isSeen: false,
      moved: { fromNumber: 'IT-1', notesLeft: 0 },
      card: { number: 'HR-1' },
    });
    expect(await ticket()).toMatchObject({
      ...{ projectId: it_.hr.id, assigneeId: it_.userId('hedy'), confidential: true },
      watchers: [{ userId: it_.userId('cleo') }],
    });
    expect(await prisma().comment.findFirstOrThrow()).toMatchObject({ projectId: it_.hr.id });
  });

  it('is refused to a form that did not say whom it shows the ticket to, because it was made confidential meanwhile', async () => {
    const form = await open('ana');
    await changeConfidentiality(desk, await it_.actor('ben'), number, true);
    expect(await refusedFields(submit(form, { projectId: it_.hr.id }))).toEqual({
      project: expect.stringContaining('is confidential'),
    });
    expect(await ticket()).toMatchObject({ projectId: it_.project.id });
    await submit(await open('ana'), { projectId: it_.hr.id });
    expect(await ticket()).toMatchObject({ projectId: it_.hr.id, confidential: true });
  });

  it('lets no admin follow a ticket by the act that makes it confidential', async () => {
    const watcherIds = [it_.userId('ada')];
    const both = submit(await open('ada'), { isConfidential: true, watcherIds });
    expect(await refusedFields(both)).toEqual({ watchers: expect.stringContaining('Only') });
    expect(await ticket()).toMatchObject({ confidential: false, watchers: [] });
    await submit(await open('ana'), { isConfidential: true, watcherIds: [it_.userId('ana')] });
    expect(await ticket()).toMatchObject({ confidential: true, watchers: [{ userId: it_.userId('ana') }] });
  });

  it('is no admin’s of a confidential ticket', async () => {
    const form = await open('ada');
    await changeConfidentiality(desk, await it_.actor('ana'), number, true);
    await expect(submit(form, { projectId: it_.hr.id })).rejects.toThrow('is confidential');
    expect((await ticket()).projectId).toBe(it_.project.id);
  });
});
