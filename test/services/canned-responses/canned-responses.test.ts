/** Canned responses are kept and used by a project's agents, and known to nobody else. */
import { beforeEach, describe, expect, it } from 'vitest';
import { RESPONSES_MAX } from '../../../src/domain/canned-response.js';
import type { Actor } from '../../../src/domain/permissions.js';
import { deleteResponse } from '../../../src/services/canned-responses/delete-response.js';
import { projectResponses } from '../../../src/services/canned-responses/project-responses.js';
import {
  fillResponse,
  responsesForTicket,
} from '../../../src/services/canned-responses/responses-for-ticket.js';
import { saveResponse } from '../../../src/services/canned-responses/save-response.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { addObserver } from '../../../src/services/projects/project-observers.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, slackIdOf } from '../../support/it-project.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let ana: Actor;
let ben: Actor;
let cleo: Actor;

const VPN = { name: 'VPN reset', content: 'Hi {reporter}, {ticket} “{title}” is done. {agent}, {project}' };

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  [ana, ben, cleo] = await Promise.all([it_.actor('ana'), it_.actor('ben'), it_.actor('cleo')]);
});

const add = (actor: Actor, response: { name: string; content: string } = VPN) =>
  saveResponse(desk, actor, 'IT', { ...response, editing: null });
const names = async () => (await projectResponses(desk, ana, 'IT')).responses.map(({ name }) => name);
const audits = async () =>
  (await desk.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action, subject }) => [
    action,
    subject,
  ]);

describe('a canned response', () => {
  it('says what it says with the ticket it is put into', async () => {
    const { id } = await add(ana);
    const number = await it_.open({ title: 'No network' });
    expect(await responsesForTicket(desk, ben, number)).toEqual([{ id, name: 'VPN reset' }]);
    expect(await fillResponse(desk, ben, number, id)).toEqual({
      name: 'VPN reset',
      text: `Hi bo, ${number} “No network” is done. ben, IT Support`,
      unknown: [],
    });
  });

  it.each(['bo', 'cleo'] as const)(
    'is neither offered to %s, who works no ticket, nor filled in for them',
    async (name) => {
      const { id } = await add(ana);
      const number = await it_.open();
      await addObserver(desk, await it_.actor('ada'), 'IT', slackIdOf('cleo'));
      const actor = await it_.actor(name);
      expect(await responsesForTicket(desk, actor, number)).toEqual([]);
      await expect(fillResponse(desk, actor, number, id)).rejects.toThrow('not there any more');
    },
  );

  it('of another project is not there on a ticket', async () => {
    const number = await it_.open();
    const projectId = it_.hr.id;
    const by = { createdById: ana.userId, updatedById: ana.userId };
    const other = await desk.database.prisma.cannedResponse.create({ data: { ...VPN, projectId, ...by } });
    expect(await responsesForTicket(desk, ana, number)).toEqual([]);
    await expect(fillResponse(desk, ana, number, other.id)).rejects.toThrow('not there any more');
  });

  it('of a ticket that one may not see is "not found"', async () => {
    const { id } = await add(ana);
    const hidden = await it_.open({ isConfidential: true });
    for (const number of [hidden, 'IT-999']) {
      await expect(responsesForTicket(desk, cleo, number)).rejects.toThrow(`There is no ticket ${number}`);
      await expect(fillResponse(desk, cleo, number, id)).rejects.toThrow(`There is no ticket ${number}`);
    }
  });

  it('loses the mention of somebody who is erased', async () => {
    await add(ana, { name: 'Ask', content: 'Ask <@UCLEO> about it' });
    await erasePerson(desk, await it_.actor('ada'), slackIdOf('cleo'), { isWithTexts: false });
    const [response] = (await projectResponses(desk, ana, 'IT')).responses;
    expect(response?.content).not.toContain('UCLEO');
  });
});

describe('keeping canned responses', () => {
  it.each(['ana', 'ada'] as const)('is for %s: agents and admins', async (name) => {
    const actor = await it_.actor(name);
    const { id } = await add(actor);
    await deleteResponse(desk, actor, 'IT', id);
    expect(await names()).toEqual([]);
    const projectId = it_.project.id;
    expect(await audits()).toEqual([
      ['response_saved', { projectId, responseId: id }],
      ['response_deleted', { projectId, responseId: id }],
    ]);
  });

  it.each(['bo', 'cleo'] as const)('is refused to %s, who works none of its tickets', async (name) => {
    const { id } = await add(ana);
    const actor = await it_.actor(name);
    const refused = 'Only agents of IT and admins';
    await expect(projectResponses(desk, actor, 'IT')).rejects.toThrow(refused);
    await expect(add(actor, { ...VPN, name: 'Mine' })).rejects.toThrow(refused);
    await expect(deleteResponse(desk, actor, 'IT', id)).rejects.toThrow(refused);
    expect(await names()).toEqual(['VPN reset']);
  });

  it('lists them by name, each name once however it is written', async () => {
    await add(ana, { name: 'wifi', content: 'On' });
    await add(ben);
    expect(await names()).toEqual(['VPN reset', 'wifi']);
    await expect(add(ben, { name: 'VPN  RESET', content: 'Other' })).rejects.toMatchObject({
      field: 'name',
      message: expect.stringContaining('already'),
    });
  });

  it('saves the same form once, however often it is sent', async () => {
    const [first, second] = await Promise.all([add(ana), add(ana)]);
    expect(first.id).toBe(second.id);
    expect(await audits()).toHaveLength(1);
  });

  it('overwrites nobody: who saves over a change that they have not seen is told', async () => {
    await add(ana);
    const [seen] = (await projectResponses(desk, ana, 'IT')).responses;
    if (seen === undefined) throw new Error('no response');
    const change = (actor: Actor, content: string) =>
      saveResponse(desk, actor, 'IT', { name: seen.name, content, editing: seen });
    await change(ben, 'Done');
    await expect(change(ana, 'Ready')).rejects.toMatchObject({ field: 'content' });
    await change(ana, 'Done');
    expect((await projectResponses(desk, ana, 'IT')).responses).toMatchObject([{ content: 'Done' }]);
    await deleteResponse(desk, ben, 'IT', seen.id);
    await expect(change(ana, 'Ready')).rejects.toThrow('deleted meanwhile');
    expect(await deleteResponse(desk, ana, 'IT', seen.id)).toBeNull();
  });

  it.each([
    ['no name', '', 'x', 'name', 'Give it a name'],
    ['a name that nobody sees', '\u200b', 'x', 'name', 'Give it a name'],
    ['no text', 'x', ' \n ', 'content', 'Write what it says'],
    ['a long name', 'x'.repeat(76), 'x', 'name', 'At most 75 characters; this has 76'],
    ['a long text', 'x', 'x'.repeat(3_001), 'content', 'At most 3,000 characters; this has 3,001'],
  ])('answers %s on its field', async (_case, name, content, field, message) => {
    await expect(add(ana, { name, content })).rejects.toMatchObject({
      field,
      message: expect.stringContaining(message),
    });
  });

  it('takes as many as a menu in Slack can offer, and no more', async () => {
    const projectId = it_.project.id;
    const by = { createdById: ana.userId, updatedById: ana.userId };
    const many = Array.from({ length: RESPONSES_MAX }, (_, index) => ({
      projectId,
      name: `${index}`,
      content: 'x',
      ...by,
    }));
    await desk.database.prisma.cannedResponse.createMany({ data: many });
    await expect(add(ana)).rejects.toThrow(`at most ${RESPONSES_MAX} responses`);
  });
});
