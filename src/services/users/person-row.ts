/** A person's row as other people see them. */
import type { Prisma } from '../../database/generated/client.js';
import type { Person } from '../../domain/post-content.js';

export const personSelect = {
  slackUserId: true,
  displayName: true,
  realName: true,
} as const satisfies Prisma.UserSelect;

type PersonRow = Prisma.UserGetPayload<{ select: typeof personSelect }>;

/** By the name they chose, else their real one, else at least their id. */
export function toPerson(row: PersonRow): Person {
  return { slackUserId: row.slackUserId, name: row.displayName || row.realName || row.slackUserId };
}
