/** The small Slack of the page, as people talk in it: everything by what is written on it, and by the keyboard where one uses that. */
import { describe, expect, it } from 'vitest';
import { findChromium, visit } from './browser.js';
import { paneOf } from './pane.js';
import { usePlayground } from './use-playground.js';

const GENERAL = '#left=Bo/general&right=Cleo/general';

describe.skipIf(findChromium() === null)('in the small Slack', () => {
  const playground = usePlayground();
  const open = (address: string) => visit(`${playground().slack.url}/${address}`);

  it('people write, correct, react, give files, and take back what they said', async () => {
    const { page, errors, shoot } = await open(GENERAL);
    const [bo, cleo] = [paneOf(page, 'Bo'), paneOf(page, 'Cleo')];

    // What is typed is completed: commands from the manifest, and people.
    await bo.field().pressSequentially('/tic');
    await bo.all
      .getByRole('listbox', { name: 'Commands' })
      .getByRole('option', { name: '/ticket' })
      .waitFor();
    await bo.field().press('Tab');
    expect(await bo.field().inputValue()).toBe('/ticket ');
    await bo.all.getByText('new VPN down | IT-42').waitFor();
    await bo.field().fill('');
    await bo.field().pressSequentially('@cl');
    await bo.all.getByRole('listbox', { name: 'People' }).getByRole('option', { name: '@Cleo' }).waitFor();
    await bo.field().press('Enter');
    await bo.field().pressSequentially('coffee?');
    await bo.field().press('Enter');
    await cleo.message('@Cleo coffee?').waitFor();

    await bo.chooses(bo.message('coffee?'), 'Edit message');
    await bo.channel.getByRole('textbox', { name: 'Edit message' }).fill('@Cleo *tea*?');
    await page.keyboard.press('Enter');
    const corrected = cleo.message('tea?').getByRole('paragraph');
    await corrected.filter({ hasText: /^@Cleo\s*tea\?\s*\(edited\)$/ }).waitFor();

    await cleo.does(cleo.message('tea?'), 'Add reaction');
    await cleo.message('tea?').getByRole('button', { name: 'eyes', exact: true }).click();
    await bo.message('tea?').getByRole('button', { name: 'eyes, 1: Cleo' }).click();
    await cleo.message('tea?').getByRole('button', { name: 'eyes, 2: you and Bo' }).waitFor();

    await bo.all.getByLabel('Files to attach').setInputFiles({
      name: 'vpn.log',
      mimeType: 'text/plain',
      buffer: Buffer.from('dial tcp: error 809\n'),
    });
    await bo.all.getByRole('list', { name: 'Attached files' }).getByText('vpn.log').waitFor();
    await bo.says('It says');
    await cleo.message('It says').getByText('dial tcp: error 809').waitFor();

    await cleo.does(cleo.message('It says'), 'Reply in thread');
    await cleo.thread.getByRole('checkbox', { name: 'Also send to #general' }).check();
    await cleo.says('Restart it', 'thread');
    await bo.message('Restart it').filter({ hasText: 'replied to a thread' }).waitFor();
    await cleo.says('/ticket new', 'thread');
    await cleo.toast('/ticket is not supported in threads. Sorry!').waitFor();
    expect(await cleo.field('thread').inputValue()).toBe('/ticket new');
    await page.keyboard.press('Escape');
    await cleo.thread.waitFor({ state: 'detached' });

    await cleo.does(cleo.message('It says'), 'Forward message');
    const forward = cleo.dialog('Forward this message');
    await forward.getByRole('combobox', { name: 'To' }).selectOption({ label: '#it-help' });
    await forward.getByRole('button', { name: 'Forward' }).click();
    await cleo.toast('Message forwarded').waitFor();
    await shoot('small-slack');
    await cleo.opens('it-help');
    await cleo.message('It says').getByRole('button', { name: 'View message' }).click();
    await cleo.channel.and(page.getByRole('log', { name: 'Messages in #general' })).waitFor();

    await bo.chooses(bo.message('tea?'), 'Delete message');
    await bo.dialog('Delete message').waitFor();
    await page.keyboard.press('Escape');
    await bo.dialog('Delete message').waitFor({ state: 'detached' });
    await bo.message('tea?').waitFor();
    await bo.chooses(bo.message('tea?'), 'Delete message');
    await bo.dialog('Delete message').getByRole('button', { name: 'Delete', exact: true }).click();
    await cleo.message('tea?').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('what is unread is marked, and a link opens its message, in its channel or its thread', async () => {
    const { page, errors } = await open('#left=Bo/general&right=Cleo/it-help');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const [bo, cleo] = [paneOf(page, 'Bo'), paneOf(page, 'Cleo')];
    const sidebar = (name: string) =>
      cleo.all.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name });
    await bo.says('Lunch at twelve');
    await bo.message('Lunch at twelve').waitFor();
    await sidebar('general, public channel, 1 unread').click();
    await cleo.channel.getByText('New', { exact: true }).waitFor();
    await sidebar('general, public channel')
      .and(page.getByRole('button', { name: /channel$/ }))
      .waitFor();

    const copied = async (of: typeof bo, message: ReturnType<typeof bo.message>) => {
      await of.chooses(message, 'Copy link');
      await of.toast('Link copied').waitFor();
      const { pathname, search } = new URL(await page.evaluate(() => navigator.clipboard.readText()));
      return pathname + search;
    };
    const toMessage = await copied(bo, bo.message('Lunch at twelve'));
    await bo.does(bo.message('Lunch at twelve'), 'Reply in thread');
    await bo.says('Or at one', 'thread');
    const toReply = await copied(bo, bo.message('Or at one', 'thread'));
    const there = await open('');
    const left = paneOf(there.page, 'Bo');
    await there.page.goto(playground().slack.url + toMessage);
    await left.message('Lunch at twelve').and(there.page.locator('[aria-current="true"]')).waitFor();
    await there.page.goto(playground().slack.url + toReply);
    await left.message('Or at one', 'thread').and(there.page.locator('[aria-current="true"]')).waitFor();
    expect([...errors, ...there.errors]).toEqual([]);
  });

  it('guests and people of other organizations see their own channels, and nothing else', async () => {
    const { page, errors } = await open('#left=Bo/general&panes=1');
    const beFirst = async (who: string) => {
      await page.getByRole('combobox', { name: 'You are' }).selectOption({ label: who });
      const pane = paneOf(page, who.split(' ')[0] ?? who);
      await pane.all.getByRole('navigation', { name: 'Channels' }).waitFor();
      return pane;
    };
    const channelsOf = ({ all }: { all: ReturnType<typeof page.getByRole> }) =>
      expect.poll(async () => {
        const rows = await all
          .getByRole('navigation', { name: 'Channels' })
          .getByRole('button')
          .allTextContents();
        return rows.map((row) => row.trim().replace(/\W*\d*$/, ''));
      });
    await channelsOf(await beFirst('Gus · guest')).toEqual(['it-help', 'Browse channels']);
    await channelsOf(await beFirst('Olga · from another organization')).toEqual([
      'partners',
      'Browse channels',
    ]);
    expect(errors).toEqual([]);
  });
});
