/** The stream that tells pages to look again, and who may read and drive a workspace at all. */

import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startSlackServer } from '../../playground/server.js';
import { box } from './box.js';
import { ask, openStream, tell } from './live.js';
import { socketClient } from './socket-client.js';

describe('the stream', () => {
  test('ticks at once and after each change, on every page, and ends with the server', async () => {
    const slack = await startSlackServer({ retryDelaysMs: [] });
    const pages = [await openStream(slack), await openStream(slack)];
    const next = () => Promise.all(pages.map((page) => page.next()));
    expect(await next()).toMatchObject([{ weather: { connections: 0, rules: [] } }, { trailVersion: 0 }]);
    slack.person('Bo').post('#it-help', 'hello');
    expect((await next()).every((tick) => tick !== null)).toBe(true);
    await slack.close();
    expect(await next()).toEqual([null, null]);
  });

  test('gathers what happens in one go, and says how the weather is', async () => {
    const slack = await box();
    const page = await openStream(slack);
    const { socket } = await socketClient(slack);
    await page.until(({ weather }) => weather.connections === 1);
    await tell(slack, 'faults', { do: 'refuseConnections' });
    const fault = { kind: 'status', status: 500 };
    await tell(slack, 'faults', { do: 'api', with: ['chat.postMessage', fault, { times: 3 }] });
    await tell(slack, 'faults', { do: 'event', with: ['*', { kind: 'drop' }] });
    const { weather } = await page.until((tick) => tick.weather.rules.length === 2);
    expect(weather).toMatchObject({
      isRefusing: true,
      rules: [
        { words: 'The next chat.postMessage is answered with 500', left: 3 },
        { words: 'The next event is lost', left: 1 },
      ],
    });
    socket.close();
  });

  test('says that the desk is opening until it is open', async () => {
    const slack = await box({ isOpening: true });
    const page = await openStream(slack);
    expect(await page.next()).toMatchObject({ isOpening: true });
    slack.opened();
    await page.until(({ isOpening }) => !isOpening);
  });

  test('the time is the workspace’s own', async () => {
    const slack = await box();
    const { result } = await ask(slack, 'time');
    expect(result).toEqual({ now: '2026-03-02T09:00:00.000Z', targets: [] });
  });
});

describe('a page of another site', () => {
  /** Sends what a browser would, which `fetch` would not let a test write. */
  function statusOf(url: string, method: string, path: string, headers: Record<string, string>) {
    return new Promise<number>((resolve, reject) => {
      const asked = request(`${url}${path}`, { method, headers }, (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      });
      asked.once('error', reject);
      asked.end(method === 'POST' ? '{"name":"Bo","do":"dm","with":[]}' : undefined);
    });
  }

  const JSON_TYPE = { 'content-type': 'application/json' };
  const HOSTILE: [string, (port: string) => Record<string, string>][] = [
    ['says another origin', () => ({ origin: 'http://evil.example' })],
    ['is of another port of this machine', () => ({ origin: 'http://127.0.0.1:9' })],
    ['is of no origin', () => ({ origin: 'null' })],
    ['is from another site, as the browser says', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['is from another port, as the browser says', () => ({ 'sec-fetch-site': 'same-site' })],
    ['has its name pointed here', (port) => ({ host: `evil.example:${port}` })],
  ];
  const PATHS = ['state', 'lobby', 'screen?as=Bo', 'stream', 'time', 'trail'];

  test.each(HOSTILE)('that %s reads nothing and drives nothing', async (_, headersFor) => {
    const { url } = await box();
    const headers = headersFor(new URL(url).port);
    const reads = await Promise.all(PATHS.map((path) => statusOf(url, 'GET', `/control/${path}`, headers)));
    expect(reads).toEqual(PATHS.map(() => 403));
    expect(await statusOf(url, 'POST', '/control/person', { ...headers, ...JSON_TYPE })).toBe(403);
  });

  test('the own page is let in, by either name of this machine', async () => {
    const { url } = await box();
    const { port } = new URL(url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...JSON_TYPE };
      expect(await statusOf(url, 'POST', '/control/person', headers)).toBe(200);
      expect(await statusOf(url, 'GET', '/control/stream', headers)).toBe(200);
    }
  });

  test('cannot call the Web API or a response URL either', async () => {
    const { url } = await box();
    const headers = { origin: 'http://evil.example' };
    for (const path of ['/api/auth.test', '/response/R1', '/files/T1-F1/x', '/upload/F1'])
      expect(await statusOf(url, 'POST', path, headers)).toBe(403);
  });
});
