/** The admins who can be told something. */
import type { Tx } from '../../database/transaction.js';

/** A workspace has few; past these they tell each other. */
const ADMINS_MAX = 100;

/** Ids of their rows, the longest known first. */
export async function workingAdminIds(tx: Tx): Promise<number[]> {
  const admins = await tx.user.findMany({
    where: { isSuperuser: true, isDeactivated: false },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: ADMINS_MAX,
  });
  return admins.map(({ id }) => id);
}
