/** What one Slack message event says, after everything Slack-specific about it has been read. */

export type IncomingFile = {
  slackFileId: string;
  /** Empty where Slack sent only a stub (Slack Connect, `file_access: "check_file_info"`). */
  name: string;
  mimeType: string | null;
  sizeBytes: number | null;
  urlPrivate: string | null;
};

type Base = {
  channel: string;
  /** As the event named it, or null where it did not: then ask Slack, never guess from the id. */
  channelType: 'channel' | 'group' | 'im' | 'mpim' | null;
  /** The message's own ts, its key within the channel (for edits and deletions too, not the event's). */
  ts: string;
  /** Null when not in a thread; equal to `ts` when it is a root with replies. */
  threadTs: string | null;
};

export type PostedMessage = Base & {
  kind: 'posted';
  user: string;
  /** Slack's team of the author, where the event names it: another team than ours is an outsider. */
  userTeam: string | null;
  /** mrkdwn as Slack sent it; empty beside files. */
  text: string;
  files: IncomingFile[];
  /** Author of the thread's root, where the event names it. */
  parentUser: string | null;
  /** Also sent to the channel. */
  isBroadcast: boolean;
  /** A `/me` message. */
  isMe: boolean;
};

export type EditedMessage = Base & {
  kind: 'edited';
  /** Author of the message. */
  user: string;
  userTeam: string | null;
  editor: string;
  text: string;
  /** The text just before this edit, null where Slack did not say. */
  previousText: string | null;
  /** Slack's ts of the edit: its identity and its place in the order of edits. */
  editTs: string;
  files: IncomingFile[];
};

/** The message's files changed (or were made unavailable) and its text did not. `files` is the whole new list. */
export type FilesChangedMessage = Base & { kind: 'files_changed'; user: string; files: IncomingFile[] };

export type DeletedMessage = Base & {
  kind: 'deleted';
  /** Author of the message, null where Slack did not say. */
  user: string | null;
  previousText: string | null;
  deletedAtTs: string;
  /** A thread's root that had replies: its place is kept by a tombstone. */
  isTombstone: boolean;
  files: IncomingFile[];
};

/** `why` is for the log: static words, never the message's text. */
export type IgnoredMessage = { kind: 'ignored'; why: string };

export type IncomingMessage =
  | PostedMessage
  | EditedMessage
  | FilesChangedMessage
  | DeletedMessage
  | IgnoredMessage;

/** What a person wrote or gave: read again, a message that was edited since is an edit. */
export type SaidMessage = PostedMessage | EditedMessage;

/** A person's own words or files at the top of a conversation, in no thread. */
export function isTopMessage(message: IncomingMessage): message is SaidMessage {
  if (message.kind !== 'posted' && message.kind !== 'edited') return false;
  if (message.kind === 'posted' && (message.isMe || message.isBroadcast)) return false;
  if (message.threadTs !== null && message.threadTs !== message.ts) return false;
  return /\S/.test(message.text) || message.files.length > 0;
}
