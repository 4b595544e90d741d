/** Decides what a post needs next in Slack: the outbox's state machine, as a pure function. */
import type { PostState } from '../../database/generated/enums.js';
import { RESTORED_POST } from '../../database/unsent-posts.js';
import { isPostKind, POST_RULES } from '../../domain/post-kind.js';

export type SendStep =
  /** Say it in Slack. */
  | 'post'
  /** A call was made and its outcome never learned: look whether the message is there. */
  | 'look'
  /** Show the current state in the message that is there. */
  | 'update'
  /** Take the message out of Slack. */
  | 'remove'
  /** Never sent and not wanted any more. */
  | 'forget'
  /** A message that says what was, once: a change does not concern it. */
  | 'settle'
  /** It belongs into a thread that will never be. */
  | 'give_up';

export type StepFacts = {
  kind: string;
  state: PostState;
  isWithdrawn: boolean;
  isReworded: boolean;
  sentVersion: number;
  wantedVersion: number;
  lastError: string | null;
  /** It goes into the ticket's thread of some role, and there is none nor one on its way. */
  isRootless: boolean;
};

/** Null: nothing is left to do. */
export function sendStep(post: StepFacts): SendStep | null {
  switch (post.state) {
    case 'sending':
      return 'look';
    case 'pending':
      if (post.isWithdrawn) return 'forget';
      if (post.isRootless) return 'give_up';
      return post.lastError === RESTORED_POST ? 'look' : 'post';
    case 'sent':
      return stepOfSent(post);
    default:
      return null;
  }
}

function stepOfSent({
  kind,
  isWithdrawn,
  isReworded,
  sentVersion,
  wantedVersion,
}: StepFacts): SendStep | null {
  if (isWithdrawn) return 'remove';
  if (sentVersion >= wantedVersion) return null;
  return isReworded || (isPostKind(kind) && POST_RULES[kind].isLive) ? 'update' : 'settle';
}
