/** What a message is before it is in the outbox: its cause, its place, and whom it notifies. */
import type { PostKind } from '../../domain/post-kind.js';

/** Where a message goes: a conversation, or a person's direct messages. */
export type PostPlace = { channelId: number; userId?: never } | { userId: number; channelId?: never };

export type NewPost = PostPlace & {
  /** What this post is: the same cause makes the same key and so one post. */
  key: string;
  kind: PostKind;
  ticketId?: number;
  projectId?: number;
  commentId?: number;
  /** Goes into the ticket's thread of this role (whose channel wins over `channelId`), once that thread exists. */
  threadRole?: 'origin' | 'triage' | 'linked';
  /** Goes into this very thread. */
  threadTs?: string;
  isBroadcast?: boolean;
  /**
   * Whom a message in a thread mentions. `isAlone`: nobody else reads it, so that the message itself can wait; else it is said without
   * the mention. A direct message notifies its person by itself.
   */
  notifies?: { userId: number; isAlone: boolean };
  /** Somebody is told of it at any hour, by the policy of its ticket. */
  isUrgent?: boolean;
  /** Ids and small facts only: the text is loaded when it is sent. */
  payload?: Record<string, unknown>;
};
