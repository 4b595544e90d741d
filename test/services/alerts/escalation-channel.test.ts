/** An escalation channel is for those who may know: what becomes of it when others read it, or when it is gone. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender } from '../../../src/jobs/send-posts.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { moveChannelId } from '../../../src/services/channels/move-channel-id.js';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { editProject } from '../../../src/services/projects/edit-project.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { createTestCarrier } from '../../support/carrier.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';

const HOUR_MS = 3_600_000;
const fixture = useTestDesk();
let it_: ItProject;

const prisma = () => fixture.desk.database.prisma;

async function escalateTo(channelId: number) {
  const alerts = { urgentPriorities: [], escalation: { userIds: [], channelId } };
  await savePolicy(fixture.desk.database, { projectId: it_.project.id, options: { alerts } });
}

async function breach() {
  await it_.open();
  fixture.desk.clock.advance(5 * HOUR_MS);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

const toldBeyondTriage = async () =>
  (
    await prisma().alertNotice.findMany({
      where: { audience: 'escalation' },
      select: { channelId: true, userId: true },
    })
  ).map(({ channelId, userId }) => (channelId === null ? `user ${userId}` : `channel ${channelId}`));

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

describe('a breach is told', () => {
  it('to the channel, while it is private, shared with nobody and the bot is in it', async () => {
    await escalateTo(it_.secret.id);
    await breach();
    expect(await toldBeyondTriage()).toEqual([`channel ${it_.secret.id}`]);
  });

  it.each([
    ['public', { kind: 'public' }],
    ['shared', { isExternal: true }],
    ['archived', { isArchived: true }],
    ['left by the bot', { isBotMember: false }],
  ] as const)('to the admins in its place, once it is %s', async (_name, data) => {
    await escalateTo(it_.secret.id);
    await prisma().channel.update({ where: { id: it_.secret.id }, data });
    await breach();
    expect(await toldBeyondTriage()).toEqual([`user ${it_.userId('ada')}`]);
  });

  it('to the admins, once another project asks its requesters there', async () => {
    await escalateTo(it_.secret.id);
    await prisma().channel.update({
      where: { id: it_.secret.id },
      data: { role: 'request', projectId: it_.hr.id },
    });
    await breach();
    expect(await toldBeyondTriage()).toEqual([`user ${it_.userId('ada')}`]);
  });

  it('to the admins, once its row has joined another: one policy stops no sweep', async () => {
    const newcomer = await prisma().channel.create({
      data: { slackChannelId: 'CNEW', kind: 'private', isBotMember: true },
    });
    await escalateTo(newcomer.id);
    await moveChannelId(fixture.desk, 'CSECRET', 'CNEW');
    await breach();
    expect(await toldBeyondTriage()).toEqual([`user ${it_.userId('ada')}`]);
  });
});

it('what was told there is taken out when others read it', async () => {
  await escalateTo(it_.secret.id);
  await breach();
  fixture.desk.directory.addConversation('CSECRET', { kind: 'public', name: 'leads' });
  await refreshChannel(fixture.desk, 'CSECRET');
  const posts = await prisma().post.findMany({
    where: { channelId: it_.secret.id, kind: 'breach' },
    select: { isWithdrawn: true },
  });
  expect(posts).toEqual([{ isWithdrawn: true }]);
});

describe('what is still to be posted when others begin to read', () => {
  const toPeople = async () =>
    (
      await prisma().post.findMany({
        where: { kind: { in: ['breach', 'alert_digest'] }, userId: { not: null } },
        orderBy: { id: 'asc' },
      })
    ).map(({ kind, userId }) => `${kind} ${userId}`);
  const becomesPublic = async (slackChannelId: string) => {
    fixture.desk.directory.addConversation(slackChannelId, { kind: 'public', name: 'leads' });
    await refreshChannel(fixture.desk, slackChannelId);
    await tellNotices(fixture.desk, fixture.desk.clock.now());
  };

  it.each([
    ['a breach', 1, 'breach'],
    ['a list', 6, 'alert_digest'],
  ])('an escalation channel: %s goes to the admins', async (_name, count, kind) => {
    await escalateTo(it_.secret.id);
    for (let index = 1; index < count; index += 1) await it_.open();
    await breach();
    await becomesPublic('CSECRET');
    expect(await toPeople()).toEqual([`${kind} ${it_.userId('ada')}`]);
  });

  it.each([
    ['a breach', 1],
    ['a list', 6],
  ])('%s is told there after all where nobody could before it was told elsewhere', async (_name, count) => {
    await escalateTo(it_.secret.id);
    for (let index = 1; index < count; index += 1) await it_.open();
    await breach();
    const waiting = { channelId: it_.secret.id, isWithdrawn: false } as const;
    for (const round of ['first', 'then']) {
      fixture.desk.directory.addConversation('CSECRET', { kind: 'public', name: 'leads' });
      await refreshChannel(fixture.desk, 'CSECRET');
      expect([round, await prisma().post.count({ where: waiting })]).toEqual([round, 0]);
      fixture.desk.directory.addConversation('CSECRET', {
        kind: 'private',
        name: 'leads',
        isBotMember: true,
      });
      await refreshChannel(fixture.desk, 'CSECRET');
      await tellNotices(fixture.desk, fixture.desk.clock.now());
      expect([round, await prisma().post.count({ where: waiting })]).toEqual([round, 1]);
    }
    expect(await toPeople()).toEqual([]);
  });

  it('a triage channel: a list goes to the admins', async () => {
    for (let index = 1; index < 6; index += 1) await it_.open();
    await breach();
    await becomesPublic('CTRIAGE');
    expect(await toPeople()).toEqual([`alert_digest ${it_.userId('ada')}`]);
  });

  it('what they have read already is told to nobody again', async () => {
    await escalateTo(it_.secret.id);
    await breach();
    await prisma().post.updateMany({
      where: { channelId: it_.secret.id },
      data: {
        state: 'sent',
        sentVersion: 1,
        messageTs: '1772461800.000100',
        sentAt: fixture.desk.clock.now(),
      },
    });
    await becomesPublic('CSECRET');
    expect(await toPeople()).toEqual([]);
  });
});

describe('as a request channel', () => {
  const input = {
    ...{ key: 'HR', name: 'Human Resources', description: '', emoji: ':wave:', showTargets: false },
    confidentialByDefault: false,
    isEveryMessage: false,
    takeEmoji: 'eyes',
    resolveEmoji: 'white_check_mark',
    requestChannel: 'CSECRET',
  };
  const choose = async () => editProject(fixture.desk, await it_.actor('ada'), 'HR', input);
  const roleOf = async () =>
    (await prisma().channel.findUniqueOrThrow({ where: { id: it_.secret.id } })).role;

  beforeEach(() => {
    fixture.desk.directory.addConversation('CSECRET', { kind: 'private', name: 'leads', isBotMember: true });
  });

  it('is refused while a project’s policy tells of breaches there, with what to do', async () => {
    await escalateTo(it_.secret.id);
    const refused = choose();
    await expect(refused).rejects.toThrow(
      /Breaches of project IT are told in that channel.*`\/project sla IT`/,
    );
    await expect(refused).rejects.toMatchObject({ field: 'request_channel' });
    expect(await roleOf()).toBeNull();
  });

  it('is refused while the default tells of them there', async () => {
    const alerts = { urgentPriorities: [], escalation: { userIds: [], channelId: it_.secret.id } };
    await savePolicy(fixture.desk.database, { options: { alerts } });
    await expect(choose()).rejects.toThrow(/Breaches under the default targets .*`\/project sla` first/);
  });

  it('is fine once a newer policy names another channel', async () => {
    await escalateTo(it_.secret.id);
    await escalateTo(it_.triage.id);
    await choose();
    expect(await roleOf()).toBe('request');
  });
});

describe('a row that joins another', () => {
  const told = () =>
    prisma().alertNotice.findMany({
      where: { audience: 'escalation' },
      orderBy: { id: 'asc' },
      select: { channelId: true, outcome: true, key: true },
    });

  it('brings its notices along, each still once for its alert', async () => {
    const newcomer = await prisma().channel.create({
      data: { slackChannelId: 'CNEW', kind: 'private', isBotMember: true },
    });
    await escalateTo(newcomer.id);
    await breach();
    await moveChannelId(fixture.desk, 'CSECRET', 'CNEW');
    expect(await told()).toEqual([
      {
        channelId: it_.secret.id,
        outcome: 'posted',
        key: expect.stringMatching(`:channel:${it_.secret.id}$`),
      },
    ]);
  });

  it('does not tell again what was told in both', async () => {
    const newcomer = await prisma().channel.create({
      data: { slackChannelId: 'CNEW', kind: 'private', isBotMember: true },
    });
    await escalateTo(newcomer.id);
    await breach();
    const { id, ...facts } = await prisma().alertNotice.findFirstOrThrow({
      where: { channelId: newcomer.id },
    });
    const key = `${facts.alertId}:channel:${it_.secret.id}`;
    await prisma().alertNotice.create({ data: { ...facts, key, channelId: it_.secret.id } });
    await prisma().alertNotice.update({
      where: { id },
      data: { toldAt: null, outcome: null, postKey: null, deliverAt: new Date('2026-03-03T09:00:00Z') },
    });
    await moveChannelId(fixture.desk, 'CSECRET', 'CNEW');
    expect((await told()).map(({ outcome }) => outcome)).toEqual(['dropped', 'posted']);
  });
});

describe('what was to be posted in a channel that others read by then', () => {
  it.each([
    ['requesters', { role: 'request' }],
    ['everyone', { kind: 'public' }],
    ['another organization', { isExternal: true }],
  ] as const)('%s: is not, and the admins are told instead', async (_name, change) => {
    await escalateTo(it_.secret.id);
    await breach();
    const data = 'role' in change ? { ...change, projectId: it_.hr.id } : change;
    await prisma().channel.update({ where: { id: it_.secret.id }, data });
    const carrier = createTestCarrier();
    const sender = createSender(fixture.desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
    // A conversation that ends its work asks for what that made possible elsewhere.
    const send = async () => {
      for (const _round of ['first', 'then']) {
        await sender.wake();
        await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 5_000 });
      }
    };
    await send();
    await tellNotices(fixture.desk, fixture.desk.clock.now());
    await send();
    await sender.stop();
    expect(carrier.messages.filter(({ slackChannelId }) => slackChannelId === 'CSECRET')).toEqual([]);
    const told = await prisma().post.findMany({
      where: { kind: 'breach', threadRole: null },
      orderBy: { id: 'asc' },
      select: { state: true, userId: true },
    });
    expect(told).toEqual([
      { state: 'withdrawn', userId: null },
      { state: 'sent', userId: it_.userId('ada') },
    ]);
  });
});
