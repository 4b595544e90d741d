/** Whom a message notifies, and what it becomes where that person does not want it now; and nobody is told of their own act. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { followUpTickets } from '../../../src/services/follow-ups/follow-up-tickets.js';
import { muteTicket } from '../../../src/services/notices/mute-ticket.js';
import { remindMe } from '../../../src/services/reminders/remind-me.js';
import { tellReminders } from '../../../src/services/reminders/tell-reminders.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';
import { createMailbox, wants, wordsOf } from '../../support/notices.js';
import { openRoom, type Room } from '../../support/threads.js';

const DAY_MS = 86_400_000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;
let box: ReturnType<typeof createMailbox>;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  box = createMailbox(desk);
  await box.look();
});

const gives = async (to: Person, by: Person = 'ben') =>
  assignTicket(desk, await it_.actor(by), room.ticketNumber, { kind: 'user', slackUserId: slackIdOf(to) });
const moves = async (verb: StatusVerb, by: Person = 'ana') =>
  changeStatus(desk, await it_.actor(by), room.ticketNumber, verb);
const watches = async (person: Person) =>
  watchTicket(desk, await it_.actor(person), room.ticketNumber, { watch: true });
const says = (person: Person, text: string) =>
  ingestMessage(
    desk,
    posted(
      { channel: room.channel, threadTs: room.threadTs, ts: room.ts(30), user: slackIdOf(person) },
      text,
    ),
  );
/** What is said in the triage thread and in the origin thread, and to Ana or Bo alone. */
async function look() {
  const messages = await box.look();
  const to = (slackChannelId: string) =>
    messages.filter((each) => each.slackChannelId === slackChannelId).map(({ content }) => wordsOf(content));
  return { triage: to('CTRIAGE'), origin: to(room.channel), ana: to('DUANA'), bo: to('DUBO') };
}
const morning = () =>
  desk.clock.set(new Date(Math.ceil(desk.clock.now().getTime() / DAY_MS) * DAY_MS + 9 * 3_600_000));

describe('a mention in a thread', () => {
  it('is made at once to whoever has set nothing', async () => {
    await gives('ana');
    expect(await look()).toMatchObject({ triage: [expect.stringMatching(/^<@UANA> .* is yours/)], ana: [] });
  });

  it.each([
    ['in the digest', 'digest', ['is yours, given to you by *ben*']],
    ['off', 'off', []],
  ] as const)(
    '%s is a line without it, and what is told is told to them alone',
    async (_what, mode, told) => {
      await wants(desk, it_, 'ana', { modes: { assigned: mode } });
      await gives('ana');
      expect(await look()).toMatchObject({
        triage: [expect.stringMatching(/VPN down is \*ana\*'s, given to them by \*ben\*\.$/)],
        ana: [],
      });
      morning();
      expect((await look()).ana).toEqual(told.map((words) => expect.stringContaining(words)));
    },
  );

  it('is held back in quiet hours, and told when they end', async () => {
    await wants(desk, it_, 'ana', { quiet: { fromMinute: 9 * 60, toMinute: 12 * 60 } });
    await gives('ana');
    expect(await look()).toMatchObject({ triage: [expect.not.stringContaining('<@UANA>')], ana: [] });
    desk.clock.advance(2 * 3_600_000);
    expect(await look()).toMatchObject({
      triage: [],
      ana: [expect.stringContaining('is yours, given to you by')],
    });
  });

  it('of what has gone to somebody else since is not told', async () => {
    await wants(desk, it_, 'ana', { modes: { assigned: 'digest' } });
    await gives('ana');
    await gives('ben', 'ana');
    morning();
    expect((await look()).ana).toEqual([]);
  });

  it('is not made about a muted ticket', async () => {
    await muteTicket(desk, await it_.actor('ana'), room.ticketNumber, true);
    await gives('ana');
    morning();
    expect(await look()).toMatchObject({ triage: [expect.not.stringContaining('<@UANA>')], ana: [] });
  });

  it('with the answer that a ticket waited for is of its own kind', async () => {
    await gives('ana');
    await moves('wait', 'ben');
    await wants(desk, it_, 'ana', { modes: { answers: 'digest' } });
    await box.look();
    await says('bo', 'A ThinkPad, <@UCLEO>');
    const now = await look();
    expect(now.triage.join()).toContain('A ThinkPad');
    expect(now.triage.join()).not.toContain('<@UANA>');
    morning();
    expect((await look()).ana).toEqual([expect.stringContaining('*bo* answered: A ThinkPad')]);
  });

  it('of a reporter who wants none stays a line of their thread', async () => {
    await wants(desk, it_, 'bo', { modes: { requests: 'off' } });
    await moves('wait');
    await box.look();
    desk.clock.advance(3 * DAY_MS);
    await followUpTickets(desk);
    expect(await look()).toMatchObject({
      origin: [expect.stringMatching(/^\*bo\*: .* still waits for your answer/)],
      bo: [],
    });
  });

  it('of a ticket that goes on after a hold is as of one that was given', async () => {
    await gives('ana');
    await wants(desk, it_, 'ana', { modes: { assigned: 'digest' } });
    const at = new Date(desk.clock.now().getTime() + 60_000);
    await changeStatus(desk, await it_.actor('ben'), room.ticketNumber, 'hold', { until: at });
    await box.look();
    desk.clock.advance(120_000);
    await followUpTickets(desk);
    expect((await look()).triage.join()).toMatch(/\*ana\*: .* goes on/);
    morning();
    expect((await look()).ana).toEqual([expect.stringContaining('goes on: it was on hold until')]);
  });
});

describe('what somebody asked for', () => {
  it('comes in their quiet hours, and of a muted ticket', async () => {
    await wants(desk, it_, 'bo', {
      quiet: { fromMinute: 0, toMinute: 23 * 60 },
      modes: { requests: 'off', watching: 'off' },
    });
    await muteTicket(desk, await it_.actor('bo'), room.ticketNumber, true);
    const at = new Date(desk.clock.now().getTime() + 60_000);
    await remindMe(desk, await it_.actor('bo'), room.ticketNumber, { at, text: 'look', sourceKey: 'r1' });
    desk.clock.advance(60_000);
    await tellReminders(desk);
    expect((await look()).bo).toHaveLength(1);
  });
});

describe('nobody is told of their own act', () => {
  /** Ana has it and watches it, and so does Bo, who reported it; all of them act as themselves. */
  it.each<[string, Person, (by: Person) => Promise<unknown>]>([
    ['takes it', 'ana', async (by) => gives('ana', by)],
    ['resolves it', 'ana', async (by) => moves('resolve', by)],
    ['resolves it as its reporter', 'bo', async (by) => moves('resolve', by)],
    ['closes it', 'ana', async (by) => moves('close', by)],
    ['closes it as its reporter', 'bo', async (by) => moves('close', by)],
    ['comments on it as its reporter', 'bo', async (by) => says(by, 'news')],
    ['answers it', 'ana', async (by) => says(by, 'news')],
  ])('who %s', async (_what, by, act) => {
    await gives('ben', 'ana');
    await watches('ana');
    await watches('bo');
    await box.look();
    await act(by);
    const said = await look();
    expect(said[by === 'ana' ? 'ana' : 'bo']).toEqual([]);
    expect(said.triage.join()).not.toContain(`<@${slackIdOf(by)}>`);
    desk.clock.advance(DAY_MS);
    expect((await look())[by === 'ana' ? 'ana' : 'bo']).toEqual([]);
  });

  it('also where the agent who has a ticket is the one whom it waited for', async () => {
    const number = await it_.open({ reporterId: it_.userId('ana') }, 'ana');
    await assignTicket(desk, await it_.actor('ana'), number, { kind: 'me' });
    await changeStatus(desk, await it_.actor('ben'), number, 'wait');
    await box.look();
    await changeStatus(desk, await it_.actor('ana'), number, 'resume');
    const said = await look();
    expect([said.ana, said.triage.join().includes('<@UANA>')]).toEqual([[], false]);
  });
});
