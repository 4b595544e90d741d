/** Takes back alerts that were kept for whoever had a ticket, where it is not theirs any more by the time they would be told. */
import type { Prisma } from '../../database/generated/client.js';
import { type HeldUnfit, lockPersonSql, unfitHeldSql } from '../../database/sql/held-posts.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { canBeAssigned } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { actorSelect, toActor } from '../users/actor-row.js';

const ticketSelect = { assigneeId: true, projectId: true, confidential: true } as const;

/** A run; whoever is left is found by the next. */
const PEOPLE_MAX = 200;

/**
 * As soon as somebody has the ticket no more, and not only when their digest comes: whoever has it now could be told a day late. Found by how
 * things are, so that no way of losing a ticket has to think of it.
 */
export async function untellLost(desk: Desk, now: Date): Promise<void> {
  const { database, log } = desk;
  const found = await database.prisma.$queryRaw<HeldUnfit[]>(unfitHeldSql({ now, limit: PEOPLE_MAX }));
  for (const { userId, keys } of found) {
    try {
      await inTransaction(database, (tx) => untellOf(tx, userId, { keys, now }));
    } catch (error) {
      log.error({ err: error, userId }, 'what was kept back of lost tickets could not be judged again');
    }
  }
}

async function untellOf(
  tx: Tx,
  userId: number,
  { keys, now }: { keys: readonly string[]; now: Date },
): Promise<void> {
  const locked = await tx.$queryRaw<unknown[]>(lockPersonSql(userId));
  if (locked.length === 0) return;
  // Told meanwhile, it has been judged.
  const where = {
    key: { in: [...keys] },
    state: 'pending',
    heldUntilAt: { not: null },
  } satisfies Prisma.PostWhereInput;
  const held = await tx.post.findMany({ where, select: { key: true } });
  const over = await untellUnfit(
    tx,
    userId,
    held.map(({ key }) => key),
    now,
  );
  await tx.post.updateMany({
    where: { ...where, key: { in: [...over] } },
    data: { state: 'withdrawn', heldUntilAt: null },
  });
}

/**
 * They are judged again, and told to whoever is to know by now. Returns the keys of those posts that have nothing left to tell.
 *
 * @param postKeys of what was kept back for this person.
 */
export async function untellUnfit(
  tx: Tx,
  userId: number,
  postKeys: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const notices = await tx.alertNotice.findMany({
    where: { postKey: { in: [...postKeys] }, userId },
    select: { id: true, postKey: true, audience: true, ticket: { select: ticketSelect } },
  });
  if (notices.length === 0) return new Set();
  const person = toActor(await tx.user.findUniqueOrThrow({ where: { id: userId }, select: actorSelect }));
  const isUnfit = ({ audience, ticket }: (typeof notices)[number]) => {
    const { assigneeId, projectId, confidential: isConfidential } = ticket;
    if (audience !== 'assignee') return false;
    return assigneeId !== userId || !canBeAssigned(person, { projectId, isConfidential });
  };
  const unfit = notices.filter(isUnfit);
  await tx.alertNotice.updateMany({
    where: { id: { in: unfit.map(({ id }) => id) } },
    data: { toldAt: null, outcome: null, postKey: null, deliverAt: now },
  });
  const left = new Set(notices.filter((notice) => !isUnfit(notice)).map(({ postKey }) => postKey));
  return new Set(unfit.flatMap(({ postKey }) => (postKey === null || left.has(postKey) ? [] : [postKey])));
}
