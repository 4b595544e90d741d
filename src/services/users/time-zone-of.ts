/** The time zone of a person's Slack profile, in which they mean what they type. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';

export async function timeZoneOf({ database }: Desk, { userId }: Actor): Promise<string> {
  const { timeZone } = await database.prisma.user.findUniqueOrThrow({
    where: { id: userId },
    select: { timeZone: true },
  });
  return timeZone;
}
