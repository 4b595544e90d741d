/** Makes a ticket confidential, or takes that back: who sees it, where it is talked about, and what was told before. */
import { type Actor, isAgentOf } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { refreshTold } from '../posts/refresh-posts.js';
import { actOnTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { type ActResult, actResult } from '../tickets/act-result.js';
import { type LeftOrigin, leaveOpenOrigin } from '../tickets/hand-over-origin.js';
import { isRepeated } from '../tickets/is-repeated.js';
import { leaveFormerTriage } from '../tickets/leave-former-triage.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import { refreshLinked } from '../tickets/ticket-links.js';
import { unassignUnfit } from '../tickets/unassign-unfit.js';
import { actorSelect, toActor } from '../users/actor-row.js';

export type ConfidentialityChange = ActResult & {
  /** Where it was talked about before, and others read. */
  left: { slackChannelId: string } | null;
  /** Who followed it by themselves, as anybody could, and cannot see it any more. */
  readersRemoved: number;
};

export type MadeConfidential = {
  left: (LeftOrigin & { slackChannelId: string }) | null;
  readersRemoved: number;
};

const NOTHING: MadeConfidential = { left: null, readersRemoved: 0 };

/** To make it so, its reporter and agents may; to take it back, its agents alone. @throws UserError for everybody else. */
export async function changeConfidentiality(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  isConfidential: boolean,
  { sourceKey }: { sourceKey?: string } = {},
): Promise<ConfidentialityChange> {
  const action = isConfidential ? 'make_confidential' : 'lift_confidentiality';
  const key = sourceKey === undefined ? undefined : `confidentiality:${sourceKey}`;
  const made = await actOnTicket(desk, actor, ticketNumber, action, async (work) => {
    if (work.ticket.confidential === isConfidential || (await isRepeated(work, key))) return null;
    return confidentialityIn(work, actor, isConfidential, key);
  });
  const { left, readersRemoved } = made ?? NOTHING;
  return { ...(await actResult(desk, actor, ticketNumber, made !== null)), left, readersRemoved };
}

/** Inside an act on the ticket that has been permitted already. */
export async function confidentialityIn(
  work: TicketWork,
  actor: Actor,
  isConfidential: boolean,
  sourceKey?: string,
): Promise<MadeConfidential> {
  recordChange(work, actor, isConfidential, sourceKey);
  const done = isConfidential ? await close(work, actor) : NOTHING;
  await refreshTold(work.tx, work.ticket.id);
  await refreshLinked(work.tx, work.ticket.id);
  announce(work, actor, { isConfidential, leftChannelId: done.left?.channelId ?? null });
  for (const post of done.left?.again ?? []) work.post(post);
  return done;
}

function recordChange(
  work: TicketWork,
  actor: Actor,
  isConfidential: boolean,
  sourceKey: string | undefined,
): void {
  const values = ['open', 'confidential'];
  const [oldValue, newValue] = isConfidential ? values : values.reverse();
  work.record(
    {
      action: 'confidentiality',
      field: 'confidential',
      ...{ oldValue, newValue, occurredAt: work.now },
      ...(sourceKey === undefined ? {} : { sourceKey }),
    },
    actor.userId,
  );
  work.patch({ confidential: isConfidential });
}

async function close(work: TicketWork, actor: Actor): Promise<MadeConfidential> {
  const readersRemoved = await removeReaders(work, actor);
  // An admin who is no agent of its project can have a ticket, and cannot see a confidential one.
  await unassignUnfit(work, actor.userId);
  await leaveFormerTriage(work);
  const open = await leaveOpenOrigin(work);
  if (open === null) return { left: null, readersRemoved };
  const { slackChannelId } = await work.tx.channel.findUniqueOrThrow({ where: { id: open.channelId } });
  return { left: { ...open, slackChannelId }, readersRemoved };
}

/** Anybody who could read it could follow it. Those whom somebody else had added were meant to see it. */
async function removeReaders({ tx, ticket, now, record }: TicketWork, actor: Actor): Promise<number> {
  const added = await tx.changelogEntry.findMany({
    where: { ticketId: ticket.id, action: 'watcher_added' },
    orderBy: { id: 'asc' },
    select: { actorId: true, newValue: true },
  });
  const addedBy = new Map(added.map(({ actorId, newValue }) => [watcherIn(newValue), actorId]));
  const users = await tx.user.findMany({
    where: { id: { in: [...ticket.watcherIds] } },
    select: actorSelect,
  });
  const removed = users.filter((user) => {
    const by = addedBy.get(user.id) ?? user.id;
    return by === user.id && user.id !== ticket.reporterId && !isAgentOf(toActor(user), ticket.projectId);
  });
  for (const { id: userId } of removed) {
    await tx.watcher.delete({ where: { ticketId_userId: { ticketId: ticket.id, userId } } });
    record({ action: 'watcher_removed', newValue: { userId }, occurredAt: now }, actor.userId);
  }
  return removed.length;
}

function watcherIn(value: unknown): number | null {
  return typeof value === 'object' && value !== null && 'userId' in value && typeof value.userId === 'number'
    ? value.userId
    : null;
}

/** The agents, and in the direct thread the reporter: what was left elsewhere they must know, also where they did it themselves. */
function announce(
  { ticket, post }: TicketWork,
  actor: Actor,
  told: { isConfidential: boolean; leftChannelId: number | null },
): void {
  const isNewPlace = told.leftChannelId !== null;
  const places = {
    triage: placeInThread(ticket, 'triage'),
    origin: isNewPlace
      ? ({ userId: ticket.reporterId, threadRole: 'origin' } as const)
      : actor.userId === ticket.reporterId
        ? null
        : placeInThread(ticket, 'origin'),
  };
  for (const audience of ['origin', 'triage'] as const) {
    const place = places[audience];
    if (place === null) continue;
    post({
      ...place,
      key: `confidentiality:${ticket.id}:after${ticket.newestEntryId}:${audience}`,
      kind: 'confidentiality',
      ticketId: ticket.id,
      payload: { audience, byUserId: actor.userId, ...told },
    });
  }
}
