/** Finds what the desk missed in a thread, by comparing what Slack has now with the comments that are stored. */
import type {
  EditedMessage,
  FilesChangedMessage,
  IncomingMessage,
  PostedMessage,
} from '../incoming-message.js';
import { saysTheSame } from '../pseudonym.js';
import { compareTs } from '../slack-ts.js';
import { storableText } from '../storable-text.js';
import type { ThreadMessage } from './thread-page.js';

export type KnownComment = {
  id: number;
  ts: string;
  content: string;
  lastEditTs: string | null;
  isDeleted: boolean;
  isGone: boolean;
  /** Its words were removed for good: Slack's are no news. */
  isRedacted: boolean;
  fileIds: readonly string[];
};

export type Finding =
  /** Not stored. It may still be no comment: a command, or from before the thread was linked. */
  | { kind: 'reply'; message: PostedMessage | EditedMessage }
  | { kind: 'edit'; message: EditedMessage | FilesChangedMessage }
  /** Stored and not in Slack, where older replies still are: deleted, if Slack says so of this very message. */
  | { kind: 'deletion'; comment: KnownComment }
  /** Stored and not in Slack, and nothing older is: Slack forgot it. */
  | { kind: 'gone'; comment: KnownComment }
  /** In Slack again. */
  | { kind: 'back'; comment: KnownComment };

export type Comparison = {
  /** Stored before Slack was asked, so that a reply which comes meanwhile is not taken for a deleted one. */
  known: readonly KnownComment[];
  replies: readonly ThreadMessage[];
  /** Nothing follows in Slack. */
  isLast: boolean;
  /** Whether replies older than these were read before them. */
  isContinued: boolean;
  /** What is younger is on its way as an event; null: nothing is. */
  settledUntilTs: string | null;
};

/** In the order of the thread. */
export function compareThread(comparison: Comparison): Finding[] {
  const { known, replies } = comparison;
  const byTs = new Map(known.map((comment) => [comment.ts, comment]));
  const found = replies.flatMap(({ ts, message }) => findingsOf(message, byTs.get(ts), comparison));
  return [...found, ...missing(comparison)];
}

function findingsOf(
  message: IncomingMessage,
  comment: KnownComment | undefined,
  { settledUntilTs }: Comparison,
): Finding[] {
  if (message.kind !== 'posted' && message.kind !== 'edited') return [];
  if (comment === undefined) {
    return isSettled(message.ts, settledUntilTs) ? [{ kind: 'reply', message }] : [];
  }
  if (comment.isDeleted) return [];
  const back: Finding[] = comment.isGone ? [{ kind: 'back', comment }] : [];
  return comment.isRedacted ? back : [...back, ...editsOf(message, comment, settledUntilTs)];
}

/**
 * A text without Slack's mark of an edit is not compared: links and mentions are written differently in events and in histories. Two
 * edits can share a second; then what was read is the newer one, which naming the replaced text says.
 */
function editsOf(
  message: PostedMessage | EditedMessage,
  comment: KnownComment,
  settledUntilTs: string | null,
): Finding[] {
  const found: Finding[] = [];
  if (
    message.kind === 'edited' &&
    isEditNews(message, comment) &&
    isSettled(message.editTs, settledUntilTs)
  ) {
    found.push({ kind: 'edit', message: { ...message, previousText: comment.content } });
  }
  if (hasOtherFiles(message, comment) && isSettled(message.ts, settledUntilTs)) {
    const { channel, channelType, ts, threadTs, user, files } = message;
    const changed = { kind: 'files_changed', channel, channelType, ts, threadTs, user, files } as const;
    found.push({ kind: 'edit', message: changed });
  }
  return found;
}

function isEditNews({ editTs, text }: EditedMessage, { lastEditTs, content }: KnownComment): boolean {
  if (lastEditTs === null) return true;
  const order = compareTs(editTs, lastEditTs);
  return order > 0 || (order === 0 && !saysTheSame(storableText(text), content));
}

function hasOtherFiles({ files }: PostedMessage | EditedMessage, { fileIds }: KnownComment): boolean {
  const inSlack = new Set(files.map(({ slackFileId }) => slackFileId));
  return inSlack.size !== fileIds.length || fileIds.some((id) => !inSlack.has(id));
}

function missing({ known, replies, isLast, isContinued, settledUntilTs }: Comparison): Finding[] {
  const present = new Set(replies.map(({ ts }) => ts));
  const oldestTs = replies[0]?.ts;
  const newestTs = replies.at(-1)?.ts;
  const isRead = (ts: string) => isLast || (newestTs !== undefined && compareTs(ts, newestTs) < 0);
  const isAfterAnother = (ts: string) =>
    isContinued || (oldestTs !== undefined && compareTs(oldestTs, ts) < 0);
  return known
    .filter(
      ({ ts, isDeleted }) => !present.has(ts) && !isDeleted && isRead(ts) && isSettled(ts, settledUntilTs),
    )
    .flatMap((comment): Finding[] => {
      if (isAfterAnother(comment.ts)) return [{ kind: 'deletion', comment }];
      return comment.isGone ? [] : [{ kind: 'gone', comment }];
    });
}

function isSettled(ts: string, untilTs: string | null): boolean {
  return untilTs === null || compareTs(ts, untilTs) <= 0;
}
