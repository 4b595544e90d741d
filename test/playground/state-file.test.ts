/** What a start makes of the file that an earlier one left, however that ended. */

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptClock } from '../../playground/box/moving-clock.js';
import { startSlackServer } from '../../playground/server.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

async function start(state: string) {
  const slack = await startSlackServer({ state, retryDelaysMs: [] });
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
