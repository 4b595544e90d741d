/** What Slack never answers, and a proxy or a bad day may: nothing is taken for done, gone or empty because of it. */
import { createServer } from 'node:http';
import { webApi } from '@slack/bolt';
import { beforeEach, describe, expect, it } from 'vitest';
import { clientOptionsOf } from '../../src/slack/app.js';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { createDirectory } from '../../src/slack/directory.js';
import { createGateway, type Gateway } from '../../src/slack/gateway.js';
import { GatewayError, type GatewayFailure } from '../../src/slack/gateway-error.js';
import { silentLog } from '../support/desk.js';
import { atEndOfTest } from '../support/ends.js';
import { textOf } from './fake-slack.js';

type Odd = { status?: number; headers?: Record<string, string>; body: string };

let answer: Odd;
let gateway: Gateway;
let methods: string[];

beforeEach(async () => {
  methods = [];
  const server = createServer((request, response) => {
    methods.push(request.url?.split('/').at(-1) ?? '');
    request.resume();
    const isAboutUs = request.url?.endsWith('auth.test') === true;
    const { status = 200, headers = {}, body } = isAboutUs ? WE : answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEndOfTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const options = clientOptionsOf(`http://127.0.0.1:${port}/api/`);
  gateway = createGateway(new webApi.WebClient('xoxb-1', { ...options, logger: boltLogger(silentLog) }));
});

const json = (body: object): Odd => ({ body: JSON.stringify(body) });
const WE = json({ ok: true, user_id: 'UBOT', user: 'threadesk', bot_id: 'BBOT', team_id: 'T1' });

const failureOf = (call: Promise<unknown>): Promise<GatewayFailure | 'none'> =>
  call.then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof GatewayError) return error.failure;
      throw error;
    },
  );

const place = { channel: 'C1', ts: '1772445000.000100' };
const rendered = textOf('hello');
const ambiguous = { kind: 'ambiguous' };
const rateLimited = { kind: 'rate_limited' };

const WRITES: Record<string, () => Promise<unknown>> = {
  'chat.postMessage': () => gateway.postMessage({ channel: 'C1', rendered, postId: 1 }),
  'chat.update': () => gateway.updateMessage({ ...place, rendered, postId: 1 }),
  'chat.delete': () => gateway.deleteMessage(place),
  'views.publish': () => gateway.publishHome('U1', { type: 'home', blocks: [] }),
};

describe.each(Object.entries(WRITES))('%s is answered with', (method, write) => {
  it.each<[string, Odd, object]>([
    [
      "a proxy's page and 200",
      { headers: { 'content-type': 'text/html' }, body: '<html>Sign in' },
      ambiguous,
    ],
    ['nothing', { body: '' }, ambiguous],
    ['half an answer', { body: '{"ok":tr' }, ambiguous],
    ["a proxy's 403", { status: 403, body: 'no' }, { kind: 'ambiguous', cause: 'http_403' }],
    ['429 and no word of how long', { status: 429, body: 'slow down' }, rateLimited],
    ['429 and a date', { status: 429, headers: { 'retry-after': 'tomorrow' }, body: '' }, rateLimited],
  ])('%s', async (_what, odd, failure) => {
    answer = odd;
    expect(await failureOf(write())).toMatchObject(failure);
    expect(methods).toEqual([method]);
  });
});

it.each<[string, object]>([
  ['no ts', { ok: true, channel: 'C1' }],
  ['an empty one', { ok: true, channel: 'C1', ts: '' }],
  ['a number', { ok: true, ts: 1_772_445_000.0001 }],
])('a message that is said to be there with %s is looked for', async (_what, body) => {
  answer = json(body);
  expect(await failureOf(gateway.postMessage({ channel: 'C1', rendered, postId: 1 }))).toMatchObject(
    ambiguous,
  );
});

describe('a conversation that is read without its messages', () => {
  const bot = { userId: 'UBOT', botId: 'BBOT', teamId: 'T1' };
  const READS: Record<string, () => Promise<unknown>> = {
    'for a post': () => gateway.findPost({ channel: 'C1', postId: 1 }),
    'for a post in a thread': () => gateway.findPost({ channel: 'C1', threadTs: place.ts, postId: 1 }),
    'for one message': () => createDirectory(gateway, bot).readMessage('C1', place.ts),
    'for what was missed in a thread': () => createDirectory(gateway, bot).readThreadPage('C1', place.ts),
    'for one reply': () =>
      createDirectory(gateway, bot).readThreadPage('C1', place.ts, { onlyTs: '1772445001.000100' }),
    'for its newest': () => createDirectory(gateway, bot).readChannelPage('C1', place.ts),
    'for a thread to import': async () => {
      for await (const _message of createDirectory(gateway, bot).readThread('C1', place.ts));
    },
  };

  it.each(Object.entries(READS))('%s is not empty', async (_what, read) => {
    answer = json({ ok: true });
    expect(await failureOf(read())).toMatchObject(ambiguous);
    answer = json({ ok: true, messages: [] });
    expect(await failureOf(read())).toBe('none');
  });
});
