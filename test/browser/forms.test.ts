/** What apps show people in the small Slack: forms with every sort of field, one over another, questions before a press, a Home. */
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callAsBot } from './as-bot.js';
import { findChromium, visit } from './browser.js';
import { type Pane, paneOf } from './pane.js';
import { usePlayground } from './use-playground.js';

const MOVING_DAY = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:test',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;VALUE=DATE:20260504',
  'SUMMARY:Moving day',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

async function creates({ dialog }: Pane): Promise<void> {
  await dialog('Create a ticket').getByRole('button', { name: 'Create', exact: true }).click();
  await dialog('Ticket created').getByRole('button', { name: 'Close', exact: true }).click();
}

/** Nothing stands before it, and it is not scrolled away. */
function isInSight(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

describe.skipIf(findChromium() === null)('forms and answers of the app', () => {
  const playground = usePlayground();
  const open = (address: string) => visit(`${playground().slack.url}/${address}`);

  it('are opened by shortcuts, a message, the Home; and what is said to one person is seen by nobody else', async () => {
    const { page, errors, shoot } = await open('#left=Bo/it-help&right=Ana/it-help');
    const [bo, ana] = [paneOf(page, 'Bo'), paneOf(page, 'Ana')];
    await bo.all.getByRole('button', { name: 'Shortcuts' }).click();
    await bo.all.getByRole('menuitem', { name: 'Create ticket' }).click();
    const form = bo.dialog('Create a ticket');
    await form.getByRole('textbox', { name: 'Title' }).fill('Badge lost');
    // Where nobody answers, the form stays with what was typed, and the command with what became of it.
    playground().slack.setDelivery({ mode: 'http', requestUrl: 'http://127.0.0.1:9/' });
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.getByRole('alert').filter({ hasText: 'We had some trouble connecting.' }).waitFor();
    playground().slack.setDelivery({ mode: 'socket' });
    await creates(bo);
    await bo.says('My laptop is on fire');
    await bo.chooses(bo.message('My laptop is on fire'), 'Make ticket from message');
    await creates(bo);
    await ana.message('My laptop is on fire').getByRole('button', { name: /repl/ }).waitFor();

    await bo.says('/ticket list mine');
    const list = bo.message('Only visible to you');
    await list.filter({ hasText: 'Badge lost' }).waitFor();
    expect(await ana.message('Only visible to you').count()).toBe(0);

    await ana.opens('Threadesk');
    await ana.all.getByRole('tab', { name: 'Home' }).click();
    const home = ana.all.getByRole('tabpanel', { name: 'Home' });
    await home.getByRole('heading', { name: 'Unassigned (2)' }).waitFor();
    await home.getByRole('button', { name: 'Take' }).first().click();
    await home.getByRole('button', { name: 'Assigned to me (1)' }).waitFor();
    await shoot('home');

    const people = ['Ana', 'Ben', 'Bo', 'Cleo', 'Gus', 'Olga'];
    const rows = people.map((text, value) => [
      { type: 'raw_text', text },
      { type: 'raw_number', value: value * 1000 },
    ]);
    const head = ['Who', 'Tickets'].map((text) => ({ type: 'raw_text', text }));
    const channel = playground().slack.person('Bo').sees('#it-help').at(-1)?.channel;
    const blocks = [{ type: 'data_table', caption: 'Tickets by person', rows: [head, ...rows] }];
    await callAsBot(playground().slack, 'chat.postMessage', { channel, text: 'Tickets by person', blocks });
    const table = bo.message('Tickets by person').getByRole('table', { name: 'Tickets by person' });
    await table.getByRole('row', { name: 'Gus 4,000' }).waitFor();
    await bo.message('Tickets by person').getByRole('button', { name: 'Next rows' }).click();
    await table.getByRole('row', { name: 'Olga 5,000' }).waitFor();
    expect(await table.getByRole('rowheader').count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it('offer what fits while one types, and ask before what cannot be undone', async () => {
    const { page, errors } = await open('#left=Bo/it-help&right=Ana/it-triage');
    const [bo, ana] = [paneOf(page, 'Bo'), paneOf(page, 'Ana')];
    await bo.says('/ticket new Printer jams');
    await creates(bo);
    const card = ana.message('Printer jams');
    await card.getByRole('button', { name: 'More actions' }).first().click();
    const last = card.getByRole('menuitem').last();
    await expect.poll(() => isInSight(last)).toBe(true);
    await page.keyboard.press('Escape');
    await last.waitFor({ state: 'detached' });
    await card.getByRole('button', { name: 'More…' }).click();
    const tags = ana.all.getByRole('dialog').getByRole('combobox', { name: 'Tags' });
    await tags.pressSequentially('paper');
    await ana.all.getByRole('option').filter({ hasText: 'paper' }).click();
    await ana.all
      .getByRole('dialog')
      .getByRole('button', { name: /^Remove .*paper/ })
      .waitFor();
    await ana.all.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await card.getByRole('button', { name: 'More…' }).click();
    await ana.all.getByRole('button', { name: 'Remove paper', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await ana.all.getByRole('dialog').waitFor({ state: 'detached' });

    await card.getByRole('button', { name: 'Reply to reporter' }).click();
    await ana.dialog('Reply to reporter').getByRole('textbox', { name: 'Message' }).fill('Pull it out');
    await ana.dialog('Reply to reporter').getByRole('button', { name: 'Send' }).click();
    await bo.message('Printer jams').getByRole('button', { name: /repl/ }).click();
    await bo.message('Pull it out', 'thread').waitFor();
    await card.getByRole('button', { name: /repl/ }).click();
    const sent = ana.message('Pull it out', 'thread');
    const question = ana.all.getByRole('alertdialog', { name: 'Withdraw this reply?' });
    await sent.getByRole('button', { name: 'Withdraw' }).click();
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await bo.message('Pull it out', 'thread').waitFor();
    await sent.getByRole('button', { name: 'Withdraw' }).click();
    await question.getByRole('button', { name: 'Withdraw' }).click();
    await bo.message('Pull it out', 'thread').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('stand over one another, keep what is typed, take files, and say at the field what is wrong with it', async () => {
    const { page, errors, shoot } = await open('#left=Ada/it-help&right=Ana/it-triage');
    const ada = paneOf(page, 'Ada');
    const [calendar, holidays] = [ada.dialog('Calendar'), ada.dialog('Import holidays')];
    const below = calendar.getByRole('button', { name: 'Import holidays…' });
    await ada.says('/project calendar IT');
    await calendar.getByRole('textbox', { name: 'Monday' }).fill('nine to five');
    await below.click();
    await holidays.waitFor();
    await page.keyboard.press('Escape');
    await holidays.waitFor({ state: 'detached' });
    await below.click();
    await holidays.getByRole('button', { name: 'Import', exact: true }).click();
    await holidays.getByRole('alert').filter({ hasText: 'Choose a country or a region' }).waitFor();
    await holidays.getByRole('combobox', { name: 'Country or region' }).pressSequentially('bavar');
    await holidays.getByRole('option', { name: 'Germany, Bavaria', exact: true }).waitFor();
    await shoot('stacked-forms');
    await holidays.getByRole('combobox', { name: 'Country or region' }).fill('');
    await holidays
      .getByLabel('Or a calendar file (.ics)')
      .setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(MOVING_DAY) });
    await holidays.getByText('days.ics').waitFor();
    await holidays.getByRole('button', { name: 'Import', exact: true }).click();
    await holidays.waitFor({ state: 'detached' });
    const days = calendar.getByRole('textbox', { name: 'Holidays' });
    await expect.poll(() => days.inputValue()).toBe('2026-05-04 Moving day');
    expect(await calendar.getByRole('textbox', { name: 'Monday' }).inputValue()).toBe('nine to five');
    await calendar.getByRole('button', { name: 'Preview' }).click();
    await calendar.getByRole('alert').filter({ hasText: 'I cannot read “nine to five”' }).waitFor();
    await calendar.getByRole('textbox', { name: 'Monday' }).fill('09:00-12:00');
    await calendar.getByRole('button', { name: 'Preview' }).click();
    await ada.dialog('Preview').getByRole('button', { name: 'Save' }).waitFor();
    expect(errors).toEqual([]);
    expect(playground().slack.violations).toEqual([]);
    expect(playground().troubles).toEqual([]);
  });
});
