/** A person's Home, list by list, as it would be published at this moment. */
import { HOME_TABS, type HomeTab } from '../../src/domain/home.js';
import type { Desk } from '../../src/services/desk.js';
import type { HomeContent } from '../../src/services/home/home-content.js';
import { loadHome } from '../../src/services/home/load-home.js';

/** Each list asked for, offered or not. */
export async function everyHomeOf(desk: Desk, userId: number): Promise<Record<HomeTab, HomeContent>> {
  const now = desk.clock.now();
  const found = {} as Record<HomeTab, HomeContent>;
  for (const tab of HOME_TABS) {
    await desk.database.prisma.homeViewer.upsert({
      where: { userId },
      create: { userId, tab, openedAt: now, dueAt: now },
      update: { tab },
    });
    found[tab] = (await loadHome(desk, userId))?.content ?? null;
  }
  return found;
}
