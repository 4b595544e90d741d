/** An agent takes or resolves a ticket by a reaction on its card, or on the message that it was made of. */
import { isAgentOf } from '../../domain/permissions.js';
import { LIVE_CARD_KINDS } from '../../domain/post-kind.js';
import { type ReactionAct, reactionAct } from '../../domain/reaction-act.js';
import { tsToDate } from '../../domain/slack-ts.js';
import { isDone } from '../../domain/ticket-status.js';
import { findChannel } from '../channels/find-channel.js';
import type { Desk } from '../desk.js';
import { loadActor } from '../users/load-actor.js';
import { assignTicket } from './assign-ticket.js';
import { changeStatus } from './change-status.js';

export type TicketReaction = {
  slackUserId: string;
  slackChannelId: string;
  /** Of the message. */
  ts: string;
  /** As Slack names it, perhaps with the colour of a hand. */
  reaction: string;
  /** When it was given: what happened on the ticket since is not undone by an event that comes late. */
  reactedAtTs: string;
};

/**
 * `none`: it is no ticket's message, or that emoji does nothing there. `ignored`: whoever reacted does not work the ticket, or there was
 * nothing to do. Told of twice it acts once. @throws UserError for an agent who may not, saying what is possible.
 */
export async function actByReaction(
  desk: Desk,
  reaction: TicketReaction,
): Promise<'none' | 'ignored' | 'acted'> {
  const ticket = await ticketOf(desk, reaction);
  const act = ticket === null ? null : reactionAct(reaction.reaction, ticket.project);
  if (ticket === null || act === null) return 'none';
  const actor = await loadActor(desk, reaction.slackUserId);
  if (!isAgentOf(actor, ticket.projectId) || !isStillMeant(ticket, act, reaction)) return 'ignored';
  const { slackChannelId, ts, slackUserId, reactedAtTs } = reaction;
  const sourceKey = `reaction:${slackChannelId}:${ts}:${slackUserId}:${reactedAtTs}`;
  const { isChanged } =
    act === 'take'
      ? await assignTicket(
          desk,
          actor,
          ticket.ticketNumber,
          { kind: 'me' },
          { sourceKey, isOnlyIfFree: true },
        )
      : await changeStatus(desk, actor, ticket.ticketNumber, 'resolve', { sourceKey });
  return isChanged ? 'acted' : 'ignored';
}

const ticketSelect = {
  ticketNumber: true,
  projectId: true,
  status: true,
  statusChangedAt: true,
  project: { select: { takeEmoji: true, resolveEmoji: true } },
} as const;

/** By its cards, or as the root of its origin or triage thread. Null for any other message. */
async function ticketOf({ database: { prisma } }: Desk, { slackChannelId, ts }: TicketReaction) {
  const channel = await findChannel(prisma, slackChannelId);
  if (channel === null) return null;
  const { id: channelId } = channel;
  const card = await prisma.post.findFirst({
    where: { channelId, messageTs: ts, isWithdrawn: false, kind: { in: [...LIVE_CARD_KINDS] } },
    select: { ticket: { select: ticketSelect } },
  });
  if (card?.ticket) return card.ticket;
  const thread = await prisma.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId, threadTs: ts } },
    select: { role: true, ticket: { select: ticketSelect } },
  });
  return thread === null || thread.role === 'linked' ? null : thread.ticket;
}

type FoundTicket = NonNullable<Awaited<ReturnType<typeof ticketOf>>>;

/** A ticket that is done has nobody to take it and nothing to resolve; nor is one resolved that was reopened since. */
function isStillMeant(
  { status, statusChangedAt }: FoundTicket,
  act: ReactionAct,
  { reactedAtTs }: TicketReaction,
): boolean {
  if (isDone(status)) return false;
  return act === 'take' || statusChangedAt <= tsToDate(reactedAtTs);
}
