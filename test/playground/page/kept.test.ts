/** What a browser keeps of a workspace, and when it is forgotten. */
import { expect, it } from 'vitest';
import { forgetOthers, KEPT_DRAFT, KEPT_PANEL, KEPT_STORY } from '../../../playground/page/kept.js';

/** As a browser's own: https://developer.mozilla.org/docs/Web/API/Storage */
function store(entries: Record<string, string>) {
  const held = new Map(Object.entries(entries));
  return {
    get length() {
      return held.size;
    },
    key: (place: number) => [...held.keys()][place] ?? null,
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
    removeItem: (name: string) => void held.delete(name),
    names: () => [...held.keys()],
  };
}

const KEPT = {
  [KEPT_PANEL]: 'Faults',
  [KEPT_STORY]: '{}',
  [`${KEPT_DRAFT}a`]: 'Hello',
  [`${KEPT_DRAFT}b`]: 'Bye',
  other: '1',
};

it('stays with its workspace, and goes when another one began there', () => {
  const stores = [store({}), store({ ...KEPT })];
  const [browser, window] = stores.map(({ names }) => names);
  forgetOthers('2026-03-02T09:00:00.000Z', stores);
  expect([browser?.(), window?.()]).toEqual([['playground.born'], ['other', 'playground.born']]);

  for (const kept of stores) for (const [name, value] of Object.entries(KEPT)) kept.setItem(name, value);
  forgetOthers('2026-03-02T09:00:00.000Z', stores);
  expect(browser?.()).toHaveLength(6);

  forgetOthers('2026-03-09T09:00:00.000Z', stores);
  expect(browser?.()).toEqual(['playground.born', 'other']);
});
