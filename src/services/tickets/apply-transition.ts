/** Takes a ticket a step through its lifecycle: timestamps, changelog and the lines that tell of it. */
import type { Resolution } from '../../domain/resolution.js';
import { categoryOf, type LifecycleEvent, timestampsAfter, transition } from '../../domain/ticket-status.js';
import { UserError } from '../../errors.js';
import type { NewPost } from '../posts/new-post.js';
import type { TicketWork } from './act-on-ticket.js';
import type { LockedTicket } from './locked-ticket.js';
import { placeInThread } from './place-in-thread.js';

export type StatusChange = {
  /** Null: the system changes it. */
  actorId: number | null;
  /** When it took effect: now for a press, Slack's own time for what a message caused. */
  at: Date;
  resolution?: Resolution;
  /** Of which ticket it is resolved as a duplicate. */
  duplicateOfId?: number;
  /** What somebody wrote changes it, and they may not have meant that. */
  isByComment?: boolean;
  /** It takes a reopening back. */
  isKept?: boolean;
  /** Nobody is told: it was over for long when the desk began to close such tickets. */
  isLongOver?: boolean;
  /** Where the cause can come twice. */
  sourceKey?: string;
};

type Audience = 'origin' | 'triage' | 'watcher';

/** Who is told of an event, beside the cards, which follow by themselves. */
const TOLD: Partial<Record<LifecycleEvent, readonly Audience[]>> = {
  wait: ['origin'],
  resolve: ['origin', 'triage', 'watcher'],
  close: ['origin', 'triage', 'watcher'],
  reopen: ['origin', 'triage', 'watcher'],
};

/** False when the ticket was there already. Throws a `UserError` that says what is possible instead. */
export function applyTransition(work: TicketWork, event: LifecycleEvent, asked: StatusChange): boolean {
  const { ticket } = work;
  // Slack's clock, or another process's, may be ahead: the clock is folded in the order of these instants.
  const change = { ...asked, at: new Date(Math.max(asked.at.getTime(), ticket.statusChangedAt.getTime())) };
  const from = ticket.status;
  const step = transition(from, event);
  if (!step.ok) throw new UserError(step.reason);
  if (step.to === from) return false;
  const to = step.to;
  work.patch({
    status: to,
    statusCategory: categoryOf(to),
    statusChangedAt: change.at,
    resolution: resolutionAfter(to, change.resolution, ticket.resolution),
    ...timestampsAfter({ from, to }, change.at, ticket),
  });
  work.record(
    {
      action: 'status',
      field: 'status',
      oldValue: { status: from },
      newValue: {
        status: to,
        resolution: ticket.resolution,
        ...(change.isByComment === true ? { isByComment: true } : {}),
        ...(change.isKept === true ? { isKept: true } : {}),
        ...(change.isLongOver === true ? { isLongOver: true } : {}),
      },
      occurredAt: change.at,
      ...(change.sourceKey === undefined ? {} : { sourceKey: change.sourceKey }),
    },
    change.actorId,
  );
  if (change.isLongOver !== true) for (const post of linesOf(work, event, change)) work.post(post);
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

/** Who is told of an event that has happened, in which words. */
export function linesOf({ ticket }: TicketWork, event: LifecycleEvent, change: StatusChange): NewPost[] {
  const cause = `status:${ticket.id}:${event}:after${ticket.newestEntryId}`;
  const line = { kind: 'status_line', ticketId: ticket.id } as const;
  const payload = {
    event,
    to: ticket.status,
    byUserId: change.actorId,
    isByComment: change.isByComment === true,
    isKept: change.isKept === true,
    ...(change.duplicateOfId === undefined ? {} : { duplicateOfId: change.duplicateOfId }),
  };
  const inThread = (role: 'origin' | 'triage'): NewPost[] => {
    const place = placeInThread(ticket, role);
    return place === null
      ? []
      : [{ ...line, ...place, key: `${cause}:${role}`, payload: { ...payload, audience: role } }];
  };
  const lines: Record<Audience, () => NewPost[]> = {
    origin: () => (isOwnDirectAct(ticket, change) ? [] : inThread('origin')),
    triage: () => inThread('triage'),
    watcher: () =>
      ticket.watcherIds
        .filter((userId) => userId !== change.actorId && userId !== ticket.reporterId)
        .map((userId) => ({
          ...line,
          userId,
          key: `${cause}:watcher:${userId}`,
          payload: { ...payload, audience: 'watcher' },
        })),
  };
  return (TOLD[event] ?? []).flatMap((audience) => lines[audience]());
}

/** Nobody is told of their own act; in a channel others read the line too. */
export function isOwnDirectAct(ticket: LockedTicket, change: Pick<StatusChange, 'actorId'>): boolean {
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  const isDirect = origin === undefined ? ticket.originCardUserId !== null : origin.channelKind === 'im';
  return isDirect && change.actorId === ticket.reporterId;
}
