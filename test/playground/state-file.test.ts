/** What a start makes of the file that an earlier one left, however that ended. */

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keptClock } from '../../playground/box/moving-clock.js';
import { startSlackServer } from '../../playground/server.js';
import { saveAfterMs } from '../../playground/state-file.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

async function start(state: string, say?: (line: string) => void) {
  const slack = await startSlackServer({ state, retryDelaysMs: [], ...(say ? { say } : {}) });
  onTestFinished(() => slack.close());
  return slack;
}

test.each(['', '{"version":1,"sta', '{"version":1}', '{"version":0,"state":{}}', '[]', 'null'])(
  'a file that says %j is told of as damaged, and left as it is',
  async (text) => {
    const path = join(folder(), 'workspace.json');
    writeFileSync(path, text);
    await expect(startSlackServer({ state: path })).rejects.toMatchObject({ code: 'EDAMAGED', path });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(() => keptClock(path)).toThrow(`${path} is damaged`);
  },
);

test('a file that was half written beside the other is passed over', async () => {
  const path = join(folder(), 'workspace.json');
  const first = await start(path);
  const { ts } = first.person('Bo').post('#it-help', 'whole');
  await first.close();
  writeFileSync(`${path}.new`, '{"version":1,"sta');
  expect((await start(path)).person('Bo').sees('#it-help')).toMatchObject([{ ts, text: 'whole' }]);
});

test('an id that a kill took with it is not given to something else', async () => {
  const path = join(folder(), 'workspace.json');
  const first = await start(path);
  await first.close();
  const killed = await start(path);
  const saved = `${path}.saved`;
  copyFileSync(path, saved);
  const lost = killed.person('Ana').createChannel('plans');
  await killed.close();
  copyFileSync(saved, path);
  expect((await start(path)).person('Ana').createChannel('plans')).not.toBe(lost);
});

test('what somebody wrote is theirs, also where it looks like a part of the file', async () => {
  const path = join(folder(), 'workspace.json');
  const first = await start(path);
  const metadata = { event_type: 'odd', event_payload: { $map: [1, 2] } };
  const channel = [...first.workspace.state.channels.values()].find(({ name }) => name === 'it-triage')?.id;
  const response = await fetch(`${first.apiUrl}chat.postMessage`, {
    method: 'POST',
    body: JSON.stringify({ channel, text: 'x', metadata }),
    headers: { authorization: `Bearer ${first.botToken}`, 'content-type': 'application/json' },
  });
  expect(await response.json()).toMatchObject({ ok: true });
  await first.close();
  const second = await start(path);
  expect(second.workspace.state.messages.get(channel ?? '')?.at(-1)?.metadata).toEqual(metadata);
});

describe('a change is saved', () => {
  test.each([
    ['at once where that costs nothing', 0.4, 10_000, 20],
    ['and so are all of one stroke together', 1, 0, 20],
    ['ten times as long after the last save as that took', 80, 0, 800],
    ['of which time has gone by since', 80, 500, 300],
    ['at once where all of it has', 80, 5_000, 20],
    ['three seconds later at the most', 2_000, 0, 3_000],
  ])('%s', (_, tookMs, agoMs, expected) => {
    expect(saveAfterMs(tookMs, agoMs)).toBe(expected);
  });
});

test('what was said is in the file without an end of the process', async () => {
  const path = join(folder(), 'workspace.json');
  const slack = await start(path);
  slack.person('Bo').post('#it-help', 'kept at once');
  await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8')).toContain('kept at once');
});

test('a save that fails is said once, and tried again until it can be done', async () => {
  const path = join(folder(), 'workspace.json');
  const said: string[] = [];
  const slack = await start(path, (line) => void said.push(line));
  const bo = slack.person('Bo');
  mkdirSync(`${path}.new`);
  for (const text of ['one', 'two']) {
    bo.post('#it-help', text);
    await expect.poll(() => said).toEqual([expect.stringMatching(/cannot be kept.*EISDIR.*saved as soon/s)]);
  }
  rmSync(`${path}.new`, { recursive: true });
  await expect.poll(() => said.at(-1), { timeout: 5_000 }).toBe('The workspace is kept again.');
  expect(readFileSync(path, 'utf8')).toContain('two');

  // And whatever stands in the way at that moment, at the end.
  mkdirSync(`${path}.new`);
  bo.post('#it-help', 'three');
  await expect.poll(() => said).toHaveLength(3);
  rmSync(`${path}.new`, { recursive: true });
  await slack.close();
  expect(readFileSync(path, 'utf8')).toContain('three');
});
