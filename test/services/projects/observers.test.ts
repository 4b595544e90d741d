/** Observers read a project's tickets by an admin's word, and are nothing else by it. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { exportTickets } from '../../../src/services/finding/export-tickets.js';
import { showPost } from '../../../src/services/posts/show-post.js';
import { followMembership } from '../../../src/services/projects/agent-membership.js';
import { addAgent, projectAgents, removeAgent } from '../../../src/services/projects/project-agents.js';
import { addObserver, projectObservers } from '../../../src/services/projects/project-observers.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let ada: Actor;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  ada = await it_.actor('ada');
  desk.directory.addPerson('UGUS', { isGuest: true });
  desk.directory.addPerson('UOLGA', { isExternal: true });
});

const DIRECT = { kind: 'im', isExternal: false, role: null } as const;
const observe = (person: Person, by: Actor = ada) => addObserver(desk, by, 'IT', slackIdOf(person));
const remove = (person: Person) => removeAgent(desk, ada, 'IT', slackIdOf(person));
const observers = async () => (await projectObservers(desk, ada, 'IT')).map(({ name }) => name);
const agents = async () => (await projectAgents(desk, ada, 'IT')).map(({ name }) => name);
const audits = async () =>
  (await desk.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('an observer', () => {
  it('is listed apart from the agents, is no staff, and is audited once', async () => {
    await observe('cleo');
    await observe('cleo');
    expect([await observers(), await agents()]).toEqual([['cleo'], ['ana', 'ben']]);
    expect(await audits()).toEqual(['observer_added']);
    const row = await desk.database.prisma.user.findUniqueOrThrow({ where: { slackUserId: 'UCLEO' } });
    expect(row.isStaff).toBe(false);
  });

  it('is told what they can read and how to leave, once each time, and not of their own act', async () => {
    await observe('cleo');
    await observe('cleo');
    await observe('ada');
    await Promise.all([observe('bo'), observe('bo')]);
    const { prisma } = desk.database;
    const posts = await prisma.post.findMany({ orderBy: { id: 'asc' } });
    expect(posts.map(({ kind, userId }) => [kind, userId])).toEqual([
      ['made_observer', it_.userId('cleo')],
      ['made_observer', it_.userId('bo')],
    ]);
    const shown = await Promise.all(posts.map((post) => showPost(desk, post, DIRECT)));
    expect(shown[0]).toMatchObject({ content: { projectKey: 'IT' } });
    await remove('cleo');
    const [toCleo] = posts;
    expect(toCleo && (await showPost(desk, toCleo, DIRECT))).toEqual({ is: 'nothing' });
    desk.clock.advance(1);
    await observe('cleo');
    expect(await prisma.post.count({ where: { kind: 'made_observer' } })).toBe(3);
  });

  it('reads a ticket as a requester does, and what is internal of it not at all', async () => {
    const number = await it_.open();
    const note = { text: 'It is the router', commentType: 'internal', sourceKey: 'view:1' } as const;
    await addComment(desk, await it_.actor('ana'), number, note);
    await observe('cleo');
    const cleo = await it_.actor('cleo');
    const view = await viewTicket(desk, cleo, number);
    expect(view).toMatchObject({ mayActAsAgent: false, card: { number, triage: null, targets: null } });
    const history = await ticketHistory(desk, cleo, number);
    expect(history.some(({ isInternal }) => isInternal)).toBe(false);
    const exported = await exportTickets(desk, cleo, { scope: 'all', filters: {}, words: [] });
    expect(exported.tickets.map((each) => [each.number, each.responseTarget])).toEqual([[number, null]]);
  });

  it('neither writes, nor watches, nor has it', async () => {
    const number = await it_.open();
    await observe('cleo');
    const cleo = await it_.actor('cleo');
    const observing = { message: expect.stringContaining('You observe') };
    const said = { text: 'x', commentType: 'public', sourceKey: 'view:1' } as const;
    await expect(addComment(desk, cleo, number, said)).rejects.toMatchObject(observing);
    await expect(watchTicket(desk, cleo, number, { watch: true })).rejects.toMatchObject(observing);
    const toCleo = { kind: 'user', slackUserId: 'UCLEO' } as const;
    await expect(assignTicket(desk, await it_.actor('ana'), number, toCleo)).rejects.toMatchObject({
      name: 'UserError',
    });
  });

  it('is one no more once an admin removes them, and can become an agent later', async () => {
    await observe('cleo');
    await remove('cleo');
    expect(await observers()).toEqual([]);
    expect(await audits()).toEqual(['observer_added', 'observer_removed']);
    desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN', 'UCLEO'] });
    await followMembership(desk, 'CTRIAGE', 'UCLEO');
    expect(await agents()).toEqual(['ana', 'ben', 'cleo']);
  });

  it.each(['joins the triage channel', 'is added by an admin'])(
    'who %s is an agent, and no observer also afterwards',
    async (way) => {
      await observe('cleo');
      if (way.startsWith('is')) await addAgent(desk, ada, 'IT', 'UCLEO');
      else {
        desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UCLEO'] });
        await followMembership(desk, 'CTRIAGE', 'UCLEO');
      }
      expect([await observers(), await agents()]).toEqual([[], ['ana', 'ben', 'cleo']]);
      await remove('cleo');
      expect([await observers(), [...(await it_.actor('cleo')).observerOf]]).toEqual([[], []]);
    },
  );
});

describe('no observer is made', () => {
  it.each(['gus', 'olga'] as const)('of %s', async (person) => {
    await expect(observe(person)).rejects.toMatchObject({ name: 'UserError' });
    expect(await observers()).toEqual([]);
  });

  it('of an agent of the project', async () => {
    await expect(observe('ana')).rejects.toMatchObject({ message: expect.stringContaining('agent of IT') });
  });

  it.each(['ana', 'bo', 'hedy'] as const)('by %s', async (person) => {
    await expect(observe('cleo', await it_.actor(person))).rejects.toMatchObject({ name: 'UserError' });
  });

  it('of somebody who has become a guest since: they see nothing, and are not listed', async () => {
    await observe('cleo');
    const number = await it_.open();
    await desk.database.prisma.user.update({ where: { slackUserId: 'UCLEO' }, data: { isGuest: true } });
    await expect(viewTicket(desk, await it_.actor('cleo'), number)).rejects.toMatchObject({
      name: 'UserError',
    });
    expect(await observers()).toEqual([]);
  });
});
