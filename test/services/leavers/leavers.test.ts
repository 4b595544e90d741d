/** What somebody has who works it no more is told once, to whoever can give it to others; nothing is taken from anybody. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../src/database/generated/client.js';
import type { PostContent } from '../../../src/domain/post-content.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { tellLeavers } from '../../../src/services/leavers/tell-leavers.js';
import { showPost } from '../../../src/services/posts/show-post.js';
import { followMembership } from '../../../src/services/projects/agent-membership.js';
import { addAgent, removeAgent } from '../../../src/services/projects/project-agents.js';
import { syncTriageMembers } from '../../../src/services/projects/sync-triage-members.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { syncUser } from '../../../src/services/users/sync-user.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let members: Set<string>;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  members = new Set(['UANA', 'UBEN']);
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: [...members] });
});

const prisma = () => desk.database.prisma;

async function membership(change: 'add' | 'delete'): Promise<void> {
  members[change]('UBEN');
  desk.directory.setMembers('CTRIAGE', [...members]);
  await followMembership(desk, 'CTRIAGE', 'UBEN');
}

async function ofBen(count = 1): Promise<string[]> {
  const numbers: string[] = [];
  for (let index = 0; index < count; index += 1)
    numbers.push(await it_.open({ assigneeId: it_.userId('ben') }, 'ana'));
  return numbers;
}

async function deactivate(isDeactivated = true): Promise<void> {
  const profile = { ...(await desk.directory.readProfile('UBEN')), isDeactivated };
  await syncUser(desk, profile as Parameters<typeof syncUser>[1]);
}

/** A minute later, as the timetable does. */
async function told(): Promise<Post[]> {
  desk.clock.advance(60_000);
  await tellLeavers(desk);
  return prisma().post.findMany({ where: { kind: 'leaver', isWithdrawn: false }, orderBy: { id: 'asc' } });
}

type Leaver = Extract<PostContent, { kind: 'leaver' }>;

async function shown(post: Post | undefined): Promise<Leaver | null> {
  if (post === undefined) throw new Error('Nothing was posted');
  const place = post.userId === null ? it_.triage : { kind: 'im' as const, isExternal: false, role: null };
  const now = await prisma().post.findUniqueOrThrow({ where: { id: post.id } });
  const result = await showPost(desk, now, place);
  return result.is === 'content' ? (result.content as Leaver) : null;
}

const LEAVES = {
  'leaves the triage channel': () => membership('delete'),
  'is found to be no member any more': async () => {
    desk.directory.setMembers('CTRIAGE', ['UANA']);
    await syncTriageMembers(desk, it_.project.id);
  },
  'is removed by an admin': async () => removeAgent(desk, await it_.actor('ada'), 'IT', 'UBEN'),
  'is deactivated': () => deactivate(),
};
const WAYS = Object.entries(LEAVES).map(([way, leave]) => ({ way, leave }));

describe('an agent with open tickets', () => {
  it.each(WAYS)('who $way: they are listed once in triage, and stay theirs', async ({ leave }) => {
    const [first, second] = await ofBen(2);
    await changeStatus(desk, await it_.actor('ana'), second ?? '', 'resolve');
    await leave();
    await leave();
    expect(await prisma().post.count({ where: { kind: 'leaver' } })).toBe(0);
    const posts = [...(await told()), ...(await told()).slice(1)];
    expect(posts.map(({ channelId, userId }) => [channelId, userId])).toEqual([[it_.triage.id, null]]);
    expect(await shown(posts[0])).toMatchObject({ tickets: [{ number: first }], more: 0, hidden: 0 });
    const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: first ?? '' } });
    expect(ticket.assigneeId).toBe(it_.userId('ben'));
  });

  it('who is back within the minute: nothing is said', async () => {
    await ofBen();
    await membership('delete');
    await membership('add');
    expect(await told()).toEqual([]);
    await deactivate();
    await deactivate(false);
    expect(await told()).toEqual([]);
  });

  it('who leaves, and is deactivated for it: one message', async () => {
    await ofBen();
    await membership('delete');
    await deactivate();
    expect(await told()).toHaveLength(1);
  });

  it('who leaves again after they came back is told of again', async () => {
    await ofBen();
    await membership('delete');
    expect(await told()).toHaveLength(1);
    await addAgent(desk, await it_.actor('ada'), 'IT', 'UBEN');
    await removeAgent(desk, await it_.actor('ada'), 'IT', 'UBEN');
    expect(await told()).toHaveLength(2);
  });

  it('told by two processes at once: one message', async () => {
    await ofBen();
    await membership('delete');
    desk.clock.advance(60_000);
    const counts = await Promise.all([tellLeavers(desk), tellLeavers(desk), tellLeavers(desk)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await prisma().post.count({ where: { kind: 'leaver' } })).toBe(1);
  });

  it('lists ten, what is due first, and counts the rest', async () => {
    await ofBen(12);
    const urgent = await it_.open({ assigneeId: it_.userId('ben'), priority: 'critical' }, 'ana');
    await membership('delete');
    const content = await shown((await told())[0]);
    expect([content?.tickets.length, content?.tickets[0]?.number, content?.more]).toEqual([10, urgent, 3]);
    expect(content?.tickets[0]?.due).toMatchObject({ isOverdue: false });
  });

  it('who has none: nothing is said', async () => {
    await membership('delete');
    expect(await shown((await told())[0])).toBeNull();
  });
});

describe('the message', () => {
  it('follows what becomes of the tickets, to the last', async () => {
    const [number = ''] = await ofBen();
    await membership('delete');
    const [post] = await told();
    await prisma().post.update({ where: { id: post?.id ?? 0 }, data: { state: 'sent', sentVersion: 1 } });
    await assignTicket(desk, await it_.actor('ana'), number, { kind: 'me' });
    const after = await prisma().post.findUniqueOrThrow({ where: { id: post?.id ?? 0 } });
    expect([after.wantedVersion, after.isReworded]).toEqual([2, true]);
    expect(await shown(post)).toMatchObject({ tickets: [], more: 0, hidden: 0 });
    await membership('add');
    expect(await shown(post)).toBeNull();
  });

  it('shows agents what is confidential', async () => {
    const [number = ''] = await ofBen();
    await changeConfidentiality(desk, await it_.actor('ana'), number, true);
    await membership('delete');
    expect(await shown((await told())[0])).toMatchObject({ tickets: [{ number, isConfidential: true }] });
  });
});

describe('where the project has no triage channel', () => {
  beforeEach(async () => {
    await prisma().channel.update({ where: { id: it_.triage.id }, data: { role: null, projectId: null } });
  });

  it('each admin is told, without what is confidential, and no longer than they are one', async () => {
    const [open = '', secret = ''] = await ofBen(2);
    await changeConfidentiality(desk, await it_.actor('ana'), secret, true);
    await LEAVES['is removed by an admin']();
    const posts = await told();
    expect(posts.map(({ userId }) => userId)).toEqual([it_.userId('ada')]);
    expect(await shown(posts[0])).toMatchObject({ tickets: [{ number: open }], hidden: 1 });
    await prisma().user.update({ where: { slackUserId: 'UADA' }, data: { isSuperuser: false } });
    expect(await shown(posts[0])).toBeNull();
  });
});
