/** What somebody can say about how they are told, what is refused, and what they are told about why. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeKind } from '../../../src/domain/notices/notice-kind.js';
import { UserError } from '../../../src/errors.js';
import { muteTicket } from '../../../src/services/notices/mute-ticket.js';
import { readNoticeForm } from '../../../src/services/notices/notice-form.js';
import {
  saveNoticeSettings,
  type WantedSettings,
} from '../../../src/services/notices/save-notice-settings.js';
import { whyTold } from '../../../src/services/notices/why-told.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { whyToldWords } from '../../../src/slack/blocks/notice-words.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { openRoom, type Room } from '../../support/threads.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const form = async (person: Person) => readNoticeForm(desk, await it_.actor(person));
const saves = async (person: Person, wanted: Partial<WantedSettings>) =>
  saveNoticeSettings(desk, await it_.actor(person), {
    ...{ modes: new Map(), digestHour: 9, quietFrom: null, quietTo: null, unmuted: [] },
    ...wanted,
  });
const mutes = async (person: Person, number: string, isMuted = true) =>
  muteTicket(desk, await it_.actor(person), number, isMuted);

describe('the settings', () => {
  it('begin with everything at once', async () => {
    expect(await form('ana')).toEqual({
      kinds: ['requests', 'watching', 'assigned', 'answers', 'deadlines'],
      settings: { timeZone: 'UTC', modes: {}, digestHour: 9, quiet: null },
      muted: [],
    });
  });

  it.each<[Person, number]>([
    ['ada', 5],
    ['ana', 5],
    ['bo', 2],
    ['gus', 2],
    ['olga', 2],
  ])('ask %s of what can concern them: %i kinds', async (person, kinds) => {
    expect((await form(person)).kinds).toHaveLength(kinds);
  });

  it('are kept, changed and taken back, each person’s own', async () => {
    const wanted = { digestHour: 8, quietFrom: 1_320, quietTo: 420 };
    await saves('ana', {
      ...wanted,
      modes: new Map([
        ['watching', 'digest'],
        ['deadlines', 'off'],
      ]),
    });
    await saves('ana', { ...wanted, modes: new Map([['deadlines', null]]) });
    expect((await form('ana')).settings).toEqual({
      ...{ timeZone: 'UTC', modes: { watching: 'digest' }, digestHour: 8 },
      quiet: { fromMinute: 1_320, toMinute: 420 },
    });
    expect((await form('ben')).settings).toMatchObject({ modes: {}, quiet: null });
  });

  it('of what does not concern somebody are not kept', async () => {
    await saves('gus', { modes: new Map([['deadlines', 'off']]) });
    expect((await form('gus')).settings.modes).toEqual({});
  });

  it.each<[string, Partial<WantedSettings>, string]>([
    ['an hour that is none', { digestHour: 24 }, 'digest_hour'],
    ['half an hour', { digestHour: 9.5 }, 'digest_hour'],
    ['no hour', { digestHour: Number.NaN }, 'digest_hour'],
    ['quiet hours without an end', { quietFrom: 60 }, 'quiet_to'],
    ['quiet hours without a beginning', { quietTo: 60 }, 'quiet_from'],
    ['quiet hours that are all day', { quietFrom: 60, quietTo: 60 }, 'quiet_to'],
    ['a time before the day', { quietFrom: -1, quietTo: 60 }, 'quiet_from'],
    ['a time after the day', { quietFrom: 60, quietTo: 1_440 }, 'quiet_to'],
    [
      'a digest in the quiet hours',
      { quietFrom: 1_320, quietTo: 570, modes: new Map([['watching', 'digest']]) },
      'digest_hour',
    ],
  ])('refuse %s at its field, and nothing is kept', async (_what, wanted, field) => {
    const error = await saves('ana', wanted).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ field });
    expect(await desk.database.prisma.noticeSetting.count()).toBe(0);
  });

  it('let the hour be quiet where no digest comes', async () => {
    await saves('ana', { quietFrom: 1_320, quietTo: 570 });
    expect((await form('ana')).settings.quiet).not.toBeNull();
  });

  it('are nobody’s who has left', async () => {
    await desk.database.prisma.user.update({
      where: { id: it_.userId('bo') },
      data: { isDeactivated: true },
    });
    await expect(form('bo')).rejects.toThrow(/Only people of this workspace/);
    await expect(saves('bo', {})).rejects.toThrow(/Only people of this workspace/);
  });
});

describe('a muted ticket', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom(desk, it_);
  });

  it('is one for whoever muted it, once, until they want it again', async () => {
    expect(await mutes('cleo', room.ticketNumber)).toMatchObject({ isChanged: true });
    expect(await mutes('cleo', room.ticketNumber)).toMatchObject({ isChanged: false });
    expect((await form('cleo')).muted).toEqual([
      { ticketId: room.ticketId, number: room.ticketNumber, title: 'VPN down' },
    ]);
    expect((await form('bo')).muted).toEqual([]);
    await saves('bo', { unmuted: [room.ticketId] });
    expect((await form('cleo')).muted).toHaveLength(1);
    await saves('cleo', { unmuted: [room.ticketId] });
    expect((await form('cleo')).muted).toEqual([]);
    await mutes('cleo', room.ticketNumber);
    expect(await mutes('cleo', room.ticketNumber, false)).toMatchObject({ isChanged: true });
    expect(await mutes('cleo', room.ticketNumber, false)).toMatchObject({ isChanged: false });
  });

  it.each<Person>(['cleo', 'hedy', 'gus', 'olga'])(
    'is not found by %s, who may not see it',
    async (person) => {
      const number = await it_.open();
      for (const isMuted of [true, false]) {
        await expect(mutes(person, number, isMuted)).rejects.toThrow(
          `There is no ticket ${number} that you can see`,
        );
      }
      await expect(whyTold(desk, await it_.actor(person), number)).rejects.toThrow(/There is no ticket/);
    },
  );

  it('is not shown any more to whoever may not see it any more', async () => {
    await mutes('cleo', room.ticketNumber);
    await desk.database.prisma.ticket.update({ where: { id: room.ticketId }, data: { confidential: true } });
    expect((await form('cleo')).muted).toEqual([]);
    for (const isMuted of [true, false]) {
      await expect(mutes('cleo', room.ticketNumber, isMuted)).rejects.toThrow(/There is no ticket/);
    }
  });
});

describe('why somebody was told', () => {
  const why = async (person: Person, number: string, kind: NoticeKind) =>
    whyToldWords(await whyTold(desk, await it_.actor(person), number), kind);

  it('is that they watch it, or reported it, or have it, and since when', async () => {
    const { ticketNumber } = await openRoom(desk, it_);
    await watchTicket(desk, await it_.actor('cleo'), ticketNumber, { watch: true });
    await assignTicket(desk, await it_.actor('ana'), ticketNumber, { kind: 'me' });
    const since = String(desk.clock.now().getTime() / 1_000);
    expect(await why('cleo', ticketNumber, 'watching')).toMatch(
      new RegExp(
        `You watch \\*${ticketNumber}\\* since <!date\\^${since}.*/ticket unwatch.*\n.*at once.*/ticket mute`,
        's',
      ),
    );
    expect(await why('ana', ticketNumber, 'deadlines')).toMatch(/is yours since <!date/);
    expect(await why('bo', ticketNumber, 'requests')).toContain('is your request');
    expect(await why('ben', ticketNumber, 'assigned')).toContain('Nothing of that holds any more');
    await saves('cleo', { modes: new Map([['watching', 'digest']]), digestHour: 7 });
    expect(await why('cleo', ticketNumber, 'watching')).toContain('in your daily digest at 7:00');
    await mutes('cleo', ticketNumber);
    expect(await why('cleo', ticketNumber, 'watching')).toContain('/ticket unmute');
  });

  it('is the list they are on, also where they may see no more of it', async () => {
    const alerts = { urgentPriorities: [], escalation: { userIds: [it_.userId('hedy')], channelId: null } };
    await savePolicy(desk.database, { options: { alerts } });
    const number = await it_.open();
    expect(await why('hedy', number, 'escalation')).toContain('on the escalation list');
    expect(await mutes('hedy', number)).toMatchObject({ isChanged: true });
    expect(await mutes('hedy', number, false)).toMatchObject({ isChanged: true });
    await desk.database.prisma.ticket.updateMany({
      where: { ticketNumber: number },
      data: { confidential: true },
    });
    await expect(mutes('hedy', number)).rejects.toThrow(/There is no ticket/);
    await expect(why('hedy', number, 'escalation')).rejects.toThrow(/There is no ticket/);
  });
});
