/** What people's settings keep back is told when they want it: once, whole, and only as far as they may know it by then. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../src/database/client.js';
import { GATHERED_POSTS_MAX } from '../../../src/domain/notices/gathered-max.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { muteTicket } from '../../../src/services/notices/mute-ticket.js';
import { tellHeld } from '../../../src/services/notices/tell-held.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { createMailbox, wants } from '../../support/notices.js';
import { openRoom, type Room } from '../../support/threads.js';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;
let box: ReturnType<typeof createMailbox>;

/** Monday 10:00 UTC. Bo's ticket, in a channel that everybody reads; Cleo watches it. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  await watches(room.ticketNumber);
  box = createMailbox(desk);
  await box.look();
});

const watches = async (number: string, person: Person = 'cleo') =>
  watchTicket(desk, await it_.actor(person), number, { watch: true });
const moves = async (verb: StatusVerb, by: Person = 'ana', number = room.ticketNumber) =>
  changeStatus(desk, await it_.actor(by), number, verb);
const passes = (ms: number) => desk.clock.advance(ms);
const at = (time: string) => desk.clock.set(new Date(`2026-03-${time}:00Z`));
const prisma = () => desk.database.prisma;
const NIGHT = { fromMinute: 18 * 60, toMinute: 8 * 60 };

describe('whoever has set nothing', () => {
  it('is told at once, and of what comes within a minute in one message after it', async () => {
    await moves('resolve');
    expect(await box.hears('cleo')).toEqual([expect.stringContaining('is resolved, by *ana*')]);
    passes(10 * SECOND_MS);
    await moves('reopen');
    passes(10 * SECOND_MS);
    await moves('close');
    passes(39 * SECOND_MS);
    expect(await box.hears('cleo')).toEqual([]);
    passes(SECOND_MS);
    expect(await box.hears('cleo')).toEqual([
      `*${room.ticketNumber}* VPN down <https://box.slack.com/archives/${room.channel}/p${room.threadTs.replace('.', '')}|Open the thread>\n• was reopened by *ana*\n• was closed by *ana*`,
    ]);
    passes(HOUR_MS);
    expect(await box.hears('cleo')).toEqual([]);
  });

  it('is told of another ticket at once', async () => {
    const other = await openRoom(desk, it_);
    await watches(other.ticketNumber);
    await moves('resolve');
    await moves('resolve', 'ana', other.ticketNumber);
    expect(await box.hears('cleo')).toHaveLength(2);
  });

  it('is told of one change alone as of any other, with its own buttons', async () => {
    await moves('resolve');
    passes(SECOND_MS);
    await moves('reopen');
    await box.look();
    passes(60 * SECOND_MS);
    const [message] = await box.look();
    expect(message?.content).toMatchObject({ kind: 'status_line', audience: 'watcher', event: 'reopen' });
  });
});

describe('quiet hours', () => {
  beforeEach(() => wants(desk, it_, 'cleo', { quiet: NIGHT }));

  it('hold until they end, and what belongs together is one message', async () => {
    at('02T19:00');
    await moves('resolve');
    at('03T02:00');
    await moves('reopen');
    expect(await box.hears('cleo')).toEqual([]);
    at('03T08:00');
    expect(await box.hears('cleo')).toEqual([
      expect.stringMatching(/• was resolved by \*ana\*\n• was reopened by \*ana\*$/),
    ]);
  });

  it('hold nobody else up, and nothing by day', async () => {
    await watches(room.ticketNumber, 'hedy');
    at('02T19:00');
    await moves('resolve');
    expect(await box.hears('hedy')).toHaveLength(1);
    at('03T09:00');
    await box.look();
    passes(60 * SECOND_MS);
    await moves('reopen');
    expect(await box.hears('cleo')).toHaveLength(1);
  });

  it('that are taken back let everything go', async () => {
    at('02T19:00');
    await moves('resolve');
    await wants(desk, it_, 'cleo', {});
    expect(await box.hears('cleo')).toHaveLength(1);
  });
});

describe('the daily digest', () => {
  let other: Room;

  beforeEach(async () => {
    other = await openRoom(desk, it_);
    await watches(other.ticketNumber);
    await wants(desk, it_, 'cleo', { modes: { watching: 'digest' } });
    await moves('resolve');
    await moves('reopen');
    await moves('close', 'ana', other.ticketNumber);
  });

  it('is one message the next morning, by ticket, and none on a day without news', async () => {
    at('03T08:59');
    expect(await box.hears('cleo')).toEqual([]);
    at('03T09:00');
    expect(await box.hears('cleo')).toEqual([
      expect.stringMatching(
        /^\*Your daily digest: 2 tickets\*\n\*IT-\d+\* VPN down .*\n• was resolved by \*ana\*\n• was reopened by \*ana\*\n\*IT-\d+\* .*\n• was closed by \*ana\*$/,
      ),
    ]);
    at('04T09:00');
    expect(await box.hears('cleo')).toEqual([]);
  });

  it('comes late after a night in which nobody ran, and then as one', async () => {
    at('05T15:00');
    expect(await box.hears('cleo')).toHaveLength(1);
  });

  it('comes once whoever looks, also in another process', async () => {
    at('03T09:00');
    const second = createDatabase(desk.database.url);
    const elsewhere = { ...desk, database: second };
    const counts = await Promise.all([desk, elsewhere, desk, elsewhere].map(tellHeld));
    await second.close();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await box.hears('cleo')).toHaveLength(1);
  });

  it('comes once a day, also where its hour is moved behind it', async () => {
    at('03T09:00');
    expect(await box.hears('cleo')).toHaveLength(1);
    await wants(desk, it_, 'cleo', { modes: { watching: 'digest' }, digestHour: 12 });
    await moves('resolve');
    at('03T12:00');
    expect(await box.hears('cleo')).toEqual([]);
    at('04T12:00');
    expect(await box.hears('cleo')).toEqual([expect.stringContaining('Your daily digest: 1 ticket*')]);
  });

  it('leaves out and does not count what its reader may not see any more', async () => {
    await unwatch(other);
    at('03T09:00');
    expect(await box.hears('cleo')).toEqual([expect.stringContaining('Your daily digest: 1 ticket*')]);
  });

  it('is not sent where nothing is left of it', async () => {
    await unwatch(other);
    await unwatch(room);
    at('03T09:00');
    expect(await box.hears('cleo')).toEqual([]);
  });

  it('follows who may see its tickets once it is there', async () => {
    at('03T09:00');
    await box.look();
    const digest = () => box.carrier.messages.find(({ content }) => content.kind === 'daily_digest');
    expect(digest()?.content).toMatchObject({ tickets: [{}, {}] });
    await makeConfidential(other);
    await box.look();
    expect(digest()?.content).toMatchObject({ tickets: [{}] });
    expect(JSON.stringify(digest()?.content)).not.toContain(`"${other.ticketNumber}"`);
    await makeConfidential(room);
    await box.look();
    expect(digest()).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>, number]>([
    [
      'is told at once what waits for it, where it is wanted no more',
      () => wants(desk, it_, 'cleo', { modes: { watching: null } }),
      2,
    ],
    [
      'is told nothing, where that is off by now',
      () => wants(desk, it_, 'cleo', { modes: { watching: 'off' } }),
      0,
    ],
    ['waits on, where something else was set', () => wants(desk, it_, 'cleo', { quiet: NIGHT }), 0],
  ])('%s', async (_what, act, messages) => {
    await act();
    expect(await box.hears('cleo')).toHaveLength(messages);
  });

  it('forgets a ticket that was muted meanwhile', async () => {
    await muteTicket(desk, await it_.actor('cleo'), other.ticketNumber, true);
    at('03T09:00');
    expect(await box.hears('cleo')).toEqual([expect.stringContaining('Your daily digest: 1 ticket*')]);
  });

  it('is nobody’s once they are erased, and their settings are gone', async () => {
    await muteTicket(desk, await it_.actor('cleo'), other.ticketNumber, true);
    await erasePerson(desk, await it_.actor('ada'), slackIdOf('cleo'), { isWithTexts: false });
    at('03T09:00');
    expect(await box.hears('cleo')).toEqual([]);
    const mine = { where: { userId: it_.userId('cleo') } };
    expect([
      await prisma().noticeSetting.count(mine),
      await prisma().noticeChoice.count(mine),
      await prisma().ticketMute.count(mine),
    ]).toEqual([0, 0, 0]);
  });
});

describe('more than one message can show', () => {
  it('is told in a further digest at once, and all of it is counted', async () => {
    await wants(desk, it_, 'cleo', { modes: { watching: 'digest' } });
    await moves('resolve');
    await multiply(GATHERED_POSTS_MAX + 2);
    at('03T09:00');
    expect(await box.hears('cleo')).toEqual([
      expect.stringMatching(/_and 97 before_(\n• .*){3}$/),
      expect.stringMatching(/[^_](\n• .*){2}$/),
    ]);
    at('04T09:00');
    expect(await box.hears('cleo')).toEqual([]);
  });

  it('is told in a further message after quiet hours', async () => {
    await wants(desk, it_, 'cleo', { quiet: NIGHT });
    at('02T19:00');
    await moves('resolve');
    await multiply(GATHERED_POSTS_MAX + 2);
    at('03T08:00');
    expect(await tellHeld(desk)).toBe(2);
    const told = await prisma().post.groupBy({
      ...{ by: ['gatheredInId'], where: { gatheredInId: { not: null } } },
      ...{ orderBy: { gatheredInId: 'asc' }, _count: true },
    });
    expect(told.map(({ _count }) => _count)).toEqual([GATHERED_POSTS_MAX, 2]);
  });
});

/** As many as these are kept back for Cleo, as one cause after the other would have it. */
async function multiply(count: number): Promise<void> {
  const {
    id: _,
    payload,
    ...post
  } = await prisma().post.findFirstOrThrow({
    where: { heldForId: it_.userId('cleo') },
  });
  const copies = Array.from({ length: count - 1 }, (_each, index) => ({
    ...post,
    key: `${post.key}:${index}`,
  }));
  await prisma().post.createMany({ data: copies.map((copy) => ({ ...copy, payload: payload ?? {} })) });
}

const unwatch = async ({ ticketNumber }: Room) =>
  watchTicket(desk, await it_.actor('cleo'), ticketNumber, { watch: false });
const makeConfidential = async ({ ticketNumber }: Room) =>
  changeConfidentiality(desk, await it_.actor('ana'), ticketNumber, true);
