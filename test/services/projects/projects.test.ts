/** Admins configure projects; what cannot be is refused on its own field, with what to do instead. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import type { UserError } from '../../../src/errors.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import type { ProjectInput } from '../../../src/services/projects/check-project.js';
import { createProject } from '../../../src/services/projects/create-project.js';
import { editProject } from '../../../src/services/projects/edit-project.js';
import { getProject, listProjects } from '../../../src/services/projects/list-projects.js';
import { addAgent, projectAgents, removeAgent } from '../../../src/services/projects/project-agents.js';
import { projectOfChannel } from '../../../src/services/projects/project-of-channel.js';
import { projectsForModal } from '../../../src/services/projects/projects-for-modal.js';
import { setTriageChannel } from '../../../src/services/projects/set-triage-channel.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let ada: Actor;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  ada = await it_.actor('ada');
});

const input = (facts: Partial<ProjectInput> = {}): ProjectInput => ({
  key: 'NET',
  name: 'Networks',
  description: 'Cables',
  emoji: ':satellite:',
  showTargets: true,
  confidentialByDefault: false,
  isEveryMessage: false,
  takeEmoji: 'eyes',
  resolveEmoji: 'white_check_mark',
  ...facts,
});

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error: unknown = await work.then(() => null).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'UserError' });
  return error as UserError;
}

const audits = async () =>
  (await desk.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('only admins', () => {
  const ACTS: [string, (actor: Actor) => Promise<unknown>][] = [
    ['make', (actor) => createProject(desk, actor, input())],
    ['edit', (actor) => editProject(desk, actor, 'IT', input({ key: 'IT' }))],
    ['set a triage channel of', (actor) => setTriageChannel(desk, actor, 'IT', null)],
    ['list', (actor) => listProjects(desk, actor)],
    ['open', (actor) => getProject(desk, actor, 'IT')],
    ['list agents of', (actor) => projectAgents(desk, actor, 'IT')],
    ['add agents to', (actor) => addAgent(desk, actor, 'IT', 'UBO')],
    ['remove agents from', (actor) => removeAgent(desk, actor, 'IT', 'UANA')],
  ];
  it.each(ACTS)('%s projects', async (_what, act) => {
    for (const person of ['ana', 'bo', 'gus', 'olga'] as const) {
      const error = await refusal(act(await it_.actor(person)));
      expect(error.message).toContain('Only admins can');
    }
    expect(await audits()).toEqual([]);
  });
});

describe('fields', () => {
  it.each([
    ['key', { key: 'I' }],
    ['key', { key: 'ABCDEFGHIJK' }],
    ['key', { key: 'I-T' }],
    ['key', { key: 'IT' }],
    ['key', { key: 'it' }],
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(256) }],
    ['description', { description: 'x'.repeat(3001) }],
    ['emoji', { emoji: '' }],
    ['emoji', { emoji: 'two words' }],
  ])('%s refuses %o', async (field, facts) => {
    expect((await refusal(createProject(desk, ada, input(facts)))).field).toBe(field);
  });

  it('are cleaned and stored', async () => {
    await createProject(desk, ada, input({ key: ' net ', name: ' Net  works ' }));
    expect(await getProject(desk, ada, 'net')).toMatchObject({
      key: 'NET',
      name: 'Net works',
      description: 'Cables',
      emoji: 'satellite',
      showTargets: true,
      hasTickets: false,
      requestChannel: null,
      triageChannel: null,
    });
    expect((await listProjects(desk, ada)).map(({ key }) => key)).toEqual(['HR', 'IT', 'NET']);
  });

  it('two admins who choose one key at once make one project', async () => {
    const outcomes = await Promise.allSettled([
      createProject(desk, ada, input()),
      createProject(desk, ada, input()),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await desk.database.prisma.project.count({ where: { key: 'NET' } })).toBe(1);
  });

  it('the key changes until there is a ticket, and then no more', async () => {
    await editProject(desk, ada, 'IT', input({ key: 'DESK' }));
    await it_.open();
    const error = await refusal(editProject(desk, ada, 'DESK', input({ key: 'IT' })));
    expect(error).toMatchObject({ field: 'key' });
    expect(error.message).toContain('The key stays DESK');
    await editProject(desk, ada, 'DESK', input({ key: 'DESK', name: 'Renamed' }));
  });

  it('the key stays also where every ticket has moved elsewhere: each keeps its number from here', async () => {
    const number = await it_.open();
    const options = { withNotes: false, isConfirmed: false };
    await moveTicket(desk, await it_.actor('ana'), number, 'HR', options);
    const error = await refusal(editProject(desk, ada, 'IT', input({ key: 'DESK' })));
    expect(error.message).toContain('The key stays IT');
  });
});

describe('a triage channel', () => {
  it.each([
    ['is public', { kind: 'public' }, 'must be private'],
    ['is shared', { kind: 'private', isExternal: true }, 'shared with another organization'],
    ['is archived', { kind: 'private', isArchived: true }, 'archived'],
    ['is a direct message', { kind: 'im' }, 'cannot be a triage channel'],
    ['is a group message', { kind: 'mpim' }, 'cannot be a triage channel'],
    ['is private without the bot', { kind: 'private', isBotMember: false }, '/invite @threadesk'],
  ] as const)('that %s is refused', async (_what, facts, words) => {
    desk.directory.addConversation('C9', facts);
    const error = await refusal(createProject(desk, ada, input({ triageChannel: 'C9' })));
    expect(error).toMatchObject({ field: 'triage_channel' });
    expect(error.message).toContain(words);
    expect(await desk.database.prisma.project.count({ where: { key: 'NET' } })).toBe(0);
  });

  it('of another project is refused', async () => {
    desk.directory.addConversation('CTRIAGE', { kind: 'private' });
    const error = await refusal(createProject(desk, ada, input({ triageChannel: 'CTRIAGE' })));
    expect(error).toMatchObject({ field: 'triage_channel', message: expect.stringContaining('project IT') });
  });

  it('that two admins choose at once is the later one’s', async () => {
    for (const channel of ['CONE', 'CTWO']) desk.directory.addConversation(channel, { kind: 'private' });
    await setTriageChannel(desk, ada, 'IT', null);
    await Promise.all(['CONE', 'CTWO'].map((channel) => setTriageChannel(desk, ada, 'IT', channel)));
    expect(['CONE', 'CTWO']).toContain((await getProject(desk, ada, 'IT')).triageChannel);
  });

  it('cannot be the request channel too', async () => {
    desk.directory.addConversation('C9', { kind: 'private' });
    const both = input({ requestChannel: 'C9', triageChannel: 'C9' });
    expect((await refusal(createProject(desk, ada, both))).field).toBe('triage_channel');
  });

  it('makes its members agents, announces each, gives open tickets their card and takes the admins’ back', async () => {
    await desk.database.prisma.channel.update({
      where: { id: it_.triage.id },
      data: { role: null, projectId: null },
    });
    const open = await it_.open();
    const { prisma } = desk.database;
    expect(await prisma.post.count({ where: { kind: 'admin_card', isWithdrawn: false } })).toBe(1);
    desk.directory.addPerson('UROBOT', { isBot: true });
    desk.directory.addPerson('UGUS', { isGuest: true });
    desk.directory.addPerson('UOLGA', { isExternal: true });
    desk.directory.addConversation('C9', {
      kind: 'private',
      members: ['UBO', 'UCLEO', 'UANA', 'UGUS', 'UOLGA', 'UROBOT'],
    });
    await setTriageChannel(desk, ada, 'IT', 'C9');
    expect((await projectAgents(desk, ada, 'IT')).map(({ name }) => name)).toEqual(['ana', 'bo', 'cleo']);
    const announced = await prisma.post.findMany({ where: { kind: 'agent_joined' }, orderBy: { id: 'asc' } });
    expect(announced.map(({ payload }) => payload)).toEqual([
      { userId: it_.userId('bo') },
      { userId: it_.userId('cleo') },
    ]);
    const card = await prisma.post.findMany({ where: { kind: 'triage_card' }, include: { ticket: true } });
    expect(card.map(({ ticket }) => ticket?.ticketNumber)).toEqual([open]);
    expect(await prisma.post.count({ where: { kind: 'admin_card', isWithdrawn: false } })).toBe(0);
    const staff = await prisma.user.findMany({ where: { isStaff: true }, orderBy: { slackUserId: 'asc' } });
    expect(staff.map(({ slackUserId }) => slackUserId)).toEqual(['UBO', 'UCLEO']);
    await setTriageChannel(desk, ada, 'IT', 'C9');
    expect(await prisma.post.count({ where: { kind: 'agent_joined' } })).toBe(2);
    expect(await prisma.post.count({ where: { kind: 'triage_card' } })).toBe(1);
  });

  it('taken away leaves nobody an agent by membership', async () => {
    await addAgent(desk, ada, 'IT', 'UCLEO');
    await setTriageChannel(desk, ada, 'IT', null);
    expect((await projectAgents(desk, ada, 'IT')).map(({ name }) => name)).toEqual(['cleo']);
    expect(await projectOfChannel(desk, 'CTRIAGE')).toBeNull();
  });
});

describe('a request channel', () => {
  it('that is public is joined', async () => {
    desk.directory.addConversation('C9', { kind: 'public', isBotMember: false });
    await createProject(desk, ada, input({ requestChannel: 'C9' }));
    expect(desk.directory.asked).toContain('join C9');
    expect(await projectOfChannel(desk, 'C9')).toMatchObject({
      key: 'NET',
      role: 'request',
      emoji: 'satellite',
    });
  });

  it('that is private needs an invitation, and is told how', async () => {
    desk.directory.addConversation('C9', { kind: 'private', isBotMember: false });
    const error = await refusal(createProject(desk, ada, input({ requestChannel: 'C9' })));
    expect(error).toMatchObject({ field: 'request_channel' });
    expect(error.message).toContain('`/invite @threadesk`');
    desk.directory.addConversation('C9', { kind: 'private' });
    await createProject(desk, ada, input({ requestChannel: 'C9' }));
    expect(desk.directory.asked).not.toContain('join C9');
  });

  it.each(['im', 'mpim'] as const)('cannot be a %s', async (kind) => {
    desk.directory.addConversation('C9', { kind });
    expect((await refusal(createProject(desk, ada, input({ requestChannel: 'C9' })))).field).toBe(
      'request_channel',
    );
  });

  it('is refused with words, not an incident, while Slack does not answer', async () => {
    desk.directory.failOn('readConversation');
    const error = await refusal(createProject(desk, ada, input({ requestChannel: 'C9' })));
    expect(error.message).toContain('Try again');
  });

  it('left out stays, null goes', async () => {
    await editProject(desk, ada, 'IT', input({ key: 'IT' }));
    expect((await getProject(desk, ada, 'IT')).requestChannel).toBe('CHELP');
    await editProject(desk, ada, 'IT', input({ key: 'IT', requestChannel: null }));
    expect((await getProject(desk, ada, 'IT')).requestChannel).toBeNull();
    expect(await audits()).toContain('request_channel_unset');
  });
});

describe('the create modal', () => {
  it('preselects the channel’s project, else the last one used, else the oldest', async () => {
    const bo = await it_.actor('bo');
    expect((await projectsForModal(desk, bo)).preselected).toBe(it_.project.id);
    await it_.open({ projectId: it_.hr.id });
    const { choices, preselected } = await projectsForModal(desk, bo);
    expect(choices.map(({ key }) => key)).toEqual(['IT', 'HR']);
    expect(preselected).toBe(it_.hr.id);
    expect((await projectsForModal(desk, bo, 'CHELP')).preselected).toBe(it_.project.id);
    expect((await projectsForModal(desk, bo, 'CELSE')).preselected).toBe(it_.hr.id);
  });
});
