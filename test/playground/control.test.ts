/** Driving the workspace from outside, and keeping it between two starts. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSlackServer } from '../../playground/server.js';
import { box, stillClock, webClient } from './box.js';
import { lobbyOf } from './live.js';

async function control(url: string, name: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/control/${name}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  return {
    status: response.status,
    ...((await response.json()) as { ok: boolean; result: unknown; error: string }),
  };
}

describe('the control API', () => {
  test('acts as a person and shows what they see', async () => {
    const { url } = await box();
    const posted = await control(url, 'person', { name: 'Bo', do: 'post', with: ['#it-help', 'hello'] });
    expect(posted).toMatchObject({ ok: true, result: { ts: expect.any(String) } });
    const seen = await control(url, 'person', { name: 'Cleo', do: 'sees', with: ['#it-help'] });
    expect(seen.result).toMatchObject([{ from: 'Bo', text: 'hello' }]);
  });

  test('shows the state, the calls, the events and the violations', async () => {
    const slack = await box();
    await webClient(slack).auth.test();
    slack.person('Ben').post('#it-triage', 'x');
    const read = async (name: string) => (await control(slack.url, name)).result;
    expect(await read('state')).toMatchObject({ app: { id: 'A0THREADESK' } });
    expect(await read('calls')).toMatchObject([{ method: 'auth.test', result: { ok: true } }]);
    expect(await read('events')).toMatchObject([{ event: { type: 'message' } }]);
    expect(await read('violations')).toEqual([]);
  });

  test('breaks things and mends them', async () => {
    const slack = await box();
    await control(slack.url, 'faults', { do: 'revokeToken' });
    await expect(webClient(slack).auth.test()).rejects.toThrow('token_revoked');
    await control(slack.url, 'faults', { do: 'clear' });
    await expect(webClient(slack).auth.test()).resolves.toMatchObject({ ok: true });
  });

  test.each([
    ['an act that is none', 'person', { name: 'Bo', do: 'fly' }, 400],
    ['what a person cannot do', 'person', { name: 'Bo', do: 'post', with: ['#it-triage', 'x'] }, 400],
    ['somebody unknown', 'person', { name: 'Zoe', do: 'dm' }, 400],
    ['a part that is none', 'weather', {}, 400],
    ['a member of every object', 'person', { name: 'Bo', do: 'constructor' }, 400],
  ])('%s is refused with a sentence', async (_, name, body, status) => {
    const { url } = await box();
    const answer = await control(url, name, body);
    expect(answer).toMatchObject({ status, ok: false, error: expect.stringMatching(/ /) });
  });

  test('a page of another site cannot drive it', async () => {
    const { url } = await box();
    const act = { name: 'Bo', do: 'post', with: ['#general', 'x'] };
    const asForm = await control(url, 'person', act, { 'content-type': 'text/plain' });
    expect(asForm.status).toBe(403);
  });
});

test('with a state file the workspace is as it was left, and goes on with later timestamps', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const state = join(folder, 'deep', 'workspace.json');
  const clock = stillClock();
  const first = await startSlackServer({ state, clock, retryDelaysMs: [] });
  const { bornAt } = await lobbyOf(first);
  const { ts } = first.person('Bo').post('#it-help', 'remember me');
  first.person('Ada').invite('#it-help', 'threadesk');
  await first.close();
  clock.advance(60_000);
  const second = await startSlackServer({ state, clock, retryDelaysMs: [] });
  onTestFinished(() => second.close());
  expect((await lobbyOf(second)).bornAt).toBe(bornAt);
  const seen = second.person('Bo').sees('#it-help');
  expect(seen[0]).toMatchObject({ ts, text: 'remember me' });
  expect(second.person('Bo').post('#it-help', 'later').ts > ts).toBe(true);
  expect(second.events.map(({ event }) => event.text)).toEqual(['later']);
});

test('what can be used no more is not taken along to the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const state = join(folder, 'workspace.json');
  const clock = stillClock();
  const first = await startSlackServer({ state, clock, retryDelaysMs: [] });
  await first.person('Bo').command('/ticket', '', { channel: '#it-help' });
  expect(first.workspace.state.triggers.size).toBe(1);
  await first.close();
  clock.advance(2 * 60 * 60_000);
  const second = await startSlackServer({ state, clock, retryDelaysMs: [] });
  onTestFinished(() => second.close());
  expect([second.workspace.state.triggers.size, second.workspace.state.responseUrls.size]).toEqual([0, 0]);
});

test('a taken port is an error, not a silence', async () => {
  const { url } = await box();
  await expect(startSlackServer({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
});
