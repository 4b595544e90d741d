/** What Slack tells when a conversation is read again, reduced to what can be compared with the desk's own rows. */
import type { IncomingMessage } from '../incoming-message.js';

/** `message` is `ignored` for the posts of bots and for notices, which still tell that the thread reaches back so far. */
export type ThreadMessage = { ts: string; message: IncomingMessage };

/** Part of a thread. */
export type ThreadPage = {
  root: ThreadMessage | null;
  /** Oldest first. */
  replies: readonly ThreadMessage[];
  isLast: boolean;
  /** As the root counts them; null where it does not. */
  replyCount: number | null;
};

/** A message of a channel's own, with what it tells of the thread under it. */
export type ChannelMessage = {
  ts: string;
  /** Slack user id; null when a bot wrote it. */
  author: string | null;
  message: IncomingMessage;
  replyCount: number;
  latestReplyTs: string | null;
  reactions: readonly Reaction[];
};

/** Part of a channel's own messages, newest first. */
export type ChannelPage = { messages: readonly ChannelMessage[]; isLast: boolean };

/** `slackUserIds` may be fewer than reacted: Slack names some of many. */
export type Reaction = { name: string; slackUserIds: readonly string[] };
