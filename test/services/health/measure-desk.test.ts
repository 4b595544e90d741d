import { expect, it } from 'vitest';
import { expectJobs, recordFailure, recordSuccess } from '../../../src/services/health/heartbeats.js';
import { measureDesk } from '../../../src/services/health/measure-desk.js';
import { useTestDesk } from '../../support/desk.js';
import { makeItProject } from '../../support/it-project.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC.
const fixture = useTestDesk();
const MINUTE_MS = 60_000;
const START_SECONDS = Date.UTC(2026, 2, 2, 10) / 1_000;

/** `job_failures{send-posts} 1`, a line a sample. */
async function lines(): Promise<string[]> {
  return (await measureDesk(fixture.desk)).flatMap(({ name, samples }) =>
    samples.map(({ labels, value }) => {
      const of = labels === undefined ? '' : `{${Object.values(labels).join()}}`;
      return `${name.replace('threadesk_', '')}${of} ${value}`;
    }),
  );
}

it('the figures of a desk in which nothing waits are zero', async () => {
  expect(await lines()).toEqual([
    'outbox_posts 0',
    'outbox_updates 0',
    'outbox_oldest_age_seconds 0',
    'posts_refused 0',
    'reconcile_threads_left 0',
    'reconcile_threads_unchecked 0',
    'open_tickets 0',
    'targets_late_seconds 0',
  ]);
});

it('what waits is counted, and how long it has waited', async () => {
  const { desk } = fixture;
  const { prisma } = desk.database;
  const it_ = await makeItProject(desk);
  const ticketNumber = await it_.open();
  await prisma.post.deleteMany();
  const createdAt = desk.clock.now();
  const post = (key: string, facts: object) =>
    prisma.post.create({
      data: { key, kind: 'mirror', channelId: it_.triage.id, createdAt, ...facts },
    });
  await post('waits', { state: 'pending' });
  await post('unclear', {
    state: 'sending',
    sentVersion: 1,
    createdAt: new Date(createdAt.getTime() - 5_000),
  });
  await post('outdated', { state: 'sent', sentVersion: 1, wantedVersion: 2, messageTs: '1.000001' });
  await post('done', { state: 'sent', sentVersion: 1, messageTs: '1.000002' });
  await post('refused', { state: 'failed' });
  await post('refused and taken back', { state: 'failed', isWithdrawn: true });
  await post('taken back', { state: 'withdrawn', isWithdrawn: true });
  await prisma.ticket.update({ where: { ticketNumber }, data: { nextWakeAt: createdAt } });
  desk.clock.advance(MINUTE_MS);
  expect((await lines()).filter((line) => !line.startsWith('reconcile'))).toEqual([
    'outbox_posts 2',
    'outbox_updates 1',
    'outbox_oldest_age_seconds 65',
    'posts_refused 1',
    'open_tickets 1',
    'targets_late_seconds 60',
  ]);
});

it('each job tells when it last worked, by how much it is late, and how often it failed in a row', async () => {
  const { desk } = fixture;
  const jobs = ['send-posts', 'sweep-clocks'].map((job) => ({ job, silenceMaxMs: 2 * MINUTE_MS }));
  await expectJobs(desk, jobs);
  desk.clock.advance(MINUTE_MS);
  for (const job of jobs.slice(0, 1)) await recordSuccess(desk, job);
  await recordFailure(desk, 'sweep-clocks');
  desk.clock.advance(90_000);
  expect((await lines()).filter((line) => line.startsWith('job_'))).toEqual([
    `job_last_success_timestamp_seconds{send-posts} ${START_SECONDS + 60}`,
    'job_late_seconds{send-posts} 0',
    'job_late_seconds{sweep-clocks} 30',
    'job_failures{send-posts} 0',
    'job_failures{sweep-clocks} 1',
  ]);
});
