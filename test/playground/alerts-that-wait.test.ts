/** Time that is skipped or slept through is no waiting: whoever is to be told of a breach is told it as sure as without. */
import { expect, test } from 'vitest';
import { passStop, passTime } from '../../playground/box/pass-time.js';
import { tellNotices } from '../../src/services/alerts/tell-notices.js';
import { noteListening } from '../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../src/services/reconcile/reconcile.js';
import { sweepClocks } from '../../src/services/sla/sweep-clocks.js';
import { useTestDesk } from '../support/desk.js';
import { makeItProject } from '../support/it-project.js';
import { posted } from '../support/messages.js';
import { box } from './box.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket that was opened now is late after 14:00.
const fixture = useTestDesk();
const THREAD_TS = `${Date.UTC(2026, 2, 2, 9, 50) / 1000}.000100`;
const HOUR_MS = 3_600_000;

const instant = (time: string) => new Date(`2026-03-02T${time}:00Z`);

const clock = {
  now: () => fixture.desk.clock.now(),
  advance: (ms: number) => fixture.desk.clock.set(new Date(clock.now().getTime() + ms)),
};

/** What was told, and whether it had to say that it could not be checked. */
async function told(): Promise<(boolean | null)[]> {
  await tellNotices(fixture.desk, clock.now());
  const where = { outcome: 'posted' } as const;
  const notices = await fixture.desk.database.prisma.alertNotice.findMany({ where });
  return notices.map(({ isUnchecked }) => isUnchecked);
}

test.each([
  ['skipped', async () => passTime({ slack: await box(), app: fixture, clock }, HOUR_MS)],
  [
    'slept through',
    async () => {
      clock.advance(HOUR_MS);
      await passStop(fixture.desk.database, clock.now());
    },
  ],
])('an alert that waits for a thread to be read waits on after an hour that is %s', async (_, pass) => {
  const { desk } = fixture;
  const { prisma, pool } = desk.database;
  const project = await makeItProject(desk);
  desk.directory.addConversation('CHELP', { members: ['UBO'] });
  const talk = {
    kind: 'thread',
    channelId: project.help.id,
    threadTs: THREAD_TS,
    isRootDescription: true,
  } as const;
  await project.open({ talk });
  await prisma.ticketThread.updateMany({ data: { importedAt: instant('10:00') } });
  const root = posted({ channel: 'CHELP', threadTs: THREAD_TS, ts: THREAD_TS, user: 'UBO' }, 'a message');
  desk.directory.setThread('CHELP', THREAD_TS, [root]);

  desk.clock.set(instant('14:05'));
  await prisma.reconciler.update({ where: { id: 1 }, data: { heardUntilAt: instant('13:50') } });
  await noteListening(desk, { connectedSinceAt: instant('14:05'), isStart: false });
  await sweepClocks(desk, desk.clock.now());
  await pool.query(
    `INSERT INTO job_heartbeats (job, expected_since_at, succeeded_at, late_at) VALUES ('sweep-clocks', $1, $1, $1)`,
    [clock.now()],
  );
  expect(await told()).toEqual([]);

  await pass();
  expect(await told()).toEqual([]);
  await reconcile(desk, { spacingMs: 0, burst: 1 });
  // It is looked at again every five seconds.
  clock.advance(5_000);
  expect(await told()).toEqual([false]);
});
