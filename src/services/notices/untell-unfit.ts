/** Takes back alerts that were kept for whoever had a ticket, where it is not theirs any more by the time they would be told. */
import type { Tx } from '../../database/transaction.js';
import { canBeAssigned } from '../../domain/permissions.js';
import { actorSelect, toActor } from '../users/actor-row.js';

const ticketSelect = { assigneeId: true, projectId: true, confidential: true } as const;

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
