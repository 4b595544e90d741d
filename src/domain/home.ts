/** What a Home is made of, as rules: which lists somebody has, and which tickets of them stand on a page. */

import type { Actor } from './permissions.js';

export const HOME_TABS = ['assigned', 'unassigned', 'risk', 'mine'] as const;
export type HomeTab = (typeof HOME_TABS)[number];

export const HOME_PAGE_SIZE = 10;
/** Nothing is counted, and no page turned, any further: `/ticket list` does. */
export const HOME_COUNT_MAX = 500;
/** Pages that a button can name. */
export const HOME_PAGE_MAX = HOME_COUNT_MAX / HOME_PAGE_SIZE;

/** The lists somebody may choose from, their own requests last. Admins who are no agents can be assigned tickets, and no more. */
export function homeTabsOf(actor: Actor): readonly HomeTab[] {
  if (isOutside(actor)) return ['mine'];
  if (actor.agentOf.size > 0) return HOME_TABS;
  return actor.isAdmin ? ['assigned', 'mine'] : ['mine'];
}

/** What is shown of what was chosen: roles go and come. */
export function shownTab(actor: Actor, chosen: HomeTab): HomeTab {
  const tabs = homeTabsOf(actor);
  return tabs.includes(chosen) ? chosen : (tabs[0] ?? 'mine');
}

function isOutside(actor: Actor): boolean {
  return actor.isGuest || actor.isExternal || actor.isDeactivated;
}

export type Slice = { part: number; skip: number; take: number };

/**
 * Which rows of several lists, read one after the other, stand on a page; empty ones are left out. A page past the end is the last.
 *
 * @param page from 1.
 */
export function slicesOf(
  counts: readonly number[],
  page: number,
): { page: number; pageCount: number; slices: Slice[] } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pageCount = Math.max(1, Math.ceil(Math.min(total, HOME_COUNT_MAX) / HOME_PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pageCount);
  const slices: Slice[] = [];
  let from = (shown - 1) * HOME_PAGE_SIZE;
  let room = HOME_PAGE_SIZE;
  for (const [part, count] of counts.entries()) {
    const take = Math.min(room, Math.max(0, count - from));
    if (take > 0) slices.push({ part, skip: from, take });
    from = Math.max(0, from - count);
    room -= take;
  }
  return { page: shown, pageCount, slices };
}
