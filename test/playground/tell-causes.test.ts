/** What the bot in the box says that it does something for. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { claimOf } from '../../playground/box/tell-causes.js';
import { playInHand, playing } from '../../playground/live/play-in-hand.js';
import type { Claim } from '../../playground/workspace/claim.js';
import type { Work } from '../../src/work-in-hand.js';

const REQUEST: Work = { of: 'request', id: 'e-1' };
const JOB: Work = { of: 'job', name: 'sweep-clocks', run: 4 };
const POST: Work = { of: 'post', id: 7 };

test.each<[string, Work | null, number | null, Claim]>([
  ['a request', REQUEST, null, { of: 'request', envelopeId: 'e-1' }],
  ['a request that comes during a jump', REQUEST, 9, { of: 'request', envelopeId: 'e-1' }],
  ['a message', POST, null, { of: 'post', postId: '7' }],
  ['a message that is sent during a jump', POST, 9, { of: 'post', postId: '7' }],
  ['a job by its timetable', JOB, null, { of: 'job', name: 'sweep-clocks', run: '4' }],
  ['a job that a jump has run', JOB, 9, { of: 'play', happeningId: 9 }],
  ['the jump itself', null, 9, { of: 'play', happeningId: 9 }],
  ['nothing', null, null, { of: 'nothing' }],
])('%s', (_, work, happeningId, claim) => {
  expect(claimOf(work, happeningId)).toEqual(claim);
});

test('what a jump leaves behind is not done for it any more', async () => {
  let later: () => number | null = () => null;
  const jump = playing(9, async () => {
    later = AsyncLocalStorage.bind(playInHand);
    return Promise.resolve().then(playInHand);
  });
  expect([playInHand(), later()]).toEqual([null, 9]);
  expect(await jump).toBe(9);
  expect(later()).toBeNull();
});
