import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.js';
import { UserError } from '../../../src/errors.js';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { ROOTLESS_REASON, refusedGroups } from '../../../src/services/posts/refused-posts.js';
import { settleRefused } from '../../../src/services/posts/settle-refused.js';
import { tellUndelivered } from '../../../src/services/posts/tell-undelivered.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { contentOf } from '../../support/shown.js';

const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

const prisma = () => fixture.desk.database.prisma;
const post = (id: number) => prisma().post.findUniqueOrThrow({ where: { id } });

type Refused = { channelId?: number; userId?: number; messageTs?: string; reason?: string } & Partial<{
  key: string;
  ticketId: number;
  kind: string;
  sentVersion: number;
  isWithdrawn: boolean;
  createdAt: Date;
}>;

let made = 0;

/** A post that is given up, with the telling that goes with it. */
async function refuse({ reason = 'is_archived', ...facts }: Refused = {}): Promise<number> {
  made += 1;
  const place = facts.userId === undefined ? { channelId: it_.help.id } : {};
  return inTransaction(fixture.desk.database, async (tx) => {
    const row = await tx.post.create({
      data: {
        key: `p${made}`,
        kind: 'setup_notice',
        projectId: it_.project.id,
        state: 'failed',
        ...place,
        ...facts,
        lastError: reason,
      },
    });
    await tellUndelivered(tx, row, { reason, now: fixture.desk.clock.now() });
    return row.id;
  });
}

const notices = () => prisma().post.findMany({ where: { kind: 'undelivered' }, orderBy: { id: 'asc' } });
const settle = async (id: number, act: 'resend' | 'forget', person: Person = 'ada') =>
  settleRefused(fixture.desk, await it_.actor(person), id, act);

describe('what Slack refuses for good', () => {
  it('is told to the admins once for each conversation and cause, however much of it there is', async () => {
    await refuse();
    await refuse();
    await refuse({ reason: 'not_in_channel' });
    await refuse({ channelId: it_.secret.id });
    await refuse({ userId: it_.userId('bo'), reason: 'user_disabled' });
    await refuse({ userId: it_.userId('bo'), reason: 'user_disabled' });
    const told = await notices();
    expect(told.map(({ userId }) => userId)).toEqual(Array.from({ length: 4 }, () => it_.userId('ada')));
    const contents = await Promise.all(told.map((each) => contentOf(fixture.desk, each)));
    expect(contents).toMatchObject([
      { place: { kind: 'channel', slackChannelId: 'CHELP' }, reason: 'is_archived', count: 2 },
      { place: { slackChannelId: 'CHELP' }, reason: 'not_in_channel', count: 1 },
      { place: { slackChannelId: 'CSECRET' }, reason: 'is_archived', count: 1 },
      { place: { kind: 'person', name: 'bo' }, reason: 'user_disabled', count: 2 },
    ]);
  });

  it('is told of again when it is refused anew after everything had been sent', async () => {
    const first = await refuse();
    await settle(first, 'resend');
    await refuse();
    expect(await notices()).toHaveLength(2);
  });

  it('is not told of where the notice itself was refused: that would never end', async () => {
    await refuse({ kind: 'undelivered', userId: it_.userId('ada'), reason: 'user_disabled' });
    expect(await notices()).toHaveLength(1);
  });

  it('is told to nobody once it is repaired, nor to somebody who is no admin any more', async () => {
    const id = await refuse();
    const [notice] = await notices();
    if (notice === undefined) throw new Error('no notice');
    await prisma().user.update({ where: { id: it_.userId('ada') }, data: { isSuperuser: false } });
    expect(await contentOf(fixture.desk, notice)).toBeNull();
    await prisma().user.update({ where: { id: it_.userId('ada') }, data: { isSuperuser: true } });
    expect(await contentOf(fixture.desk, notice)).not.toBeNull();
    await settle(id, 'resend');
    expect(await contentOf(fixture.desk, notice)).toBeNull();
  });
});

describe('sending again', () => {
  it.each([
    ['never tried', {}, { state: 'pending', wantedVersion: 1 }],
    ['tried, so it is looked for before', { sentVersion: 1 }, { state: 'sending', wantedVersion: 1 }],
    [
      'there, with an update refused',
      { messageTs: '1772445600.000100', sentVersion: 1 },
      { state: 'sent', wantedVersion: 2, messageTs: '1772445600.000100' },
    ],
  ])('one that was %s', async (_name, facts, expected) => {
    const id = await refuse(facts);
    expect(await settle(id, 'resend')).toMatchObject({ count: 1, left: 0 });
    expect(await post(id)).toMatchObject({ ...expected, attempts: 0, lastError: null });
  });

  it('takes the whole conversation with that cause, and nothing of another', async () => {
    const [a, b, other] = [await refuse(), await refuse(), await refuse({ reason: 'not_in_channel' })];
    expect(await settle(b, 'resend')).toEqual({
      place: { kind: 'channel', slackChannelId: 'CHELP' },
      count: 2,
      left: 0,
    });
    expect((await post(a)).state).toBe('pending');
    expect((await post(other)).state).toBe('failed');
  });

  it('takes along what was to go into a thread that was never posted', async () => {
    const ticketNumber = await it_.open();
    const { id: ticketId } = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber } });
    const root = await refuse({ ticketId });
    const reply = await refuse({ ticketId, channelId: it_.triage.id, reason: ROOTLESS_REASON });
    await settle(root, 'resend');
    expect((await post(reply)).state).toBe('pending');
  });

  it('pressed twice sends once, and is in the audit log once', async () => {
    const id = await refuse();
    const [a, b] = await Promise.all([settle(id, 'resend'), settle(id, 'resend')]);
    expect([a.count, b.count].sort()).toEqual([0, 1]);
    expect(await settle(id, 'resend')).toEqual({ place: null, count: 0, left: 0 });
    expect(await prisma().auditEntry.findMany({ where: { action: 'posts_resent' } })).toMatchObject([
      { actorId: it_.userId('ada'), subject: { channelId: it_.help.id, reason: 'is_archived', count: 1 } },
    ]);
  });

  it.each([
    [
      'a post that was never refused',
      async () => (await prisma().post.findFirstOrThrow({ where: { kind: 'origin_card' } })).id,
    ],
    ['a post that is not there', async () => 2_147_483_647],
  ])('%s changes nothing', async (_name, named) => {
    await it_.open();
    const before = await prisma().post.findMany({ orderBy: { id: 'asc' } });
    expect(await settle(await named(), 'resend')).toEqual({ place: null, count: 0, left: 0 });
    expect(await prisma().post.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  it.each(['ana', 'bo', 'gus', 'olga'] as const)('is not for %s', async (person) => {
    const id = await refuse();
    await expect(settle(id, 'resend', person)).rejects.toThrow(UserError);
    await expect(settle(id, 'forget', person)).rejects.toThrow('Only admins can look after the desk');
    expect((await post(id)).state).toBe('failed');
  });
});

describe('a conversation that is back', () => {
  const isNow = async (facts: { isArchived?: boolean; isBotMember?: boolean }) => {
    fixture.desk.directory.addConversation('CHELP', { kind: 'public', ...facts });
    await refreshChannel(fixture.desk, 'CHELP');
  };
  const DAY_MS = 24 * 3_600_000;
  const isoAgo = (ms: number) => new Date(fixture.desk.clock.now().getTime() - ms);

  it.each([
    ['unarchived', 'is_archived', { isArchived: true }],
    ['the bot is in again', 'not_in_channel', { isBotMember: false }],
    ['the bot sees again', 'channel_not_found', { isBotMember: false }],
  ])('is sent what it had been refused: %s', async (_what, reason, away) => {
    await isNow(away);
    const createdAt = isoAgo(0);
    const wanted = await refuse({ reason, createdAt });
    const stands = await refuse({ reason, createdAt: isoAgo(9 * DAY_MS), messageTs: '1700000000.000100' });
    const old = await refuse({ reason, createdAt: isoAgo(2 * DAY_MS) });
    const withdrawn = await refuse({ reason, createdAt, isWithdrawn: true });
    const otherwise = await refuse({ reason: 'msg_too_long', createdAt });
    const elsewhere = await refuse({ reason, createdAt, channelId: it_.secret.id });
    await isNow(away);
    expect((await post(wanted)).state).toBe('failed');
    await isNow({});
    await isNow({});
    expect(await post(wanted)).toMatchObject({ state: 'pending', attempts: 0, lastError: null });
    expect((await post(stands)).state).toBe('sent');
    for (const id of [old, withdrawn, otherwise, elsewhere]) expect((await post(id)).state).toBe('failed');
    expect(await prisma().auditEntry.findMany({ where: { action: 'posts_resent' } })).toMatchObject([
      { actorId: null, subject: { channelId: it_.help.id, count: 2 } },
    ]);
  });
});

describe('forgetting', () => {
  it.each([
    ['was never there', {}, { state: 'withdrawn', isWithdrawn: true }],
    [
      'is there with an old text',
      { messageTs: '1772445600.000100', sentVersion: 0 },
      { state: 'sent', isWithdrawn: false, sentVersion: 1 },
    ],
  ])('one that %s', async (_name, facts, expected) => {
    const id = await refuse(facts);
    expect(await settle(id, 'forget')).toMatchObject({ count: 1 });
    expect(await post(id)).toMatchObject(expected);
    expect(await refusedGroups(prisma(), 10)).toEqual({ groups: [], total: 0 });
    expect(await prisma().auditEntry.count({ where: { action: 'posts_forgotten' } })).toBe(1);
  });
});

it('the list is bounded and says how many groups there are', async () => {
  for (const reason of ['a', 'b', 'b', 'c']) await refuse({ reason });
  const { groups, total } = await refusedGroups(prisma(), 2);
  expect(total).toBe(3);
  expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});

it('what was taken back before it was ever sent is missed by nobody', async () => {
  await refuse({ isWithdrawn: true });
  expect((await refusedGroups(prisma(), 10)).total).toBe(0);
});
