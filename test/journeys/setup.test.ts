import { expect, it } from 'vitest';
import type { Person } from '../../playground/people.js';
import { startBot } from '../support/bot.js';
import { BOT, HELP, TRIAGE, tell } from '../support/story.js';

function viewOf(person: Person) {
  const view = person.view();
  if (view === null) throw new Error(`${person.name} has no form open`);
  return view;
}

it('`/desk setup` leads an admin from nothing to a ticket in triage, can be left and taken up again, and cancels the ticket', async () => {
  const story = tell(await startBot());
  const { person, told, finds, slack } = story;
  const ada = person('Ada');
  const shows = () => viewOf(ada).shows;
  const press = (label: string) => story.after(() => ada.press({ viewId: viewOf(ada).viewId }, label));

  await story.after(() => person('Bo').command('/desk', 'setup'));
  expect(told('Bo').at(-1)).toContain('Only admins');
  expect(person('Bo').view()).toBeNull();

  await story.after(() => ada.press(finds('Ada', BOT, 'has no triage channel yet'), 'Set up step by step'));
  expect(shows()).toContain('Next: *Channels*');
  expect(shows()).toMatch(/\*Project\* · Done[\s\S]*\*Channels\* · To do[\s\S]*\*Test ticket\* · To do/);
  await story.after(() => ada.submit());
  expect(shows()).toContain('Step 2 of 6');
  await ada.fill({ 'Triage channel': '#hr-help', 'Request channel': '#hr-help' });
  const refused = await story.after(() => ada.submit());
  expect(refused.errors).toEqual({ 'Triage channel': expect.stringContaining('cannot be both') });
  await ada.fill({ 'Triage channel': TRIAGE, 'Request channel': HELP });
  await story.after(() => ada.submit());

  expect(viewOf(ada).title).toBe('Opening hours');
  await story.after(() => ada.closeView());
  await story.after(() => ada.command('/desk', 'setup IT'));
  expect(shows()).toContain('Next: *Opening hours*');
  expect(shows()).toContain(
    'I propose *Mon–Fri 09:00–17:00, Europe/London*. Until you choose: Mon–Fri 09:00–17:00, UTC.',
  );
  await press('Set the hours');
  expect(shows()).toContain('Filled in below: *Mon–Fri 09:00–17:00, Europe/London*');
  await ada.fill({ 'Monday to Friday': '17:00-09:00' });
  expect((await story.after(() => ada.submit())).errors).toEqual({
    'Monday to Friday': expect.stringContaining('17:00-24:00'),
  });
  await ada.fill({ 'Monday to Friday': '08:30-17:30' });
  await story.after(() => ada.submit());
  const { prisma } = story.database;
  expect(await prisma.calendar.findFirstOrThrow({ orderBy: { id: 'desc' } })).toMatchObject({
    timeZone: 'Europe/London',
  });

  expect(viewOf(ada).title).toBe('Test ticket');
  await press('Overview');
  expect(shows()).toMatch(/\*Agents\* · Done[^*]*Ada, Ana, Ben/);
  await story.after(() => ada.submit());
  await story.after(() => ada.submit());
  expect(shows()).toContain('Everything is there: the desk works.');
  expect(shows()).toContain('*IT-1* is in #it-triage');
  expect(finds('Ana', TRIAGE, 'Test ticket: does the desk work?').shows).toContain('IT-1');

  await press('Cancel the test ticket');
  expect(shows()).not.toContain('Cancel the test ticket');
  expect(shows()).toContain('It worked: *IT-1* was opened, and is done with.');
  expect(await story.row('IT-1')).toMatchObject({ status: 'resolved', resolution: 'cancelled' });
  expect(finds('Ana', TRIAGE, 'Test ticket: does the desk work?').shows).toContain('Resolved (cancelled)');
  await story.after(() => ada.command('/desk', 'setup'));
  expect(viewOf(ada).submit).toBeNull();
  expect(slack.violations).toEqual([]);
  expect(story.troubles).toEqual([]);
}, 60_000);
