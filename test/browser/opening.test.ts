/** The page before there is anything to see, after time has gone on, and after the workspace below it began anew. */
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPage } from '../../scripts/page-build.js';
import { box, START_AT, stillClock } from '../playground/box.js';
import { atEndOfTest } from '../support/ends.js';
import { callAsBot } from './as-bot.js';
import { findChromium, visit } from './browser.js';
import { paneOf } from './pane.js';

const DAY_MS = 86_400_000;

describe.skipIf(findChromium() === null)('the page', () => {
  it('waits while the desk opens, goes on by itself and with the clock; asks to be loaded anew once it is old; of another workspace at its place it shows nothing of the one before', async () => {
    const pageDir = await mkdtemp(join(tmpdir(), 'threadesk-page-'));
    atEndOfTest(() => rm(pageDir, { recursive: true }));
    await buildPage(pageDir);
    const clock = stillClock();
    const state = join(pageDir, 'state.json');
    const first = await box({ pageDir, clock, state, hasTrail: true, isOpening: true });
    const port = Number(new URL(first.url).port);
    const { page } = await visit(`${first.url}/#left=Ana/it-triage&right=Bo/general`);
    await page.getByRole('status').filter({ hasText: 'The desk is opening' }).waitFor();
    expect(await page.getByRole('region').count()).toBe(0);
    first.opened();
    const ana = paneOf(page, 'Ana');
    await ana.field().fill('What I was about to say');
    await page.getByRole('tab', { name: 'Clock' }).click();
    await page.reload();
    await page.getByRole('tab', { name: 'Clock', selected: true }).waitFor();
    expect(await ana.field().inputValue()).toBe('What I was about to say');

    const text = `due <!date^${START_AT.getTime() / 1000}^{date_pretty}|then>`;
    const channel = first.person('Ana').post('#it-triage', 'hello').channel;
    await callAsBot(first, 'chat.postMessage', { channel, text });
    await ana.message('due Today').waitFor();
    clock.advance(DAY_MS);
    first.person('Ana').post('#it-triage', 'a day later');
    await ana.message('due Yesterday').waitFor();

    await first.close();
    await page.getByRole('alert').filter({ hasText: 'not answering' }).waitFor();
    await appendFile(join(pageDir, 'main.css'), '.from-the-next-build {}');
    const second = await box({ pageDir, clock, port, state, hasTrail: true });
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await ana.message('hello').waitFor();
    expect(await page.getByRole('button', { name: 'Reload the page' }).count()).toBe(0);

    await second.close();
    await box({ pageDir, clock, port });
    await page.getByRole('tab', { name: 'Story', selected: true }).waitFor();
    expect(await ana.message('hello').count()).toBe(0);
    expect(await ana.field().inputValue()).toBe('');
  });
});
