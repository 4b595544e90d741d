/** What is said where a ticket leaves a project and where it arrives, and what becomes of what was said for the agents before. */
import type { Actor } from '../../domain/permissions.js';
import { carryFiles } from '../comments/carry-files.js';
import { cardPosts } from '../opening/first-posts.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';
import type { TargetProject } from '../projects/find-target-project.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { isOwnDirectAct } from '../tickets/apply-transition.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import { redirectWaiting } from './redirect-waiting.js';
import { tellUnheard } from './tell-unheard.js';

type MoveFacts = {
  /** Which move of the ticket it is: one of them is told once. */
  ordinal: number;
  from: { id: number; number: string; name: string };
  project: TargetProject;
  notesLeft: number;
};

/** In the act that has made the ticket the next project's. */
export async function postMove(work: TicketWork, actor: Actor, move: MoveFacts): Promise<void> {
  const { tx, desk, ticket } = work;
  const told = {
    from: move.from.number,
    to: ticket.ticketNumber,
    toName: move.project.name,
    byUserId: actor.userId,
  };
  await leaveThread(work, move, told);
  await leaveCards(work, told);
  await tellUnheard(work);
  const again = await redirectWaiting(work, move.ordinal);
  const cards = await cardPosts(tx, desk, ticket.id, move.project.id);
  for (const card of cards) work.post({ ...card, key: `${card.key}:move${move.ordinal}` });
  announce(work, actor, move);
  for (const post of again) work.post(post);
  await carryTalk(work, move);
}

type Told = { from: string; to: string; toName: string; byUserId: number };

/**
 * It goes on as an internal one: what is written there is kept, and stays with the agents of the project that the ticket has left. What the
 * bot said there stands as it was, and follows nothing (`show-post.ts`).
 */
async function leaveThread(
  { tx, ticket, now, post }: TicketWork,
  { from, ordinal }: MoveFacts,
  told: Told,
): Promise<void> {
  const thread = ticket.threads.find(({ role }) => role === 'triage');
  if (thread === undefined) return;
  const { id, channelId, threadTs } = thread;
  const left = { role: 'linked', projectId: from.id } as const;
  await tx.ticketThread.update({ where: { id }, data: left, select: { id: true } });
  // It was the ticket's from its root on: nothing in it is from before a linking.
  await tx.ticketThread.updateMany({
    where: { id, importAfterTs: null },
    data: { importAfterTs: '0.000000', importedAt: now },
  });
  Object.assign(thread, left);
  const key = `move:${ticket.id}:${ordinal}:left`;
  post({ key, kind: 'moved_away', ticketId: ticket.id, channelId, threadTs, payload: told });
}

/** A line takes the place of the card, whose buttons would work on; one that is on its way is taken out again. */
async function leaveCards({ tx, ticket }: TicketWork, told: Told): Promise<void> {
  await tx.post.updateMany({
    where: { ticketId: ticket.id, kind: 'triage_card', isWithdrawn: false, state: 'sent' },
    // Shown anew although it says only once what was; and where Slack refuses that, it is taken out.
    data: { kind: 'moved_away', payload: told, isReworded: true, wantedVersion: { increment: 1 } },
  });
  await withdrawPosts(tx, { ticketId: ticket.id, kind: { in: ['triage_card', 'admin_card'] } });
}

/** More than anybody scrolls through; older ones are in the conversation. */
const CARRIED_MAX = 50;

/**
 * What was said before, as the agents there would have seen it: they are in no conversation with its reporter, and not in the thread that
 * it has left. What is internal comes as far as it is theirs by now.
 */
async function carryTalk(work: TicketWork, { ordinal, project }: MoveFacts): Promise<void> {
  const { tx, ticket, post } = work;
  const triage = placeInThread(ticket, 'triage');
  if (triage === null) return;
  const publicOnes = project.mirrorMode === 'none' ? [] : [{ commentType: 'public' as const }];
  const comments = await tx.comment.findMany({
    where: {
      ...{ ticketId: ticket.id, deletedAt: null, isPending: false },
      OR: [...publicOnes, { commentType: 'internal', projectId: project.id }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: CARRIED_MAX,
    select: { id: true, commentType: true, channelId: true },
  });
  await carryDescriptionFiles(work, ordinal);
  for (const { id: commentId, commentType, channelId } of comments.reverse()) {
    const kind = commentType === 'public' ? 'mirror' : 'note';
    const key = `${kind}:${commentId}:move${ordinal}`;
    post({ ...triage, key, kind, ticketId: ticket.id, commentId });
    if (kind === 'note' || channelId === null) continue;
    await carryFiles(work, { commentId, channelId }, { to: 'triage', ordinal });
  }
}

async function carryDescriptionFiles(work: TicketWork, ordinal: number): Promise<void> {
  const origin = work.ticket.threads.find(({ role }) => role === 'origin');
  if (origin === undefined) return;
  await carryFiles(work, { commentId: null, channelId: origin.channelId }, { to: 'triage', ordinal });
}

function announce(work: TicketWork, actor: Actor, { ordinal, from, project, notesLeft }: MoveFacts): void {
  const { ticket, post } = work;
  const payload = {
    ...{ from: from.number, fromName: from.name, byUserId: actor.userId, hasNotesLeft: notesLeft > 0 },
    isOpenUnlikeOthers: project.confidentialByDefault && !ticket.confidential,
  };
  const isOwn = isOwnDirectAct(ticket, { actorId: actor.userId });
  for (const audience of ['origin', 'triage'] as const) {
    const place = audience === 'origin' && isOwn ? null : placeInThread(ticket, audience);
    if (place === null) continue;
    const key = `move:${ticket.id}:${ordinal}:${audience}`;
    post({ ...place, key, kind: 'moved', ticketId: ticket.id, payload: { ...payload, audience } });
  }
}
