/** When Slack tries an event again that was not taken: at once, a minute later, five minutes after that, and no more. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDispatcher, RETRY_DELAYS_MS } from '../../playground/delivery/dispatcher.js';
import type { Attempt, Outcome } from '../../playground/delivery/transport.js';
import { createFaults } from '../../playground/faults.js';
import { createWorkspace } from '../../playground/workspace/workspace.js';

const REFUSED: Outcome = { isAcked: false, reason: 'http_error' };
const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function dispatching(answer: (attempt: Attempt) => Outcome) {
  const startedMs = Date.now();
  const tries: [minutes: number, attempt: number, reason: string | undefined][] = [];
  const ids = new Set<string>();
  const dispatcher = createDispatcher({
    core: createWorkspace(),
    faults: createFaults(),
    retryDelaysMs: RETRY_DELAYS_MS,
    onDelivery: () => {},
    transport: () => ({
      send: async ({ id, payload }, attempt) => {
        ids.add(`${id} ${payload.event_id}`);
        tries.push([(Date.now() - startedMs) / MINUTE_MS, attempt.number, attempt.reason]);
        return answer(attempt);
      },
      close: async () => {},
    }),
  });
  return { dispatcher, tries, ids };
}

const EVENT = { event: { type: 'team_join' } };

test('three times, with what went wrong before and the same id', async () => {
  const { dispatcher, tries, ids } = dispatching(() => REFUSED);
  dispatcher.deliverEvent(EVENT);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(tries).toEqual([
    [0, 0, undefined],
    [0, 1, 'http_error'],
    [1, 2, 'http_error'],
    [6, 3, 'http_error'],
  ]);
  expect(ids.size).toBe(1);
  expect(dispatcher.events).toMatchObject([{ state: 'given_up', attempts: 4 }]);
});

test('not again once it was taken', async () => {
  const { dispatcher, tries } = dispatching(({ number }) =>
    number < 2 ? REFUSED : { isAcked: true, body: null },
  );
  dispatcher.deliverEvent(EVENT);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(tries).toHaveLength(3);
  expect(dispatcher.events).toMatchObject([{ state: 'acked' }]);
});

test('not again where the app wants it no more', async () => {
  const { dispatcher, tries } = dispatching(() => ({ ...REFUSED, isFinal: true }));
  dispatcher.deliverEvent(EVENT);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(tries).toHaveLength(1);
});

test('an interaction comes once', async () => {
  const { dispatcher, tries } = dispatching(() => REFUSED);
  const outcome = dispatcher.deliverInteraction('interactive', { type: 'block_actions' });
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(await outcome).toMatchObject(REFUSED);
  expect(tries).toHaveLength(1);
});
