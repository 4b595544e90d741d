/** Agents follow the triage channel and the admins' word; the word lasts. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { followMembership } from '../../../src/services/projects/agent-membership.js';
import { addAgent, projectAgents, removeAgent } from '../../../src/services/projects/project-agents.js';
import {
  syncAllTriageMembers,
  syncTriageMembers,
} from '../../../src/services/projects/sync-triage-members.js';
import { BOT_USER_ID, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

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
  members.clear();
  for (const each of ['UANA', 'UBEN']) members.add(each);
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: [...members] });
});

const members = new Set<string>();

async function joins(channel: string, slackUserId: string): Promise<void> {
  members.add(slackUserId);
  desk.directory.setMembers('CTRIAGE', [...members]);
  await followMembership(desk, channel, slackUserId);
}

async function leaves(channel: string, slackUserId: string): Promise<void> {
  members.delete(slackUserId);
  desk.directory.setMembers('CTRIAGE', [...members]);
  await followMembership(desk, channel, slackUserId);
}

const names = async () => (await projectAgents(desk, ada, 'IT')).map(({ name }) => name);
const isStaff = async (slackUserId: string) =>
  (await desk.database.prisma.user.findUniqueOrThrow({ where: { slackUserId } })).isStaff;
const announced = () => desk.database.prisma.post.count({ where: { kind: 'agent_joined' } });
const audits = async () =>
  (await desk.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('membership of the triage channel', () => {
  it('makes an agent, announced and audited, and unmakes one', async () => {
    await joins('CTRIAGE', 'UBO');
    await joins('CTRIAGE', 'UBO');
    expect([await names(), await isStaff('UBO'), await announced()]).toEqual([['ana', 'ben', 'bo'], true, 1]);
    await leaves('CTRIAGE', 'UBO');
    expect([await names(), await isStaff('UBO')]).toEqual([['ana', 'ben'], false]);
    expect(await audits()).toEqual(['agent_joined', 'staff_granted', 'agent_left', 'staff_revoked']);
  });

  it('announces somebody who comes back again', async () => {
    for (const change of [joins, leaves, joins]) await change('CTRIAGE', 'UBO');
    expect(await announced()).toBe(2);
  });

  it.each([
    ['a guest', 'UGUS'],
    ['an outsider', 'UOLGA'],
    ['the bot itself', BOT_USER_ID],
    ['somebody Slack does not tell', 'UNOBODY'],
  ])('makes no agent of %s', async (_who, slackUserId) => {
    await joins('CTRIAGE', slackUserId);
    expect([await names(), await announced()]).toEqual([['ana', 'ben'], 0]);
  });

  it('is what Slack says it is now, whatever order the events come in', async () => {
    await joins('CTRIAGE', 'UBO');
    await leaves('CTRIAGE', 'UBO');
    await followMembership(desk, 'CTRIAGE', 'UBO');
    expect([await names(), await isStaff('UBO')]).toEqual([['ana', 'ben'], false]);
  });

  it('fails where Slack does not say, so that the event comes again', async () => {
    desk.directory.failOn('readMembers');
    await expect(joins('CTRIAGE', 'UBO')).rejects.toThrow();
    expect(await names()).toEqual(['ana', 'ben']);
  });

  it('means nothing in any other channel', async () => {
    await joins('CHELP', 'UBO');
    await joins('CELSE', 'UBO');
    expect(await names()).toEqual(['ana', 'ben']);
  });

  it('is announced once for five deliveries at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => joins('CTRIAGE', 'UBO')));
    expect(await announced()).toBe(1);
  });
});

describe('reading the members', () => {
  it('brings who was missed and lets go who left', async () => {
    desk.directory.setMembers('CTRIAGE', ['UBEN', 'UCLEO', 'UGUS']);
    await syncTriageMembers(desk, it_.project.id);
    expect(await names()).toEqual(['ben', 'cleo']);
    expect([await isStaff('UCLEO'), await isStaff('UANA'), await isStaff('UGUS')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('changes nothing where Slack does not answer, and goes on to the other projects', async () => {
    desk.directory.failOn('readMembers');
    await expect(syncTriageMembers(desk, it_.project.id)).rejects.toThrow();
    await syncAllTriageMembers(desk);
    expect(await names()).toEqual(['ana', 'ben']);
  });

  it('keeps those an admin added', async () => {
    await addAgent(desk, ada, 'IT', 'UCLEO');
    await syncTriageMembers(desk, it_.project.id);
    expect(await names()).toEqual(['ana', 'ben', 'cleo']);
  });
});

describe('an admin’s word', () => {
  it('adds, announces and audits', async () => {
    await addAgent(desk, ada, 'IT', 'UBO');
    await addAgent(desk, ada, 'IT', 'UBO');
    expect([await names(), await isStaff('UBO'), await announced()]).toEqual([['ana', 'ben', 'bo'], true, 1]);
    expect(await audits()).toEqual(['agent_added', 'staff_granted']);
  });

  it('removes, beats membership and lasts until it is taken back', async () => {
    await removeAgent(desk, ada, 'IT', 'UANA');
    await leaves('CTRIAGE', 'UANA');
    await joins('CTRIAGE', 'UANA');
    await syncTriageMembers(desk, it_.project.id);
    expect(await names()).toEqual(['ben']);
    expect([...(await it_.actor('ana')).agentOf]).toEqual([]);
    await addAgent(desk, ada, 'IT', 'UANA');
    expect(await names()).toEqual(['ana', 'ben']);
  });

  it('keeps somebody staff who is an agent elsewhere', async () => {
    await addAgent(desk, ada, 'IT', 'UHEDY');
    await removeAgent(desk, ada, 'IT', 'UHEDY');
    expect(await isStaff('UHEDY')).toBe(true);
  });

  it.each(['UGUS', 'UOLGA', 'UNOBODY'])('cannot make an agent of %s', async (slackUserId) => {
    await expect(addAgent(desk, ada, 'IT', slackUserId)).rejects.toMatchObject({ name: 'UserError' });
  });

  it('names a project that exists', async () => {
    await expect(addAgent(desk, ada, 'NOPE', 'UBO')).rejects.toMatchObject({ name: 'UserError' });
  });
});
