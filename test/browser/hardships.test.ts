/** What a page goes through: texts that break others, blocks it cannot show, answers that do not come, many tabs, no pointer. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SlackServer } from '../../playground/server.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import { findChromium, visit } from './browser.js';
import { paneOf } from './pane.js';
import { usePlayground } from './use-playground.js';

const PLACES = '#left=Bo/it-help&right=Ana/it-triage';

/** Three `>` are marks of a quote, so what is looked for begins after as many characters. */
const SAID = [
  '<!channel> &amp; <https://evil.example|https://good.example>',
  '<img src=x onerror=alert(1)> <javascript:alert(1)|x>',
  `https://example.org/${'x'.repeat(300)}`,
  `\`${'W'.repeat(300)}\``,
  '>'.repeat(3_000),
  '# a heading',
];

/** Of rich text the workspace checks the outer elements only, as Slack's own bugs may pass it. */
const NOT_SHOWN = [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji' }] }] },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: 'This block is whole, on <!date^99999999999999^{date}|doomsday>' },
  },
];

/** What can be scrolled sideways, which nothing of the page should be. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('[role=log], [role=dialog], aside, section')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((element) => element.getAttribute('aria-label') ?? element.tagName),
  );
}

describe.skipIf(findChromium() === null)('the page', () => {
  const playground = usePlayground();

  it('shows what people write as what it is, whatever it is, and the rest beside what it cannot show', async () => {
    const { slack } = playground();
    const { page, errors, shoot } = await visit(`${slack.url}/#left=Bo/it-help&right=Ana/hr-help`);
    const [bo, ana] = [paneOf(page, 'Bo'), paneOf(page, 'Ana')];
    for (const text of SAID) await bo.says(text);
    for (const text of Object.values(HOSTILE_TEXTS)) {
      if (text.trim() !== '') await slack.person('Bo').post('#it-help', text);
    }
    await bo.says('That was all');
    await bo.message('That was all').waitFor();
    for (const text of SAID) await bo.message(text.replaceAll('`', '').slice(3)).waitFor();
    const links = await bo.channel
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => ({ says: one.textContent, leads: one.getAttribute('href') })));
    expect(links.filter(({ says, leads }) => says !== leads)).toEqual([]);
    expect(await sideways(page)).toEqual([]);

    await post(slack, { channel: 'hr-help', text: 'Half of it', blocks: NOT_SHOWN });
    await post(slack, { channel: 'hr-help', text: 'The next one' });
    await ana.message('The next one').waitFor();
    const broken = ana.message('This block is whole, on doomsday');
    await broken.getByRole('alert').filter({ hasText: 'cannot show this block' }).waitFor();
    await shoot('hostile');
    expect(errors.filter((error) => !error.includes('replaceAll'))).toEqual([]);
  });

  it('keeps the focus where somebody is who uses no pointer', async () => {
    const { page, errors } = await visit(`${playground().slack.url}/${PLACES}`);
    const [bo, ana] = [paneOf(page, 'Bo'), paneOf(page, 'Ana')];
    const form = bo.dialog('Create a ticket');
    const press = (key: string) => page.keyboard.press(key);
    const hasFocus = (what: ReturnType<Page['locator']>) =>
      expect.poll(() => what.evaluate((one) => one.matches(':focus'))).toBe(true);
    await bo.says('/ticket new');
    await hasFocus(form.getByRole('textbox', { name: 'Title' }));
    await press('Escape');
    await hasFocus(bo.field());
    await page.keyboard.type('/ticket new Lamp\n');
    await hasFocus(form.getByRole('textbox', { name: 'Title' }));
    await press('Enter');
    await bo.dialog('Ticket created').waitFor();
    await press('Escape');
    await hasFocus(bo.field());

    const card = ana.message('Lamp');
    await card.getByRole('button', { name: 'Take' }).focus();
    await press('Enter');
    await card.filter({ hasText: /Assignee\s*Ana/ }).waitFor();
    await hasFocus(card);
    await card.getByRole('button', { name: 'More…' }).focus();
    await press('Enter');
    const more = ana.all.getByRole('dialog');
    await more.getByRole('combobox', { name: 'Tags' }).focus();
    await page.keyboard.type('light');
    await more.locator('[role=listbox]').getByRole('option').first().waitFor();
    await press('Enter');
    await more.getByRole('button', { name: /^Remove .*light/ }).waitFor();
    await press('Escape');
    await hasFocus(card.getByRole('button', { name: 'More…' }));
    expect(errors).toEqual([]);
  });

  it('keeps what somebody typed while nobody answers, and works in more tabs than there are connections', async () => {
    const { page } = await visit(`${playground().slack.url}/${PLACES}`);
    const bo = paneOf(page, 'Bo');
    for (const typed of ['Is anybody there?', '/ticket help']) {
      await page.route('**/control/person', (route) => route.fulfill({ status: 503, body: 'one moment' }), {
        times: 1,
      });
      await bo.says(typed);
      await bo.toast('is not answering').waitFor();
      await expect.poll(() => bo.field().inputValue()).toBe(typed);
      await bo.field().press('Enter');
      await expect.poll(() => bo.field().inputValue()).toBe('');
    }
    const others = await Promise.all(Array.from({ length: 6 }, () => page.context().newPage()));
    for (const other of others) await other.goto(page.url());
    await page.close();
    const [last, first] = [others.at(-1), others[0]];
    if (!last || !first) throw new Error('No other tab is open');
    await paneOf(last, 'Bo').says('From the last tab');
    await paneOf(first, 'Bo').message('From the last tab').waitFor();
  });
});

async function post(
  { apiUrl, botToken, workspace }: SlackServer,
  message: { channel: string; text: string; blocks?: unknown },
) {
  const channel = [...workspace.state.channels.values()].find(({ name }) => name === message.channel)?.id;
  const response = await fetch(`${apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...message, channel }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}
