/** A profile appears or changes: names, guest, outsider, deactivated, admin. */

import { z } from 'zod';
import { followProfile } from '../../services/users/follow-profile.js';
import type { Kit } from '../kit.js';
import { toProfile } from '../profile.js';

const userEventSchema = z.object({ user: z.unknown() });

export async function onUserChange(kit: Kit, event: unknown): Promise<void> {
  const parsed = userEventSchema.safeParse(event);
  const profile = parsed.success ? toProfile(parsed.data.user, kit.bot.teamId) : null;
  if (profile !== null) await followProfile(kit.desk, profile);
}
