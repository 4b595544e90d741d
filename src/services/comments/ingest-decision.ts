/** Decides, from the facts alone, what a message in a ticket's thread becomes. */
import type { MessageFactsRow } from '../../database/sql/read-message-facts.js';
import { effectsOfComment } from '../../domain/reply-effects.js';
import { compareTs, dateToTs, tsToDate } from '../../domain/slack-ts.js';
import { type CommentType, commentTypeFor, kindAt } from '../../domain/visibility.js';

export type ChannelFacts = Pick<
  MessageFactsRow,
  'channelKind' | 'channelRole' | 'privateUntilAt' | 'threadRole'
>;

/**
 * What is said in a triage thread is internal whatever its channel has become. A linked thread is public only where everybody can
 * read it: its people asked for nothing, so a direct conversation or a request channel does not make it the reporter's. What was said
 * before a channel became public is as it was then, whenever it comes.
 */
export function typeInThread(
  facts: ChannelFacts,
  ts: string,
): { commentType: CommentType; isPending: boolean } {
  const { channelRole: role, threadRole } = facts;
  const kind = kindAt({ kind: facts.channelKind, privateUntilAt: facts.privateUntilAt }, tsToDate(ts));
  if (threadRole === 'triage') return { commentType: 'internal', isPending: false };
  if (threadRole === 'linked' && (kind === 'im' || role === 'request')) {
    return { commentType: kind === 'public' ? 'public' : 'internal', isPending: false };
  }
  return commentTypeFor({ kind, role });
}

/** In a linked thread nothing from before the linking comes along, unless a box was ticked; late edits of it do not either. */
export function isBeforeLink(
  facts: Pick<MessageFactsRow, 'threadRole' | 'threadImportAfterTs' | 'threadCreatedAt'>,
  ts: string,
): boolean {
  if (facts.threadRole !== 'linked') return false;
  return compareTs(ts, facts.threadImportAfterTs ?? dateToTs(facts.threadCreatedAt)) <= 0;
}

/** Whether a comment does nothing to its ticket besides being kept. */
export function isWithoutEffects(
  facts: MessageFactsRow & { authorId: number },
  comment: { type: CommentType; ts: string; text: string; isToBot: boolean },
): boolean {
  const effects = effectsOfComment({
    ticket: facts,
    author: {
      userId: facts.authorId,
      isAgent: facts.isAuthorAgent,
      isBot: facts.isAuthorBot === true,
    },
    comment: { ...comment, at: tsToDate(comment.ts) },
  });
  return effects.firstRespondedAt === null && effects.event === null && !effects.offerNewTicket;
}

export type MirrorFacts = {
  commentType: CommentType;
  mirrorMode: MessageFactsRow['mirrorMode'];
  isAuthorAgent: boolean;
  isAuthorReporter: boolean;
};

/** Only what the reporter can read anyway is copied to the agents; on their own ticket an agent is a requester. */
export function isMirrored(facts: MirrorFacts): boolean {
  if (facts.commentType !== 'public' || facts.mirrorMode === 'none') return false;
  return facts.mirrorMode === 'all' || !facts.isAuthorAgent || facts.isAuthorReporter;
}

/**
 * An agent who writes a note before anybody has answered may think that the reporter reads it.
 * @returns whether to tell them, given that it was their first note on the ticket.
 */
export function deservesHint(
  facts: Pick<MessageFactsRow, 'isAuthorAgent' | 'firstRespondedAt' | 'reporterId' | 'authorId'>,
  comment: { commentType: CommentType; isPending: boolean },
): boolean {
  const isNote = comment.commentType === 'internal' && !comment.isPending;
  return (
    isNote && facts.isAuthorAgent && facts.firstRespondedAt === null && facts.authorId !== facts.reporterId
  );
}
