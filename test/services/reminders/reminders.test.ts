/** People are reminded of tickets when they wanted to be, once, and only of what they still see. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender } from '../../../src/jobs/send-posts.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { forgetReminders, REMINDER_TEXT_MAX, remindMe } from '../../../src/services/reminders/remind-me.js';
import { tellReminders } from '../../../src/services/reminders/tell-reminders.js';
import { createTestCarrier } from '../../support/carrier.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { openRoom, type Room } from '../../support/threads.js';

const HOUR_MS = 3_600_000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;
let asked = 0;

/** Bo's ticket, in a channel that everybody reads. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
});

const inHours = (hours: number) => new Date(desk.clock.now().getTime() + hours * HOUR_MS);
const wants = async (by: Person, at = inHours(1), text = '', given?: string) => {
  asked += 1;
  const sourceKey = given ?? `v${asked}`;
  return remindMe(desk, await it_.actor(by), room.ticketNumber, { at, text, sourceKey });
};
const waiting = () => desk.database.prisma.reminder.count({ where: { toldAt: null } });

/** What is said in direct messages when everything is sent: to whom, and their words. */
async function hears(): Promise<string[]> {
  const carrier = createTestCarrier();
  const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
  await sender.wake();
  await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 10_000 });
  await sender.stop();
  return carrier.messages.flatMap(({ slackChannelId, content }) =>
    content.kind === 'reminder' ? [`${slackChannelId} ${content.text}`] : [],
  );
}

it('are told at the time they wanted, once, whoever looks', async () => {
  expect(await wants('ana', inHours(2), 'ask <@UBO>')).toMatchObject({ isChanged: true });
  desk.clock.advance(2 * HOUR_MS - 1);
  expect(await tellReminders(desk)).toBe(0);
  desk.clock.advance(1);
  const counts = await Promise.all([tellReminders(desk), tellReminders(desk), tellReminders(desk)]);
  expect(counts.sort()).toEqual([0, 0, 1]);
  expect(await hears()).toEqual(['DUANA ask <@UBO|bo>']);
  expect(await tellReminders(desk)).toBe(0);
});

it('are told late after a time in which nobody ran', async () => {
  await wants('ana');
  desk.clock.advance(30 * 24 * HOUR_MS);
  expect(await tellReminders(desk)).toBe(1);
});

it('ask once for a command that Slack tells of twice', async () => {
  await wants('ana', inHours(1), '', 'mention:1');
  expect(await wants('ana', inHours(1), '', 'mention:1')).toMatchObject({ isChanged: false });
  expect(await waiting()).toBe(1);
});

it('are their own: nobody else takes them back', async () => {
  await wants('ana');
  await wants('ben');
  const forgets = async (by: Person) => forgetReminders(desk, await it_.actor(by), room.ticketNumber);
  expect(await forgets('cleo')).toMatchObject({ isChanged: false });
  expect(await forgets('ana')).toMatchObject({ isChanged: true });
  expect(await forgets('ana')).toMatchObject({ isChanged: false });
  desk.clock.advance(HOUR_MS);
  expect(await tellReminders(desk)).toBe(1);
  expect(await hears()).toEqual(['DUBEN ']);
});

describe('of what somebody does not see any more they hear nothing:', () => {
  it.each<[what: string, by: Person, end: () => Promise<unknown>]>([
    [
      'made confidential',
      'cleo',
      async () => changeConfidentiality(desk, await it_.actor('ana'), room.ticketNumber, true),
    ],
    [
      'its thread is no public one any more',
      'cleo',
      () => desk.database.prisma.channel.update({ where: { id: room.channelId }, data: { kind: 'private' } }),
    ],
    [
      'they became a guest',
      'cleo',
      () => desk.database.prisma.user.update({ where: { slackUserId: 'UCLEO' }, data: { isGuest: true } }),
    ],
    [
      'deactivated',
      'ana',
      () =>
        desk.database.prisma.user.update({ where: { slackUserId: 'UANA' }, data: { isDeactivated: true } }),
    ],
  ])('%s', async (_, by, end) => {
    await wants(by, inHours(1), 'mine');
    await end();
    desk.clock.advance(HOUR_MS);
    expect(await tellReminders(desk)).toBe(1);
    expect(await hears()).toEqual([]);
  });
});

it('are not for whoever does not see the ticket, nor for the past, nor without end', async () => {
  await expect(wants('gus')).rejects.toThrow('There is no ticket');
  await expect(wants('ana', desk.clock.now())).rejects.toThrow('That has passed by now');
  const long = 'x'.repeat(REMINDER_TEXT_MAX);
  await wants('ana', inHours(1), long);
  await expect(wants('ana', inHours(1), `${long}x`)).rejects.toThrow('at most 500 characters');
  await desk.database.pool.query(
    `INSERT INTO reminders (ticket_id, user_id, remind_at, source_key) SELECT $1, $2, now(), 'many' || n FROM generate_series(1, 99) AS n`,
    [room.ticketId, it_.userId('ana')],
  );
  await expect(wants('ana')).rejects.toThrow('You have 100 reminders waiting already');
  await expect(wants('ben')).resolves.toMatchObject({ isChanged: true });
});

it('of an erased person are gone, and mention nobody who was erased', async () => {
  await wants('ana', inHours(1), 'ask <@UCLEO> about it');
  await wants('cleo', inHours(1), 'mine');
  const ada = await it_.actor('ada');
  await erasePerson(desk, ada, 'UCLEO', { isWithTexts: false });
  const left = await desk.database.prisma.reminder.findMany();
  expect(left.map(({ text }) => text)).toEqual([expect.stringMatching(/^ask @.+ about it$/)]);
  expect(left[0]?.text).not.toContain('UCLEO');
});
