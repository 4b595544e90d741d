import { describe, expect, it } from 'vitest';
import { homePage, homeTabsOf, openingTab, shownTab } from '../../src/domain/home.js';
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

  it.each([
    ['an agent with tickets', { agentOf: new Set([1]) }, true, 'assigned'],
    ['an agent without any', { agentOf: new Set([1]) }, false, 'unassigned'],
    ['an admin who is no agent', { isAdmin: true }, false, 'assigned'],
    ['a guest, whatever their row says', { isGuest: true, agentOf: new Set([1]) }, false, 'assigned'],
  ])('open for %s who chose none, tickets assigned %s: %s', (_name, facts, isAnythingAssigned, tab) => {
    expect(openingTab(actor(facts), isAnythingAssigned)).toBe(tab);
  });

  it('are what was chosen, or the first that somebody may choose', () => {
    expect(shownTab(actor({ agentOf: new Set([1]) }), 'risk')).toBe('risk');
    expect(shownTab(actor({}), 'risk')).toBe('mine');
  });
});

describe('a page', () => {
  it.each([
    ['begins with the first', 12, 1, [1, 2, 0, 10]],
    ['goes on where the one before ended', 12, 2, [2, 2, 10, 12]],
    ['is the last one past the end', 3, 9, [1, 1, 0, 3]],
    ['is the first before it', 3, -1, [1, 1, 0, 3]],
    ['is empty where there is nothing', 0, 1, [1, 1, 0, 0]],
  ])('%s', (_name, total, asked, expected) => {
    const { page, pageCount, from, to } = homePage(total, asked);
    expect([page, pageCount, from, to]).toEqual(expected);
  });
});
