/** What a channel's history tells of a thread: whether something was missed in it, as far as counts can say. */
import { expect, it } from 'vitest';
import { isThreadInDoubt } from '../../../src/domain/reconcile/reading-rank.js';

const OLD = '1772440010.000100';
const NEW = '1772440020.000100';

it.each([
  [
    'the newest reply is not ours',
    { known: 1, newestTs: OLD, foreign: 0 },
    { replyCount: 2, latestReplyTs: NEW },
    true,
  ],
  ['we know none', { known: 0, newestTs: null, foreign: null }, { replyCount: 1, latestReplyTs: OLD }, true],
  [
    'an older one was missed',
    { known: 1, newestTs: NEW, foreign: 0 },
    { replyCount: 2, latestReplyTs: NEW },
    true,
  ],
  ['one was deleted', { known: 2, newestTs: NEW, foreign: 0 }, { replyCount: 1, latestReplyTs: NEW }, true],
  [
    'the newest was deleted',
    { known: 2, newestTs: NEW, foreign: 0 },
    { replyCount: 1, latestReplyTs: OLD },
    true,
  ],
  ['all are ours', { known: 2, newestTs: NEW, foreign: 0 }, { replyCount: 2, latestReplyTs: NEW }, false],
  [
    'the rest are commands',
    { known: 1, newestTs: NEW, foreign: 3 },
    { replyCount: 4, latestReplyTs: NEW },
    false,
  ],
  [
    'never read: counts say nothing',
    { known: 1, newestTs: NEW, foreign: null },
    { replyCount: 4, latestReplyTs: NEW },
    false,
  ],
  [
    'no replies at all',
    { known: 0, newestTs: null, foreign: 0 },
    { replyCount: 0, latestReplyTs: null },
    false,
  ],
])('%s', (_what, counts, slack, isDoubted) => {
  expect(isThreadInDoubt(counts, slack)).toBe(isDoubted);
});
