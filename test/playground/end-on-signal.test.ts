/** Whenever the playground is told to end, what it has started by then is stopped, and once. */

import { describe, expect, test } from 'vitest';
import { endOnSignal } from '../../playground/run/end-on-signal.js';

function prepared() {
  const acts = new Map<string, () => void>();
  const said: string[] = [];
  const exits: number[] = [];
  const ends = { say: (line: string) => void said.push(line), exit: (code: number) => void exits.push(code) };
  const ending = endOnSignal(ends, (signal, act) => acts.set(signal, act));
  return { ending, said, exits, signal: (name: string) => acts.get(name)?.() };
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s', (name) => {
  test('stops what runs, and ends', async () => {
    const { ending, said, exits, signal } = prepared();
    let stops = 0;
    ending.stopWith(async () => {
      stops += 1;
    });
    signal(name);
    await turn();
    expect([stops, said, exits]).toEqual([1, ['Stopping …'], [0]]);
  });

  test('while it starts waits for what is to be stopped', async () => {
    const { ending, exits, signal } = prepared();
    signal(name);
    await turn();
    expect([ending.isTold(), exits]).toEqual([true, []]);
    ending.stopWith(async () => {});
    await turn();
    expect(exits).toEqual([0]);
  });
});

test('a second signal stops nothing twice, and does not leave anything running', async () => {
  const { ending, said, exits, signal } = prepared();
  let finish = (): void => {};
  let stops = 0;
  ending.stopWith(() => {
    stops += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  signal('SIGINT');
  signal('SIGINT');
  signal('SIGTERM');
  expect([stops, exits, said]).toEqual([1, [], ['Stopping …', 'Stopping already …', 'Stopping already …']]);
  finish();
  await turn();
  expect(exits).toEqual([0]);
});

test('a start that came to nothing, and a stop that failed, end with 1', async () => {
  const failed = prepared();
  failed.signal('SIGINT');
  failed.ending.nothingToStop();
  expect(failed.exits).toEqual([1]);
  const stuck = prepared();
  stuck.ending.stopWith(() => Promise.reject(new Error('PostgreSQL does not stop')));
  stuck.signal('SIGTERM');
  await turn();
  expect([stuck.exits, stuck.said.at(-1)]).toEqual([
    [1],
    'It was not stopped cleanly: PostgreSQL does not stop',
  ]);
});
