import { expect, it } from 'vitest';
import { claimTick, finishTick, pruneTicks } from '../../../src/services/timetable/claim-tick.js';
import { useTestDesk } from '../../support/desk.js';

const fixture = useTestDesk();
const TICK_AT = new Date('2026-03-02T10:00:00Z');
const tick = { job: 'sweep-clocks', tickAt: TICK_AT };

it('a tick is claimed by one of many at once', async () => {
  const { database } = fixture.desk;
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimTick(database, tick, TICK_AT)));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

it('a tick whose process died costs that tick alone', async () => {
  const { database } = fixture.desk;
  await claimTick(database, tick, TICK_AT);
  const next = { ...tick, tickAt: new Date('2026-03-02T10:01:00Z') };
  expect(await claimTick(database, next, TICK_AT)).toBe(true);
});

it('another job has ticks of its own', async () => {
  const { database } = fixture.desk;
  await claimTick(database, tick, TICK_AT);
  expect(await claimTick(database, { ...tick, job: 'sync-users' }, TICK_AT)).toBe(true);
});

it('old ticks are forgotten, and say until then when they were finished', async () => {
  const { database } = fixture.desk;
  const finishedAt = new Date('2026-03-02T10:00:01Z');
  await claimTick(database, tick, TICK_AT);
  await finishTick(database, tick, finishedAt);
  expect(await database.prisma.timetableTick.findMany()).toEqual([
    { ...tick, claimedAt: TICK_AT, finishedAt },
  ]);
  expect(await pruneTicks(database, TICK_AT)).toBe(0);
  expect(await pruneTicks(database, finishedAt)).toBe(1);
});
