import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Probes, Pulse } from '../../src/http/health.js';
import { type HttpServer, startHttpServer } from '../../src/http/server.js';

const QUIET: Pulse = { late: async () => [], metrics: [] };
const UP: Probes = { database: () => true, slack: async () => true };
const GRACE_MS = 200;
const running: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(GRACE_MS)));
});

async function start(options: Partial<Parameters<typeof startHttpServer>[0]> = {}) {
  const server = await startHttpServer({
    ...{ port: 0, probes: UP, pulse: QUIET, slackListener: () => null },
    ...options,
  });
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
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status,
      body: { ...body, late: [] },
    });
  });

  it.each<[string, Pulse['late'], object]>([
    ['is late', async () => ['sweep-clocks', 'send-posts'], { late: ['sweep-clocks', 'send-posts'] }],
    ['is not known', () => Promise.reject(new Error('down')), { late: null }],
    [
      'fails at once',
      () => {
        throw new Error('no');
      },
      { late: null },
    ],
  ])('stays 200 where background work %s', async (_when, late, expected) => {
    const { get } = await start({ pulse: { ...QUIET, late } });
    const answer = await get('/readyz');
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status: 200,
      body: { status: 'ready', missing: [], ...expected },
    });
  });
});

it('/livez is 200 as long as the process answers, whatever is down', async () => {
  const { get } = await start({ probes: { database: () => false } });
  expect((await get('/livez')).status).toBe(200);
});

it.each(['/', '/slack/events', '/metrics/', '/__proto__', '/toString'])('%s is not found', async (path) => {
  const { get } = await start();
  expect((await get(path)).status).toBe(404);
});

describe('/metrics', () => {
  it('is the text that Prometheus reads, whatever stands in a label', async () => {
    const metrics: Pulse['metrics'] = [
      () => [{ name: 'a_total', type: 'counter', help: 'First\nand \\ second.', samples: [{ value: 3 }] }],
      async () => [
        { name: 'b', type: 'gauge', help: 'B.', samples: [{ labels: { job: 'x"y\\z\n' }, value: 0.5 }] },
        { name: 'c', type: 'gauge', help: 'Nothing to tell.', samples: [] },
      ],
    ];
    const { server } = await start({ probes: { ...UP, slack: () => false }, pulse: { ...QUIET, metrics } });
    const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.status).toBe(200);
    expect((await answer.text()).split('\n')).toEqual([
      '# HELP threadesk_ready Whether this process has what it needs, by part.',
      '# TYPE threadesk_ready gauge',
      'threadesk_ready{part="database"} 1',
      'threadesk_ready{part="slack"} 0',
      '# HELP a_total First\\nand \\\\ second.',
      '# TYPE a_total counter',
      'a_total 3',
      '# HELP b B.',
      '# TYPE b gauge',
      'b{job="x\\"y\\\\z\\n"} 0.5',
      '',
    ]);
  });

  it('tells what it knows where the database does not answer', async () => {
    const metrics: Pulse['metrics'] = [
      () => Promise.reject(new Error('down')),
      () => [{ name: 'a', type: 'gauge', help: 'A.', samples: [{ value: 1 }] }],
    ];
    const { get } = await start({ probes: { database: () => false }, pulse: { ...QUIET, metrics } });
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('threadesk_ready{part="database"} 0');
    expect(body).toContain('\na 1\n');
  });

  it('asks once for all who ask meanwhile', async () => {
    let count = 0;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const read = async () => {
      count += 1;
      await held;
      return [{ name: 'a', type: 'gauge', help: 'A.', samples: [{ value: count }] }] as const;
    };
    const { get } = await start({ pulse: { ...QUIET, metrics: [read] } });
    const asking = [get('/metrics'), get('/metrics'), get('/metrics')];
    await get('/livez');
    answer();
    await Promise.all(asking);
    expect(count).toBeLessThan(3);
    expect((await get('/metrics')).body).toContain(`\na ${count}\n`);
  });
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
