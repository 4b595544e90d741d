import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SlackServer, startSlackServer } from '../../playground/server.js';
import { type ChildBot, childBot, compileBot } from '../support/child-bot.js';
import { createTestDatabase } from '../support/database.js';

const EXIT_MAX_MS = 10_000;

const ended: (() => Promise<unknown>)[] = [];

beforeAll(compileBot, 60_000);

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function openSlack(): Promise<SlackServer> {
  const slack = await startSlackServer();
  ended.push(() => slack.close());
  return slack;
}

async function openDatabase(): Promise<string> {
  const { url, drop } = await createTestDatabase();
  ended.push(drop);
  return url;
}

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'threadesk-process-'));
  ended.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

function bot(slack: SlackServer, environment: Record<string, string>): ChildBot {
  const child = childBot(slack, environment);
  ended.push(() => child.kill());
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function terminated(child: ChildBot): Promise<{ code: number | null; tookMs: number }> {
  const startedMs = performance.now();
  const code = await child.terminate();
  return { code, tookMs: performance.now() - startedMs };
}

describe('SIGTERM', () => {
  it('ends the process with 0 within ten seconds, embedded PostgreSQL included, and the next start finds its data', async () => {
    const slack = await openSlack();
    const child = bot(slack, { DATA_DIR: await openFolder(), LOG_LEVEL: 'info', TIME_ZONE: 'Europe/Lisbon' });
    await child.start();
    expect(child.output()).toContain('DATABASE_URL is not set: using an embedded PostgreSQL');
    const first = await terminated(child);
    expect(first.code).toBe(0);
    expect(first.tookMs).toBeLessThan(EXIT_MAX_MS);
    expect(child.output()).toContain('Stopped embedded PostgreSQL');

    await child.start();
    expect(child.output()).not.toContain('database migrated');
    // A terminal that is closed, and somebody who presses Ctrl-C twice.
    expect(await child.terminate('SIGHUP', 'SIGINT', 'SIGINT')).toBe(0);
    expect(child.output()).toContain('Stopped embedded PostgreSQL');
  }, 90_000);

  it('while a call to Slack hangs still ends it within ten seconds', async () => {
    const slack = await openSlack();
    const child = bot(slack, { DATABASE_URL: await openDatabase(), ADMIN_USER_IDS: slack.person('Ana').id });
    slack.faults.api('chat.postMessage', { kind: 'hang' }, { times: 100 });
    await child.start();
    await slack.until(() => slack.calls.some(({ method }) => method === 'chat.postMessage'), {
      timeoutMs: 10_000,
    });
    const { code, tookMs } = await terminated(child);
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(EXIT_MAX_MS);
  }, 60_000);

  it('while it waits for a Slack that is away ends it at once', async () => {
    const slack = await openSlack();
    const child = bot(slack, {
      DATABASE_URL: await openDatabase(),
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    });
    const starting = child.start().catch((error: unknown) => error);
    await slack.until(() => child.output().includes('cannot be reached yet'), { timeoutMs: 15_000 });
    const { code, tookMs } = await terminated(child);
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2_000);
    expect(await starting).toBeInstanceOf(Error);
  }, 60_000);
});

describe('/readyz', () => {
  it('follows the connection to Slack, and /livez does not', async () => {
    const slack = await openSlack();
    const port = await freePort();
    const child = bot(slack, { DATABASE_URL: await openDatabase(), PORT: String(port) });
    await child.start();
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    await slack.until(async () => (await status('/readyz')) === 200, { timeoutMs: 5_000 });
    slack.faults.refuseConnections();
    slack.faults.cutSockets();
    await slack.until(async () => (await status('/readyz')) === 503, { timeoutMs: 5_000 });
    expect(await status('/livez')).toBe(200);
    slack.faults.refuseConnections(false);
    await slack.until(async () => (await status('/readyz')) === 200, { timeoutMs: 15_000 });
  }, 60_000);
});

describe('what cannot start says why, and ends with 1', () => {
  it.each<[string, (slack: SlackServer) => Record<string, string>, RegExp]>([
    ['no token', () => ({ SLACK_BOT_TOKEN: '' }), /SLACK_BOT_TOKEN is not set; Slack app settings/],
    [
      'a token that Slack refuses',
      () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
      /SLACK_BOT_TOKEN is refused by Slack \(invalid_auth\); Slack app settings → OAuth/,
    ],
    [
      'an app token that Slack refuses',
      () => ({ SLACK_APP_TOKEN: 'xapp-wrong' }),
      /SLACK_APP_TOKEN is refused by Slack \(invalid_auth\); Slack app settings → Basic Information/,
    ],
    ['a taken port', (slack) => ({ PORT: new URL(slack.url).port }), /PORT \d+ is taken by another process/],
  ])(
    '%s',
    async (_what, environmentOf, expected) => {
      const slack = await openSlack();
      const child = bot(slack, { DATABASE_URL: await openDatabase(), ...environmentOf(slack) });
      const failure = await child.start().catch((error: unknown) => error);
      expect(String(failure)).toMatch(expected);
      expect(await child.exitCode()).toBe(1);
      expect(child.output()).not.toMatch(/xoxb-wrong|xapp-wrong/);
    },
    60_000,
  );
});

it('two processes start at once on one empty embedded folder', async () => {
  const slack = await openSlack();
  const DATA_DIR = await openFolder();
  const [one, two] = [bot(slack, { DATA_DIR }), bot(slack, { DATA_DIR })];
  await Promise.all([one.start(), two.start()]);
  await slack.until(() => slack.connectionCount() === 2, { timeoutMs: 30_000 });
  expect((await terminated(one)).code).toBe(0);
  slack.person('Bo').post('@threadesk', 'hello');
  await slack.settled();
  expect((await terminated(two)).code).toBe(0);
}, 90_000);
