/** The trail holds on to a bounded part of what happens, whatever happens, and to nothing that opens doors. */
import { expect, test } from 'vitest';
import type { Trail } from '../../playground/live/protocol.js';
import { cut } from '../../playground/live/trail-size.js';
import { box } from './box.js';
import { TRIAGE } from './interactive.js';
import { ask, tell } from './live.js';
import { startRawApp } from './raw-app.js';

async function trailed() {
  const slack = await box({ hasTrail: true });
  const { trail } = slack;
  if (trail === null) throw new Error('there is no trail');
  const row = (key: string, text: string, claim: string | null = null) =>
    trail.changed([
      {
        ...{ atMs: Date.now(), claim, post: null, table: 'comments', kind: 'insert', key },
        columns: [{ name: 'text', before: null, after: text }],
      },
    ]);
  return { slack, trail, row, seen: () => trail.since(0).happenings };
}

test('of 2,000 things that happen the newest 500 are kept, and the page learns which are gone', async () => {
  const { slack, trail } = await trailed();
  for (let index = 0; index < 2_000; index += 1) trail.begin('fault', `fault ${index}`).end();
  const { happenings, oldestId } = (await ask<Trail>(slack, 'trail')).result;
  expect(happenings.map(({ title }) => title)).toEqual(
    Array.from({ length: 500 }, (_, index) => `fault ${1_500 + index}`),
  );
  expect(oldestId).toBe(happenings[0]?.id);
});

test('a page that knows another run is told everything, because its version says nothing here', async () => {
  const { slack, trail } = await trailed();
  trail.begin('fault', 'a fault').end();
  const { run, version } = trail.since(0);
  const titles = async (query: string) =>
    (await ask<Trail>(slack, `trail?${query}`)).result.happenings.map(({ title }) => title);
  expect(await titles(`since=${version}&run=${run}`)).toEqual([]);
  expect(await titles(`since=${version}&run=another`)).toEqual(['a fault']);
  expect((await trailed()).trail.run).not.toBe(run);
});

test('of a flood with one cause 500 are kept and the others counted', async () => {
  const { trail, row, seen } = await trailed();
  const { happeningId } = trail.begin('fault', 'a flood');
  for (let index = 0; index < 700; index += 1) row(String(index), 'x', `play:${happeningId}`);
  expect(seen()).toMatchObject([{ title: 'a flood', leftOut: 200 }]);
  expect(seen()[0]?.rows).toHaveLength(500);
});

test('what is large is bounded by its size, each and together', async () => {
  const { trail, row, seen } = await trailed();
  const text = 'x'.repeat(2_900);
  for (let flood = 0; flood < 30; flood += 1) {
    const { happeningId } = trail.begin('fault', `flood ${flood}`);
    for (let index = 0; index < 500; index += 1) row(String(index), text, `play:${happeningId}`);
  }
  const sizes = seen().map((happening) => JSON.stringify(happening).length);
  expect(Math.max(...sizes)).toBeLessThan(1_100_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(17_000_000);
  expect(seen().at(-1)?.title).toBe('flood 29');
});

test('an event that comes a hundred times is one happening, and more times are refused', async () => {
  const { slack, seen } = await trailed();
  await startRawApp(slack);
  const fault = (copies: number) => ({ do: 'event', with: ['message', { kind: 'duplicate', copies }] });
  expect(await tell(slack, 'faults', fault(101))).toMatchObject({
    error: expect.stringMatching(/copies: a whole number from \d+ to 100$/),
  });
  await tell(slack, 'faults', fault(100));
  slack.person('Ben').post(TRIAGE, 'hello');
  await slack.settled();
  const events = seen().filter(({ kind }) => kind === 'event');
  expect(events).toMatchObject([{ delivery: { state: 'acked', attempts: 100 } }]);
});

test('long texts and lists say how much of them is missing', () => {
  const value = {
    text: 'x'.repeat(3_010),
    list: Array.from({ length: 103 }, (_, index) => index),
    short: 'y',
  };
  const kept = cut(value) as typeof value;
  expect(kept.text.slice(2_995)).toBe('xxxxx… (10 more characters)');
  expect(kept.list.slice(98)).toEqual([98, 99, '… (3 more)']);
  expect(kept.short).toBe('y');
});

test('no token, and no address at which one answers or uploads as the app, stands in titles, payloads, calls or rows', async () => {
  const { slack, row } = await trailed();
  const app = await startRawApp(slack);
  const bo = slack.person('Bo');
  await bo.command('/ticket', `new ${slack.botToken}`, { channel: '#it-help' });
  const url = String(app.requests.at(-1)?.payload.response_url);
  const answer = { method: 'POST', body: '{"text":"done"}', headers: { 'content-type': 'application/json' } };
  await fetch(url, answer);
  row('1', `see ${slack.botToken} and ${url}`);
  const { happenings } = (await ask<Trail>(slack, 'trail')).result;
  // The answer names the command that gave the address, and is known to come of it.
  expect(happenings[0]).toMatchObject({
    kind: 'command',
    calls: [{ method: 'response_url', isGuessed: false, result: { ok: true }, args: { text: 'done' } }],
    rows: [{ isGuessed: true }],
  });
  const text = JSON.stringify(happenings);
  expect(text).not.toContain(slack.botToken);
  expect(text).not.toContain(url.split('/').at(-1));
});
