/** What follows within a minute of whatever somebody was told of a ticket by direct message is one message, when that minute is over. */
import { expect, it } from 'vitest';
import { remindMe } from '../../../src/services/reminders/remind-me.js';
import { tellReminders } from '../../../src/services/reminders/tell-reminders.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, slackIdOf } from '../../support/it-project.js';
import { createMailbox } from '../../support/notices.js';
import { openRoom } from '../../support/threads.js';

const SECOND_MS = 1_000;
const held = useTestDesk();

type Telling = (desk: TestDesk, it_: ItProject, number: string) => Promise<unknown>;

const isMadeWatcher: Telling = async (desk, it_, number) =>
  watchTicket(desk, await it_.actor('ana'), number, { watch: true, slackUserId: slackIdOf('hedy') });

const isReminded: Telling = async (desk, it_, number) => {
  const hedy = await it_.actor('hedy');
  await watchTicket(desk, hedy, number, { watch: true });
  const at = new Date(desk.clock.now().getTime() + SECOND_MS);
  await remindMe(desk, hedy, number, { at, text: '', sourceKey: 'r1' });
  desk.clock.advance(SECOND_MS);
  await tellReminders(desk);
};

it.each([
  ['that they were made a watcher', isMadeWatcher],
  ['what they wanted to be reminded of', isReminded],
])('whoever was just told %s', async (_what, tell) => {
  const { desk } = held;
  const it_ = await makeItProject(desk);
  const { ticketNumber } = await openRoom(desk, it_);
  const box = createMailbox(desk);
  await box.look();
  const moves = async (verb: 'resolve' | 'reopen') =>
    changeStatus(desk, await it_.actor('ana'), ticketNumber, verb);
  await tell(desk, it_, ticketNumber);
  expect(await box.hears('hedy')).toHaveLength(1);
  await moves('resolve');
  desk.clock.advance(10 * SECOND_MS);
  await moves('reopen');
  expect(await box.hears('hedy')).toEqual([]);
  desk.clock.advance(50 * SECOND_MS);
  expect(await box.hears('hedy')).toEqual([
    expect.stringMatching(/• was resolved by \*ana\*\n• was reopened by \*ana\*$/),
  ]);
});
