import { describe, expect, it } from 'vitest';
import { homeTabsOf, shownTab, slicesOf } from '../../src/domain/home.js';
import type { Actor } from '../../src/domain/permissions.js';

const actor = (facts: Partial<Actor>): Actor => ({
  ...{ userId: 1, isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false },
  ...{ agentOf: new Set(), observerOf: new Set(), openedTickets: new Set() },
  ...facts,
});

describe('the lists of a Home', () => {
  it.each([
    ['a requester', {}, ['mine']],
    ['an agent', { agentOf: new Set([1]) }, ['assigned', 'unassigned', 'risk', 'mine']],
    ['an admin who is no agent', { isAdmin: true }, ['assigned', 'mine']],
    ['a guest, whatever their row says', { isGuest: true, isAdmin: true, agentOf: new Set([1]) }, ['mine']],
    ['an outsider', { isExternal: true, agentOf: new Set([1]) }, ['mine']],
    ['somebody deactivated', { isDeactivated: true, isAdmin: true }, ['mine']],
  ])('of %s', (_name, facts, tabs) => {
    expect(homeTabsOf(actor(facts))).toEqual(tabs);
  });

  it('are what was chosen, or the first that somebody may choose', () => {
    expect(shownTab(actor({ agentOf: new Set([1]) }), 'risk')).toBe('risk');
    expect(shownTab(actor({}), 'risk')).toBe('mine');
  });
});

describe('a page of several lists', () => {
  it.each([
    [
      'takes from each in turn',
      [3, 4, 9],
      1,
      1,
      [
        [0, 0, 3],
        [1, 0, 4],
        [2, 0, 3],
      ],
    ],
    ['goes on where the one before ended', [3, 4, 9], 2, 2, [[2, 3, 6]]],
    [
      'begins in the middle of a list',
      [13, 2],
      2,
      2,
      [
        [0, 10, 3],
        [1, 0, 2],
      ],
    ],
    ['leaves out empty lists', [0, 5, 0], 1, 1, [[1, 0, 5]]],
    ['is the last one past the end', [3], 9, 1, [[0, 0, 3]]],
    ['is the first before it', [3], -1, 1, [[0, 0, 3]]],
    ['is empty where there is nothing', [0, 0], 1, 1, []],
    ['goes no further than is counted', [500, 500], 99, 50, [[0, 490, 10]]],
  ])('%s', (_name, counts, asked, page, slices) => {
    const found = slicesOf(counts, asked);
    expect(found.page).toBe(page);
    expect(found.slices.map(({ part, skip, take }) => [part, skip, take])).toEqual(slices);
  });
});
