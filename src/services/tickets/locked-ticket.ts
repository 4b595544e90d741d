/** A ticket as a decision sees it: its row locked, its threads and watchers beside it. */
import type { CommentType, MirrorMode, Resolution, ThreadRole } from '../../database/generated/enums.js';
import { lockedTicketSql, lockTicketSql, type TicketRef } from '../../database/sql/lock-ticket.js';
import type { Tx } from '../../database/transaction.js';
import type { IssueType } from '../../domain/issue-type.js';
import type { Actor, TicketFacts } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import type { TicketStatus } from '../../domain/ticket-status.js';
import type { ChannelKind } from '../../domain/visibility.js';

export type { CommentType, TicketRef };

export type LockedThread = {
  id: number;
  channelId: number;
  threadTs: string;
  role: ThreadRole;
  /** The project whose triage thread it was until the ticket moved on. */
  projectId: number | null;
  channelKind: ChannelKind | 'unknown';
  isExternal: boolean;
  wasPrivate: boolean;
};

export type LockedTicket = {
  id: number;
  ticketNumber: string;
  title: string;
  description: string;
  status: TicketStatus;
  priority: Priority;
  issueType: IssueType;
  resolution: Resolution | null;
  confidential: boolean;
  assigneeId: number | null;
  reporterId: number;
  projectId: number;
  createdAt: Date;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  statusChangedAt: Date;
  descriptionRedactedAt: Date | null;
  forgottenAt: Date | null;
  movedAt: Date | null;
  slaPolicyId: number | null;
  clockStartedAt: Date;
  clockVersion: number;
  responseBreachedAt: Date | null;
  resolutionBreachedAt: Date | null;
  projectKey: string;
  mirrorMode: MirrorMode;
  showTargets: boolean;
  triageChannelId: number | null;
  /** The newest entry that the clock is folded from; null while the ticket is being made. */
  clockMovedAt: Date | null;
  /** What its history ended with: tells one act from every other, as an instant does not while another clock is ahead. */
  newestEntryId: number;
  /** Where the origin card was put, for what is said before its thread exists. */
  originCardChannelId: number | null;
  originCardUserId: number | null;
  threads: readonly LockedThread[];
  watcherIds: readonly number[];
};

/** Null when there is no such ticket. Held until the transaction ends. */
export async function lockTicket(tx: Tx, ref: TicketRef): Promise<LockedTicket | null> {
  const [locked] = await tx.$queryRaw<{ id: number }[]>(lockTicketSql(ref));
  if (locked === undefined) return null;
  const [ticket] = await tx.$queryRaw<LockedTicket[]>(lockedTicketSql(locked.id));
  return ticket ?? null;
}

/** The part of a ticket that permissions depend on; a locked ticket has it, and so has a row read for a view. */
export type PermissionRow = Pick<
  LockedTicket,
  'id' | 'projectId' | 'reporterId' | 'assigneeId' | 'status' | 'confidential' | 'watcherIds'
> & { threads: readonly Pick<LockedThread, 'role' | 'channelKind' | 'isExternal' | 'wasPrivate'>[] };

/** Where permission is concerned, what matters of a ticket for this person. */
export function factsFor(actor: Actor, ticket: PermissionRow): TicketFacts {
  const origin = ticket.threads.find((thread) => thread.role === 'origin');
  return {
    ticketId: ticket.id,
    projectId: ticket.projectId,
    reporterId: ticket.reporterId,
    assigneeId: ticket.assigneeId,
    watcherIds: new Set(ticket.watcherIds),
    isConfidential: ticket.confidential,
    status: ticket.status,
    canReadOrigin: canReadOrigin(actor, origin),
  };
}

/**
 * A guest reads a public channel only if they are in it. The desk keeps no members of public channels,
 * so a guest is taken not to be: they keep what they have as reporter or watcher. A thread of the time before its channel became
 * public is read in Slack by whoever finds it there; the bot shows nobody the way.
 */
function canReadOrigin(
  actor: Actor,
  origin: Pick<LockedThread, 'channelKind' | 'isExternal' | 'wasPrivate'> | undefined,
): boolean {
  if (origin === undefined || actor.isGuest || actor.isExternal) return false;
  return origin.channelKind === 'public' && !origin.isExternal && !origin.wasPrivate;
}
