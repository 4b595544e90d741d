/** Which threads are read again first, where the database sorts by more than a target's time. */
import { compareTs } from '../slack-ts.js';

/** Lower is read earlier. Within `in_turn`, whose targets are next due comes first, then who has waited longest for a reading. */
export const READING_RANKS = {
  /** Somebody asked for this very ticket. */
  asked_for: 0,
  /** The channel's history tells of replies that the desk does not have, or has too many of. */
  in_doubt: 1,
  in_turn: 2,
} as const;

export type ThreadCounts = {
  /** Replies of this thread that the desk has and Slack should: comments and posts, none deleted. */
  known: number;
  /** The newest of them; null for none. */
  newestTs: string | null;
  /** What Slack counted beyond the known ones when the thread was last read; null before that. */
  foreign: number | null;
};

/**
 * Whether a thread's root tells of something missed: a reply newer than any we know, or another number of them. Edits leave both as
 * they were, so "no" does not say that nothing was missed.
 */
export function isThreadInDoubt(
  { known, newestTs, foreign }: ThreadCounts,
  slack: { replyCount: number; latestReplyTs: string | null },
): boolean {
  const hasNewer =
    slack.latestReplyTs !== null && (newestTs === null || compareTs(slack.latestReplyTs, newestTs) > 0);
  return hasNewer || (foreign !== null && slack.replyCount !== known + foreign);
}
