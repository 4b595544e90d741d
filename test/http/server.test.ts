import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Probes } from '../../src/http/health.js';
import { type HttpServer, startHttpServer } from '../../src/http/server.js';

const UP: Probes = { database: () => true, slack: async () => true };
const GRACE_MS = 200;
const running: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(GRACE_MS)));
});

async function start(options: Partial<Parameters<typeof startHttpServer>[0]> = {}) {
  const server = await startHttpServer({ port: 0, probes: UP, slackListener: () => null, ...options });
  running.push(server);
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
    return { status: response.status, body: await response.text() };
  };
  return { server, get };
}

describe('/readyz', () => {
  it.each<[string, Probes, number, object]>([
    ['everything is up', UP, 200, { status: 'ready', missing: [] }],
    ['Slack is away', { ...UP, slack: () => false }, 503, { status: 'not ready', missing: ['slack'] }],
    [
      'the database throws',
      { ...UP, database: () => Promise.reject(new Error('down')) },
      503,
      { status: 'not ready', missing: ['database'] },
    ],
    [
      'a probe throws at once',
      {
        a: () => {
          throw new Error('no');
        },
        b: () => false,
      },
      503,
      { status: 'not ready', missing: ['a', 'b'] },
    ],
  ])('%s', async (_when, probes, status, body) => {
    const { get } = await start({ probes });
    const answer = await get('/readyz');
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status, body });
  });
});

it('/livez is 200 as long as the process answers, whatever is down', async () => {
  const { get } = await start({ probes: { database: () => false } });
  expect((await get('/livez')).status).toBe(200);
});

it.each(['/', '/slack/events', '/metrics', '/__proto__', '/toString'])('%s is not found', async (path) => {
  const { get } = await start();
  expect((await get(path)).status).toBe(404);
});

it('a health check is read, not written', async () => {
  const { get } = await start();
  expect((await get('/livez', { method: 'POST' })).status).toBe(405);
});

it('in HTTP mode Slack reaches its listener, with or without a query', async () => {
  const { get } = await start({ slackListener: () => (_request, response) => response.end('from slack') });
  expect((await get('/slack/events', { method: 'POST' })).body).toBe('from slack');
  expect((await get('/slack/events?x=1', { method: 'POST' })).body).toBe('from slack');
});

it('a taken port is said plainly, with what to do', async () => {
  const { server } = await start();
  await expect(start({ port: server.port })).rejects.toThrow(
    `PORT ${server.port} is taken by another process: stop it, or set PORT to a free one.`,
  );
});

describe('closing', () => {
  it('lets an answer in hand finish', async () => {
    let askedFor: Promise<{ body: string }> | null = null;
    const finish = await new Promise<() => void>((resolve) => {
      const slackListener: RequestListener = (_request, response) => resolve(() => response.end('finished'));
      askedFor = start({ slackListener: () => slackListener }).then(({ get }) => get('/slack/events'));
    });
    const closed = running.splice(0).map((server) => server.close(5_000));
    finish();
    expect(await askedFor).toMatchObject({ body: 'finished' });
    await Promise.all(closed);
  });

  it('cuts one that never comes', async () => {
    let askedFor: Promise<unknown> | null = null;
    await new Promise<void>((resolve) => {
      askedFor = start({ slackListener: () => () => resolve() }).then(({ get }) =>
        get('/slack/events').catch((error: unknown) => error),
      );
    });
    await Promise.all(running.splice(0).map((server) => server.close(1)));
    expect(await askedFor).toBeInstanceOf(Error);
  });
});
