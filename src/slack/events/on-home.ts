/** Somebody opens the app: its Home tab shows what is theirs from now on. */

import { z } from 'zod';
import { openHome } from '../../services/home/open-home.js';
import { loadActor } from '../../services/users/load-actor.js';
import type { Kit } from '../kit.js';

/** https://docs.slack.dev/reference/events/app_home_opened: also told of the Messages tab. */
const openedSchema = z.object({ user: z.string(), tab: z.literal('home') });

export async function onHomeOpened(kit: Kit, event: unknown): Promise<void> {
  const parsed = openedSchema.safeParse(event);
  if (parsed.success) await openHome(kit.desk, await loadActor(kit.desk, parsed.data.user));
}
