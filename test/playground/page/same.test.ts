/** What did not change stays the same object, so that the page draws only what did. */
import { expect, it } from 'vitest';
import { same } from '../../../playground/page/same.js';

const before = { channels: [{ id: 'C1', unread: 0 }, { id: 'C2' }], me: { name: 'Bo' }, place: null };

it('is the whole of it where all is equal', () => {
  expect(same(before, structuredClone(before))).toBe(before);
});

it('is each part that is equal, and the new one of each that is not', () => {
  const after = { ...structuredClone(before), channels: [{ id: 'C1', unread: 1 }, { id: 'C2' }] };
  const kept = same(before, after);
  expect(kept).toEqual(after);
  expect(kept.me).toBe(before.me);
  expect(kept.channels[0]).not.toBe(before.channels[0]);
  expect(kept.channels[1]).toBe(before.channels[1]);
});

it.each([
  ['shorter', [1]],
  ['longer', [1, 2, 3]],
  ['of another kind', { 0: 1, 1: 2 }],
  ['nothing', null],
])('is what came where that is %s', (_, after) => {
  expect(same([1, 2], after)).toEqual(after);
});

it('forgets what is not there any more', () => {
  expect(same({ one: 1, two: 2 }, { one: 1 })).toEqual({ one: 1 });
});
