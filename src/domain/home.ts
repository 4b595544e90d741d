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

/**
 * On which list the Home opens of somebody who never chose one: what is assigned to them, or for an agent without any such ticket what
 * nobody has. Those whom it is not open to are shown the first that they may look at.
 */
export function openingTab(actor: Actor, isAnythingAssigned: boolean): HomeTab {
  return isAnythingAssigned || !homeTabsOf(actor).includes('unassigned') ? 'assigned' : 'unassigned';
}

function isOutside(actor: Actor): boolean {
  return actor.isGuest || actor.isExternal || actor.isDeactivated;
}

/**
 * Which of so many tickets stand on a page, from the first to before the last. A page past the end is the last.
 *
 * @param page from 1.
 */
export function homePage(
  total: number,
  page: number,
): { page: number; pageCount: number; from: number; to: number } {
  const pageCount = Math.max(1, Math.ceil(total / HOME_PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pageCount);
  const from = (shown - 1) * HOME_PAGE_SIZE;
  return { page: shown, pageCount, from, to: Math.min(total, from + HOME_PAGE_SIZE) };
}
