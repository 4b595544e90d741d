/** A comment reopened a resolved ticket, and that is taken back: as if nobody had written, and only if nothing was done since. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { keepResolved } from '../../../src/services/tickets/keep-resolved.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const HOUR_MS = 3_600_000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;
let resolvedAt: Date;

/** Resolved as a duplicate on Monday at 11:00; a comment of Tuesday at 11:00 reopened it. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  desk.clock.advance(HOUR_MS);
  resolvedAt = desk.clock.now();
  await changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'resolve', { resolution: 'duplicate' });
  desk.clock.advance(24 * HOUR_MS);
  await says('Great. By the way, the new colleague starts on Monday.');
});

const says = (text: string, afterSeconds = 0) => {
  const place = { channel: room.channel, threadTs: room.threadTs, ts: room.ts(afterSeconds), user: 'UBO' };
  return ingestMessage(desk, posted(place, text));
};
const keeps = async (by: Person = 'bo') => keepResolved(desk, await it_.actor(by), room.ticketNumber);
const row = () => desk.database.prisma.ticket.findUniqueOrThrow({ where: { id: room.ticketId } });
const lines = async () =>
  (await desk.database.prisma.post.findMany({ where: { kind: 'status_line' }, orderBy: { id: 'asc' } })).map(
    ({ threadRole, payload }) => ({ threadRole, ...(payload as { event: string; isKept: boolean }) }),
  );

it.each(['bo', 'ana', 'ada'] as const)(
  '%s gets the earlier resolution and its time back, once',
  async (by) => {
    expect((await row()).status).toBe('open');
    desk.clock.advance(HOUR_MS);
    expect(await keeps(by)).toMatchObject({
      isChanged: true,
      card: { status: 'resolved', resolution: 'duplicate' },
    });
    expect(await row()).toMatchObject({ resolvedAt, closedAt: null, statusChangedAt: desk.clock.now() });
    expect(await lines()).toContainEqual(
      expect.objectContaining({ threadRole: 'origin', event: 'resolve', isKept: true }),
    );
    const before = await lines();
    expect(await keeps(by)).toMatchObject({ isChanged: false });
    expect(await lines()).toEqual(before);
  },
);

it('no time of the clock passes while it was open, whenever that is said', async () => {
  const { resolutionRemainingSeconds, clockVersion } = await row();
  desk.clock.advance(60 * 24 * HOUR_MS);
  await keeps();
  expect(await row()).toMatchObject({
    resolutionBreachedAt: null,
    responseBreachedAt: null,
    nextWakeAt: null,
    clockVersion,
    resolutionRemainingSeconds,
  });
});

it('can be said again of the next comment, with the time of the first resolution', async () => {
  await keeps();
  desk.clock.advance(HOUR_MS);
  await says('And another one in May.');
  expect((await row()).status).toBe('open');
  expect(await keeps()).toMatchObject({ isChanged: true });
  expect(await row()).toMatchObject({ resolvedAt, resolution: 'duplicate' });
});

it('stays said though a comment from before comes late', async () => {
  const at = -60;
  desk.clock.advance(HOUR_MS);
  await keeps();
  await says('Did you get that?', at);
  expect((await row()).status).toBe('resolved');
});

describe('is refused, with what to do,', () => {
  it.each<[what: string, act: () => Promise<unknown>]>([
    ['once somebody else has written', async () => says('It broke again!', 5)],
    [
      'once an agent has answered',
      async () =>
        addComment(desk, await it_.actor('ana'), room.ticketNumber, {
          ...{ text: 'Noted', commentType: 'public', sourceKey: 'v1' },
        }),
    ],
    [
      'once somebody has taken it',
      async () => assignTicket(desk, await it_.actor('ben'), room.ticketNumber, { kind: 'me' }),
    ],
    [
      'once it was started',
      async () => changeStatus(desk, await it_.actor('ana'), room.ticketNumber, 'start'),
    ],
    [
      'once a target has passed',
      async () => {
        desk.clock.advance(30 * 24 * HOUR_MS);
        await sweepClocks(desk, desk.clock.now());
      },
    ],
    [
      'where somebody meant to reopen it',
      async () => {
        await keeps();
        await changeStatus(desk, await it_.actor('bo'), room.ticketNumber, 'reopen');
      },
    ],
  ])('%s', async (_, act) => {
    await act();
    const before = await row();
    await expect(keeps()).rejects.toThrow(/cannot be kept resolved.*`\/ticket resolve IT-\d+`/);
    expect(await row()).toEqual(before);
  });

  it.each(['cleo', 'gus', 'hedy'] as const)('to %s, who may not resolve it', async (by) => {
    await expect(keeps(by)).rejects.toThrow(/Only its reporter|There is no ticket/);
  });
});

it('is not refused for what takes nothing back: a note of an agent, somebody who follows it', async () => {
  const ana = await it_.actor('ana');
  const note = { text: 'He does that', commentType: 'internal', sourceKey: 'v2' } as const;
  await addComment(desk, ana, room.ticketNumber, note);
  await watchTicket(desk, ana, room.ticketNumber, { watch: true });
  expect(await keeps('ana')).toMatchObject({ isChanged: true });
});
