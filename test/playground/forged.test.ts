/** What no page sends: the control API refuses it with a sentence, and neither the workspace nor the process suffers from it. */

import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SlackServer } from '../../playground/server.js';
import { box } from './box.js';
import { ask, tell } from './live.js';

const act = (slack: SlackServer, name: string, doing: string, ...args: unknown[]) =>
  tell(slack, 'person', { name, do: doing, with: args });
const fault = (slack: SlackServer, name: string, ...args: unknown[]) =>
  tell(slack, 'faults', { do: name, with: args });

/** All that a start would find again. */
function kept({ workspace }: SlackServer): string {
  return JSON.stringify(
    Object.values(workspace.state).map((held) => (held instanceof Map ? [...held] : held)),
  );
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

/** As no client writes it. */
function sendRaw({ url }: SlackServer, lines: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.once('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.once('error', reject);
    socket.end(
      `${[...lines, 'Connection: close', `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`,
    );
  });
}

describe('an act that fits nothing is refused with a sentence, and nothing has changed', () => {
  test.each<[string, string, string, unknown[], RegExp]>([
    ['arguments that are missing', 'Bo', 'post', [], /^post does not take that/],
    ['a text that is a number', 'Bo', 'post', ['#it-help', 5], /argument 2/],
    ['more arguments than there are', 'Bo', 'join', ['#general', '#general'], /does not take/],
    ['an option that is none', 'Bo', 'post', ['#it-help', 'x', { as: 'Ana' }], /argument 3/],
    ['an option of another kind', 'Bo', 'post', ['#it-help', 'x', { threadTs: 5 }], /threadTs/],
    ['a text that Slack would cut', 'Bo', 'post', ['#it-help', 'x'.repeat(40_001)], /40,000/],
    ['a file without a name', 'Bo', 'post', ['#it-help', 'x', { files: [{ content: 'x' }] }], /files/],
    ['a target that is a text', 'Bo', 'press', ['#it-help', 'Take'], /argument 1/],
    ['a view of somebody else', 'Bo', 'press', [{ viewId: 'V0ANA' }, 'Take'], /no view V0ANA open/],
    [
      'a channel that one cannot see',
      'Bo',
      'press',
      [{ channel: '#leads', ts: '1.1' }, 'Take'],
      /cannot see/,
    ],
    ['submitting without end', 'Bo', 'submit', [{ times: 1e9 }], /times/],
    ['a group of nobody in particular', 'Bo', 'groupWith', ['Ana'], /argument 1/],
    ['a channel without a name', 'Bo', 'createChannel', [''], /small letters/],
    ['an id of one’s own', 'Bo', 'setProfile', [{ id: 'UHACK', isBot: true }], /setProfile/],
    ['a zone that is none', 'Bo', 'setProfile', [{ tz: 'Nowhere/Land' }], /Europe\/Lisbon/],
    ['a private channel of others', 'Gus', 'unarchive', ['#leads'], /cannot see/],
    ['what every object has', 'Bo', 'toString', [], /There is no toString to do; there are: post/],
    ['being the app', 'threadesk', 'post', ['#it-triage', 'x'], /Nobody can be threadesk/],
    ['being the app, by its id', 'U0THREAD000', 'post', ['#it-triage', 'x'], /Nobody can be/],
  ])('%s', async (_, name, doing, args, words) => {
    const slack = await box();
    const before = kept(slack);
    expect(await act(slack, name, doing, ...args)).toMatchObject({
      status: 400,
      error: expect.stringMatching(words),
    });
    expect(kept(slack)).toBe(before);
    expect(slack.events).toEqual([]);
  });

  test('who was deactivated does nothing more, until they are brought back', async () => {
    const slack = await box();
    await act(slack, 'Cleo', 'setProfile', { isDeactivated: true });
    expect(await act(slack, 'Cleo', 'post', '#it-help', 'still here')).toMatchObject({
      status: 400,
      error: 'Cleo was deactivated, and can do nothing any more',
    });
    await act(slack, 'Cleo', 'setProfile', { isDeactivated: false });
    expect(await act(slack, 'Cleo', 'post', '#general', 'back')).toMatchObject({ ok: true });
  });
});

test('whatever is sent for whatever act is an answer or a sentence, and can be kept', async () => {
  const slack = await box({ ackTimeoutMs: 20 });
  const { error } = await act(slack, 'Bo', 'nothing');
  const acts = error.split('there are: ')[1]?.split(', ') ?? [];
  expect(acts.length).toBeGreaterThan(30);
  const likely = fc.constantFrom(
    '#it-help',
    '@Ana',
    'Ana',
    '1772000000.000100',
    '__proto__',
    'constructor',
    '/ticket',
  );
  const argument = fc.oneof(likely, fc.jsonValue({ maxDepth: 2 }));
  const doing = fc.record({
    do: fc.constantFrom(...acts),
    with: fc.oneof(fc.array(argument, { maxLength: 4 }), argument),
  });
  await fc.assert(
    fc.asyncProperty(doing, async (wanted) => {
      const { status } = await tell(slack, 'person', { name: 'Bo', ...wanted });
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 300 },
  );
  expect(kept(slack)).toContain('it-help');
  expect((await ask(slack, 'screen?as=Ana')).status).toBe(200);
});

describe('a fault that would break the box itself is refused', () => {
  test.each<[string, unknown[], string]>([
    ['event', ['*', { kind: 'duplicate', copies: 1e9 }], 'copies: a whole number from 1 to 100'],
    ['event', ['*', { kind: 'duplicate', copies: 0.5 }], 'copies'],
    ['event', ['*', { kind: 'delay', delayMs: 1e15 }], 'delayMs'],
    ['api', ['*', { kind: 'slow', delayMs: -1 }], 'delayMs'],
    ['api', ['*', { kind: 'status', status: 99 }], 'status: a whole number from 400 to 599'],
    ['api', ['*', { kind: 'rate_limited', retryAfterSeconds: 1e300 }], 'retryAfterSeconds'],
    ['api', ['*', { kind: 'hang', when: 'later' }], 'before or after'],
    ['api', ['*', { kind: 'hang' }, { when: 'always' }], 'There is no option when'],
    ['refuseConnections', ['no'], 'refuseConnections does not take that'],
    ['rateLimits', [], 'rateLimits does not take that'],
    ['reorder', ['false'], 'reorder does not take that'],
    ['removeBot', [5], 'removeBot does not take that'],
    ['loseEvents', [false], 'loseEvents does not take that'],
    ['__proto__', [], 'There is no fault __proto__'],
  ])('%s %j', async (name, args, words) => {
    const slack = await box();
    const sunny = slack.weather();
    expect(await fault(slack, name, ...args)).toMatchObject({
      status: 400,
      error: expect.stringContaining(words),
    });
    expect(slack.weather()).toEqual(sunny);
  });
});

describe('requests', () => {
  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    '%s is nothing to ask for',
    async (name) => {
      const slack = await box();
      for (const answer of [await ask(slack, name), await tell(slack, name, {})])
        expect(answer).toMatchObject({ status: 400, error: expect.stringContaining(`There is no ${name}`) });
    },
  );

  test.each([
    ['null', 400],
    ['[]', 400],
    ['{"name":', 400],
    [`{"name":"Bo","do":"forge","with":${nested(5000)}}`, 400],
    [`{"name":"GitHub","with":["#general","x",{"blocks":[{"type":"x","a":${nested(5000)}}]}]}`, 400],
    [JSON.stringify({ name: 'Bo', do: 'post', with: ['#it-help', 'x'.repeat(5_000_000)] }), 413],
  ])('a body such as %.20s is answered with a sentence', async (body, status) => {
    const slack = await box();
    for (const name of ['person', 'integration']) {
      const response = await fetch(`${slack.url}/control/${name}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect(response.status).toBe(status);
      expect(((await response.json()) as { error: string }).error).toMatch(/ /);
    }
    expect(slack.events).toEqual([]);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s does nothing', async (method) => {
    const slack = await box();
    const response = await fetch(`${slack.url}/control/person`, {
      method,
      body: JSON.stringify({ name: 'Bo', do: 'post', with: ['#general', 'x'] }),
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(slack.events).toEqual([]);
  });

  test('another bot posts what Slack would take', async () => {
    const slack = await box();
    const post = (name: unknown, ...args: unknown[]) => tell(slack, 'integration', { name, with: args });
    expect(await post('GitHub', '#it-triage', 'Build failed')).toMatchObject({ ok: true });
    const refused = [
      await post('', '#it-triage', 'x'),
      await post('GitHub', '#it-triage', 5),
      await post('GitHub', '#it-triage', 'x', { blocks: [{ type: 'constructor' }] }),
      await post('GitHub', '#it-triage', 'x', { blocks: {} }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(slack.events).toHaveLength(1);
  });

  test('nobody has read what is still to be said', async () => {
    const slack = await box();
    await tell(slack, 'read', { as: 'Bo', channel: '#it-help', ts: '999999999999.000000' });
    await act(slack, 'Cleo', 'post', '#it-help', 'news');
    const { result } = await ask<{ channels: { name: string; unreadCount: number }[] }>(
      slack,
      'screen?as=Bo',
    );
    expect(result.channels.find(({ name }) => name === 'it-help')?.unreadCount).toBe(1);
  });

  test('a page whose name was made to point here gets nothing, of the app’s own addresses either', async () => {
    const slack = await box();
    const asked = (path: string, host: string) =>
      sendRaw(slack, [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        `Origin: http://${host}`,
        'Sec-Fetch-Site: same-origin',
        `Authorization: Bearer ${slack.botToken}`,
      ]);
    const { port } = new URL(slack.url);
    for (const path of [
      '/api/conversations.list',
      '/',
      '/files/x',
      '/upload/x',
      '/response/x',
      '/control/state',
    ])
      expect(await asked(path, `evil.example:${port}`)).toContain('403');
    expect(await asked('/api/conversations.list', `localhost:${port}`)).toContain('200');
  });

  test.each(['/archives/C0ITHELP002/pabc', '/archives/%ff', '//', '/elsewhere', '/signin2/x'])(
    'who browses to %s gets the page, which says that nothing is there',
    async (path) => {
      const { url } = await box({ pageDir: 'playground/page' });
      const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html,*/*;q=0.8' } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('<div id="page">');
    },
  );

  test.each([
    ['//', 404],
    ['//[', 404],
    ['/\\', 404],
    ['/page/../../../package.json', 404],
    ['/page/%2e%2e/%2e%2e/package.json', 404],
    ['/files/..%2f..%2fpackage.json', 302],
    ['*', 400],
    ['http://elsewhere.example/control/state', 400],
    ['/control/%ff', 400],
  ])('the path %s leads nowhere', async (path, status) => {
    const slack = await box({ pageDir: 'dist/playground/page' });
    const { host } = new URL(slack.url);
    expect(await sendRaw(slack, [`GET ${path} HTTP/1.1`, `Host: ${host}`])).toContain(` ${status} `);
  });
});
