/** What `npm run playground` decides before and after it starts: what it says, what it opens. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readManifest } from '../../playground/box/read-manifest.js';
import { logInto } from '../../playground/run/bot-log.js';
import { requireFreePort } from '../../playground/run/free-port.js';
import { openerFor } from '../../playground/run/open-browser.js';
import { staleBuild } from '../../playground/run/stale-build.js';
import { explainFailure, welcome } from '../../playground/run/welcome.js';
import { EmbeddedPostgresError } from '../../src/database/embedded/errors.js';
import { createLog } from '../../src/logger.js';
import { box } from './box.js';

const KEPT_IN = 'kept';

describe('the browser', () => {
  const DISPLAY = { DISPLAY: ':0' };
  test.each<[string, NodeJS.Platform, Record<string, string>, boolean, string | null]>([
    ['a Mac', 'darwin', {}, true, 'open'],
    ['Windows', 'win32', {}, true, 'cmd'],
    ['Linux with a screen', 'linux', DISPLAY, true, 'xdg-open'],
    ['Linux with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, true, 'xdg-open'],
    ['Linux without a screen', 'linux', {}, true, null],
    ['output that goes into a file', 'darwin', {}, false, null],
    ['CI', 'linux', { ...DISPLAY, CI: 'true' }, true, null],
  ])('on %s', (_, platform, env, isTerminal, expected) => {
    const opener = openerFor({ platform, env, isTerminal }, 'http://127.0.0.1:4100');
    expect(opener?.[0] ?? null).toBe(expected);
    if (opener !== null) expect(opener.at(-1)).toBe('http://127.0.0.1:4100');
  });
});

describe('a build that is older than its sources', () => {
  /** A package whose files were written at these seconds. */
  function packageWith(files: Record<string, number>): string {
    const root = mkdtempSync(join(tmpdir(), 'stale-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    for (const [path, seconds] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
      utimesSync(join(root, path), seconds, seconds);
    }
    return root;
  }
  const BUILT = { 'dist/.built': 10, 'dist/playground/page/main.js': 10 };

  test.each([
    ['nothing newer', { 'src/a/b.ts': 5, 'playground/page/main.tsx': 5 }, null],
    ['a newer file of the bot', { 'src/a/b.ts': 11 }, 'npm run build'],
    ['a newer file of the workspace', { 'playground/box.ts': 11 }, 'npm run build'],
    ['a newer style of the page', { 'playground/page/main.css': 11 }, 'npm run build:page'],
    ['both', { 'src/a.ts': 11, 'playground/page/a.tsx': 11 }, 'npm run build && npm run build:page'],
    ['notes beside the sources', { 'src/notes.md': 11 }, null],
  ])('%s', (_, files, expected) => {
    expect(staleBuild(packageWith({ ...BUILT, ...files }))).toBe(expected);
  });

  test('a package without sources is as it was made', () => {
    expect(staleBuild(packageWith(BUILT))).toBeNull();
  });
});

test('what people can put right is said in a sentence with the way out', () => {
  expect(explainFailure({ code: 'EADDRINUSE' }, 4100, KEPT_IN)).toContain('-- --port 4101');
  expect(explainFailure({ code: 'EACCES' }, 80, KEPT_IN)).toContain('above 1024');
  expect(explainFailure({ code: 'EBLOCKED' }, 6000, KEPT_IN)).toContain('-- --port 4100');
  expect(explainFailure(new Error('a bug'), 4100, KEPT_IN)).toBeNull();
});

test.each<[string, object, RegExp]>([
  ['a folder that cannot be written', { code: 'EACCES', path: '/x/.data' }, /^\/x\/.data cannot be written/],
  ['a disk that can only be read', { code: 'EROFS', path: '/x/.data' }, /cannot be written/],
  ['a full disk', { code: 'ENOSPC' }, /disk is full/],
  ['a file where the folder should be', { code: 'ENOTDIR', path: '/x/.data' }, /in the way/],
  ['what is damaged', { code: 'EDAMAGED', path: '/x/clock.json' }, /clock\.json is damaged.*--fresh/],
  ['another playground', { code: 'EHELD', port: 4110 }, /open http:\/\/127\.0\.0\.1:4110.*delete kept\.lock/],
  [
    'a PostgreSQL that does not start',
    new EmbeddedPostgresError('start_failed', 'its log'),
    /does not start\. \(its log\)$/,
  ],
])('%s is told of as what it is, and not as a port', (_, failure, words) => {
  expect(explainFailure(failure, 4100, KEPT_IN)).toMatch(words);
});

test('a port that is taken, or that no browser opens, is known before anything is started', async () => {
  await expect(requireFreePort(4190)).rejects.toMatchObject({ code: 'EBLOCKED' });
  const { url } = await box();
  await expect(requireFreePort(Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the manifest’s commands and shortcuts are what the page offers', () => {
  const { appName, commands, shortcuts } = readManifest('manifest.yml');
  expect(appName).toBe('Threadesk');
  expect(commands.map(({ command }) => command)).toEqual(['/ticket', '/project', '/desk']);
  expect(commands.every(({ description, usageHint }) => description !== '' && usageHint !== '')).toBe(true);
  expect(shortcuts).toContainEqual({ callbackId: 'create_ticket', name: 'Create ticket', type: 'global' });
});

test('what the bot logs is kept in a file over restarts, and the welcome says where', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bot-log-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const path = join(dataDir, 'deep', 'bot.log');
  const log = () => createLog('warn', logInto(path));
  log();
  expect(readFileSync(path, 'utf8')).toBe('');
  for (const message of ['first', 'second']) log().warn({}, message);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['first', 'second']);

  // However long it runs, there are two files of a bounded size.
  const short = logInto(path, 200);
  for (let line = 0; line < 20; line += 1) short.write(`${'x'.repeat(99)}\n`);
  for (const name of [path, `${path}.1`]) expect(readFileSync(name, 'utf8').length).toBeLessThanOrEqual(400);
  expect(welcome({ slack: await box() }, 'kept')).toContain(join('kept', 'bot.log'));
});
