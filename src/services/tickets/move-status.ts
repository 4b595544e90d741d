/** Moves a ticket through its lifecycle: timestamps, changelog and the lines that tell of it. */
import type { Resolution } from '../../domain/resolution.js';
import { categoryOf, type LifecycleEvent, timestampsAfter, transition } from '../../domain/ticket-status.js';
import { UserError } from '../../errors.js';
import type { NewPost } from '../posts/enqueue-posts.js';
import type { TicketWork } from './act-on-ticket.js';

export type Move = {
  /** Null: the system moves it. */
  actorId: number | null;
  /** When it took effect: now for a press, Slack's own time for what a message caused. */
  at: Date;
  resolution?: Resolution;
};

/** Who is told of an event, beside the cards, which follow by themselves. */
const TOLD: Partial<Record<LifecycleEvent, readonly ('origin' | 'triage' | 'watcher')[]>> = {
  wait: ['origin'],
  resolve: ['origin', 'triage', 'watcher'],
  close: ['origin', 'triage', 'watcher'],
  reopen: ['origin', 'triage', 'watcher'],
};

/** False when the ticket was there already. Throws a `UserError` that says what is possible instead. */
export function moveStatus(work: TicketWork, event: LifecycleEvent, move: Move): boolean {
  const { ticket } = work;
  const from = ticket.status;
  const step = transition(from, event);
  if (!step.ok) throw new UserError(step.reason);
  if (step.to === from) return false;
  const to = step.to;
  work.patch({
    status: to,
    statusCategory: categoryOf(to),
    statusChangedAt: move.at,
    resolution: resolutionAfter(to, move.resolution, ticket.resolution),
    ...timestampsAfter({ from, to }, move.at, ticket),
  });
  work.record(
    {
      action: 'status',
      field: 'status',
      oldValue: from,
      newValue: to === 'resolved' || to === 'closed' ? { status: to, resolution: ticket.resolution } : { status: to },
      occurredAt: move.at,
    },
    move.actorId,
  );
  for (const post of linesOf(work, event, move)) work.post(post);
  return true;
}

function resolutionAfter(
  to: string,
  given: Resolution | undefined,
  current: Resolution | null,
): Resolution | null {
  if (to !== 'resolved' && to !== 'closed') return null;
  return given ?? current ?? 'done';
}

function linesOf({ ticket }: TicketWork, event: LifecycleEvent, move: Move): NewPost[] {
  const told = TOLD[event] ?? [];
  const cause = `${ticket.id}:${event}:${move.at.getTime()}`;
  const payload = { event, to: ticket.status, byUserId: move.actorId };
  const posts: NewPost[] = [];
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  const isOwnAct = move.actorId === ticket.reporterId && (origin === undefined || origin.channelKind === 'im');
  if (told.includes('origin') && !isOwnAct) {
    posts.push({
      key: `status:${cause}:origin`,
      kind: 'status_line',
      ticketId: ticket.id,
      userId: ticket.reporterId,
      threadRole: 'origin',
      payload: { ...payload, audience: 'origin' },
    });
  }
  if (told.includes('triage') && ticket.triageChannelId !== null) {
    posts.push({
      key: `status:${cause}:triage`,
      kind: 'status_line',
      ticketId: ticket.id,
      channelId: ticket.triageChannelId,
      threadRole: 'triage',
      payload: { ...payload, audience: 'triage' },
    });
  }
  if (told.includes('watcher')) {
    for (const userId of ticket.watcherIds) {
      if (userId === move.actorId || userId === ticket.reporterId) continue;
      posts.push({
        key: `status:${cause}:watcher:${userId}`,
        kind: 'status_line',
        ticketId: ticket.id,
        userId,
        payload: { ...payload, audience: 'watcher' },
      });
    }
  }
  return posts;
}
