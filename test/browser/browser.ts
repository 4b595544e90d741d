/** A real browser for tests of the page: Chromium from the system, driven by playwright-core, which downloads nothing. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findPackageRoot } from '../../src/database/package-root.js';
import { atEndOfFile } from '../support/ends.js';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const SHOTS = join(findPackageRoot(), 'screenshots');

/** What is not there by then will not come. */
const WAIT_MS = 20_000;

/** Wide enough for two people side by side and the drawer. */
const VIEWPORT = { width: 1500, height: 940 };

/** Where the browser is. Null where there is none, which CI takes for a mistake. */
export function findChromium(): string | null {
  const found = PLACES.find((place) => place !== undefined && existsSync(place)) ?? null;
  if (found !== null) return found;
  if (process.env.CI)
    throw new Error('CI needs Chromium for the tests of the page: apt-get install chromium');
  process.stderr.write(
    'No Chromium was found, so the tests of the page are skipped. Debian: apt-get install chromium\n',
  );
  return null;
}

export type Visitor = {
  page: Page;
  /** Every error of the page's own scripts; empty in a good test. */
  errors: readonly string[];
  /** Keeps a picture in `screenshots/`, which CI keeps. */
  shoot(name: string): Promise<void>;
};

let browser: Browser | undefined;

async function theBrowser(path: string): Promise<Browser> {
  if (browser) return browser;
  // As root, as in CI, Chromium has no sandbox; the pages are our own.
  const launched = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
  browser = launched;
  atEndOfFile(async () => {
    browser = undefined;
    await launched.close();
  });
  return launched;
}

/** Opens the page in a window of its own, which ends with the test; of a test that failed it keeps a picture. */
export async function visit(url: string): Promise<Visitor> {
  const path = findChromium();
  if (path === null) throw new Error('There is no browser: skip the test by findChromium()');
  const context = await (await theBrowser(path)).newContext({
    viewport: VIEWPORT,
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  await page.goto(url);
  const shoot = async (name: string) => {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await shoot(`failed ${task.name.replaceAll(/\W+/g, ' ')}`);
    await context.close();
  });
  return { page, errors, shoot };
}
