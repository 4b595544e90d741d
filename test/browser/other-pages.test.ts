/** A page of some other site, open in the same browser: it can neither read nor drive the workspace. */
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { box } from '../playground/box.js';
import { atEndOfTest } from '../support/ends.js';
import { findChromium, visit } from './browser.js';

const POST = { do: 'post', name: 'Bo', with: ['#general', 'I was here'] };

/** What another site tries, each in its page; `blocked` where the browser shows it no answer. */
const TRIES = {
  'reads the workspace': (url: string) => fetch(`${url}/control/state`),
  'reads without asking for leave': (url: string) => fetch(`${url}/control/state`, { mode: 'no-cors' }),
  'writes as a person': (url: string, body: string) =>
    fetch(`${url}/control/person`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
  'writes as a form does': (url: string, body: string) =>
    fetch(`${url}/control/person`, {
      method: 'POST',
      mode: 'no-cors',
      headers: { 'content-type': 'text/plain' },
      body,
    }),
  'calls the Web API': (url: string) =>
    fetch(`${url}/api/chat.postMessage?token=xoxb-playground-bot-token&channel=C0GENERAL01&text=hi`, {
      mode: 'no-cors',
    }),
} as const;

async function otherSite(): Promise<string> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Elsewhere</h1>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEndOfTest(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A fetch cannot say another host than the one it goes to. */
function statusFor(url: string, headers: IncomingHttpHeaders): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/control/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe.skipIf(findChromium() === null)('a page of another site', () => {
  it.each([
    ['at another port of this machine', otherSite],
    ['without any address', () => Promise.resolve('data:text/html,<h1>Elsewhere</h1>')],
  ])('%s learns nothing and changes nothing', async (_, site) => {
    const slack = await box();
    const { page } = await visit(await site());
    const before = JSON.stringify(slack.person('Bo').sees('#general'));
    const learned: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(TRIES)) {
      learned[name] = await page.evaluate(
        ([source, url, body]) => {
          // biome-ignore lint/security/noGlobalEval: it is what another site's page would run
          const run = globalThis.eval(`(${source})`) as (url: string, body: string) => Promise<Response>;
          return run(url, body).then(
            async (response) => await response.text(),
            () => '',
          );
        },
        [attempt.toString(), slack.url, JSON.stringify(POST)] as const,
      );
    }
    expect(learned).toEqual(Object.fromEntries(Object.keys(TRIES).map((name) => [name, ''])));
    expect(JSON.stringify(slack.person('Bo').sees('#general'))).toBe(before);
    expect(slack.calls).toEqual([]);
  });
});

it('a name of another site that was made to point to this machine is refused', async () => {
  const { url } = await box();
  expect(await statusFor(url, { host: 'evil.example' })).toBe(403);
  expect(await statusFor(url, { host: new URL(url).host })).toBe(200);
});
