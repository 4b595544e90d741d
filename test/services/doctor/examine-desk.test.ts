/** Each thing that can be wrong with a desk is done to one, and found; nothing else is. */
import { beforeEach, describe, expect, it } from 'vitest';
import { tolerateTypos } from '../../../src/database/typo-tolerance.js';
import { UserError } from '../../../src/errors.js';
import { examineDesk } from '../../../src/services/doctor/examine-desk.js';
import type { DoctorFacts } from '../../../src/services/doctor/facts.js';
import { type Finding, findingsOf } from '../../../src/services/doctor/findings.js';
import { expectJobs, recordSuccess } from '../../../src/services/health/heartbeats.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const MINUTE_MS = 60_000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

/** In which all is well, but that the desk's clock stands in March 2026 and PostgreSQL's does not. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  const { prisma } = desk.database;
  await tolerateTypos(desk.database);
  await prisma.project.update({ where: { key: 'HR' }, data: { archivedAt: desk.clock.now() } });
  const own = { isBotMember: true, name: 'x' };
  desk.directory.addConversation('CTRIAGE', { ...own, kind: 'private' });
  desk.directory.addConversation('CHELP', { ...own, kind: 'public' });
  desk.directory.addConversation('CSECRET', { ...own, kind: 'private' });
});

async function found(): Promise<Finding[]> {
  const { findings } = await examineDesk(desk, await it_.actor('ada'));
  return findings.filter((finding) => finding.kind !== 'clock_apart' || finding.whose !== 'PostgreSQL');
}

const post = (key: string, facts: object = {}) =>
  desk.database.prisma.post.create({
    data: { key, kind: 'mirror', channelId: it_.triage.id, createdAt: desk.clock.now(), ...facts },
  });

/** What is done, and what is then found of it. */
const DAMAGE: Record<string, [damage: () => Promise<unknown> | unknown, finding: object]> = {
  'the token is revoked': [
    () => desk.directory.failOn('readInstallation'),
    { kind: 'slack_refuses', reason: 'unknown' },
  ],
  'a scope was not granted': [
    () => desk.directory.setInstallation({ missingScopes: ['reactions:read'], slackAt: null }),
    { kind: 'scopes_missing', scopes: ['reactions:read'] },
  ],
  'nobody listens to Slack': [
    () => {
      const doubtedSinceAt = new Date(desk.clock.now().getTime() - 2 * MINUTE_MS);
      return desk.database.prisma.reconciler.update({ where: { id: 1 }, data: { doubtedSinceAt } });
    },
    { kind: 'nobody_listens' },
  ],
  'a job has stopped': [
    async () => {
      await expectJobs(desk, [{ job: 'sweep-clocks', silenceMaxMs: 3 * MINUTE_MS }]);
      await recordSuccess(desk, { job: 'sweep-clocks', silenceMaxMs: 3 * MINUTE_MS });
      desk.clock.advance(4 * MINUTE_MS);
    },
    { kind: 'jobs_late', jobs: [{ job: 'sweep-clocks', hasEverRun: true }] },
  ],
  'a target is not looked at': [
    async () => {
      const ticketNumber = await it_.open();
      await desk.database.prisma.post.deleteMany();
      const nextWakeAt = new Date(desk.clock.now().getTime() - 4 * MINUTE_MS);
      await desk.database.prisma.ticket.update({ where: { ticketNumber }, data: { nextWakeAt } });
    },
    { kind: 'targets_late' },
  ],
  'a message waits': [
    async () => {
      await post('waits', { state: 'pending' });
      desk.clock.advance(11 * MINUTE_MS);
    },
    { kind: 'posts_late', count: 1 },
  ],
  'a request channel is archived': [
    () => desk.directory.addConversation('CHELP', { kind: 'public', isArchived: true }),
    { kind: 'archived', slackChannelIds: ['CHELP'] },
  ],
  'the bot was thrown out of the triage channel': [
    () => desk.directory.addConversation('CTRIAGE', { kind: 'private', isBotMember: false }),
    { kind: 'bot_missing', slackChannelIds: ['CTRIAGE'] },
  ],
  'the bot left the channel of an open ticket': [
    async () => {
      const ticketNumber = await it_.open();
      await desk.database.prisma.post.deleteMany();
      const { id: ticketId } = await desk.database.prisma.ticket.findUniqueOrThrow({
        where: { ticketNumber },
      });
      await desk.database.prisma.ticketThread.create({
        data: { ticketId, channelId: it_.secret.id, threadTs: '1772445000.000100', role: 'linked' },
      });
      await desk.database.prisma.channel.update({
        where: { id: it_.secret.id },
        data: { isBotMember: false },
      });
    },
    { kind: 'bot_missing', slackChannelIds: ['CSECRET'] },
  ],
  'a project has no triage channel': [
    () =>
      desk.database.prisma.channel.update({
        where: { id: it_.triage.id },
        data: { role: null, projectId: null },
      }),
    { kind: 'without_triage', keys: ['IT'] },
  ],
  'all agents left': [
    () => desk.database.prisma.projectAgent.deleteMany(),
    { kind: 'without_agents', keys: ['IT'] },
  ],
  'the default calendar never opens': [
    () => desk.database.prisma.calendarHours.deleteMany(),
    { kind: 'never_open', calendars: [{ key: 'IT' }] },
  ],
  "Slack's clock is an hour ahead": [
    () => {
      const slackAt = new Date(desk.clock.now().getTime() + 60 * MINUTE_MS);
      desk.directory.setInstallation({ missingScopes: [], slackAt });
    },
    { kind: 'clock_apart', whose: 'Slack', aheadMs: 60 * MINUTE_MS + 500 },
  ],
  'PostgreSQL has no pg_trgm': [
    () => desk.database.pool.query('DROP INDEX title_words_like_idx'),
    { kind: 'no_typos' },
  ],
  'Slack refused a message': [
    () => post('refused', { state: 'failed', lastError: 'not_in_channel' }),
    { kind: 'refused', group: { reason: 'not_in_channel', count: 1 } },
  ],
};

describe('the doctor', () => {
  it('finds nothing in a desk in which all is well, and has its figures', async () => {
    expect(await found()).toEqual([]);
    await it_.open();
    const { facts } = await examineDesk(desk, await it_.actor('ada'));
    expect(facts.figures).toMatchObject({ openTickets: 1, postsRefused: 0 });
  });

  it.each(Object.keys(DAMAGE))('finds it where %s', async (name) => {
    const [damage, finding] = DAMAGE[name] ?? [() => undefined, {}];
    await damage();
    expect(await found()).toMatchObject([finding]);
  });

  it('finds that the clocks of the process and of PostgreSQL are apart, and which is ahead', async () => {
    const apart = async () =>
      (await examineDesk(desk, await it_.actor('ada'))).findings.filter(({ kind }) => kind === 'clock_apart');
    expect(await apart()).toMatchObject([{ whose: 'PostgreSQL', aheadMs: expect.any(Number) }]);
    const [row] = await desk.database.prisma.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
    desk.clock.advance((row?.at.getTime() ?? 0) - desk.clock.now().getTime());
    expect(await apart()).toEqual([]);
  });

  it('finds an archived triage channel as a project that has none, which it says at once', async () => {
    desk.directory.addConversation('CTRIAGE', { kind: 'private', isArchived: true });
    expect(await found()).toMatchObject([{ kind: 'without_triage', keys: ['IT'] }]);
  });

  it('shows the most of what was refused, and says that there is more', async () => {
    for (let count = 0; count < 10; count += 1) {
      await post(`refused${count}`, { state: 'failed', lastError: `reason_${count}` });
    }
    const kinds = (await found()).map(({ kind }) => kind);
    expect(kinds).toEqual([...Array.from({ length: 8 }, () => 'refused'), 'refused_more']);
  });

  it.each(['ana', 'bo', 'gus', 'olga'] as const)(
    'tells %s nothing, and reads nothing for them',
    async (person) => {
      const actor = await it_.actor(person);
      const asked = desk.directory.asked.length;
      const examined = examineDesk(desk, actor);
      await expect(examined).rejects.toThrow(UserError);
      await expect(examined).rejects.toThrow('Only admins can look after the desk');
      expect(desk.directory.asked).toHaveLength(asked);
    },
  );
});

it('a project without any policy is found by the facts alone: the database keeps the default', () => {
  const facts = {
    projects: [{ key: 'IT', hasTriage: true, agentCount: 1, hasPolicy: false, closedCalendars: [] }],
  };
  expect(findingsOf({ ...QUIET, ...facts })).toEqual([{ kind: 'without_policy', keys: ['IT'] }]);
});

const NOW = new Date('2026-03-02T10:00:00.000Z');
const QUIET: DoctorFacts = {
  toleratesTypos: true,
  now: NOW,
  sweptAt: NOW,
  lateJobs: [],
  figures: {
    ...{ postsToSend: 0, postsToUpdate: 0, oldestPostAt: null, postsRefused: 0 },
    ...{ threadsToRead: 0, threadsUnchecked: 0, openTickets: 0, nextWakeAt: null },
  },
  refused: { groups: [], total: 0 },
  reconcile: { lastRun: null, lastGap: null, threadsLeft: 0, threadsUnchecked: 0, doubtedSinceAt: null },
  slack: { isAnswered: true, missingScopes: [], aheadMs: 0 },
  databaseAheadMs: 0,
  channels: [],
  projects: [],
};
