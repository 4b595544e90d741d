/** An escalation channel is for those who may know: what becomes of it when others read it, or when it is gone. */
import { beforeEach, describe, expect, it } from 'vitest';
import { moveChannelId } from '../../../src/services/channels/move-channel-id.js';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
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
