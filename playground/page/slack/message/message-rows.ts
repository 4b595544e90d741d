/** Lays out a conversation: where a day begins, where the new messages begin, what goes on under the same name. */
import type { ShownMessage } from '../../../live/protocol.js';
import { dayKey, dayOf, tsMs } from '../../times.js';

export type Row =
  | { kind: 'day'; key: string; words: string }
  | { kind: 'new'; key: string }
  | { kind: 'replies'; key: string; count: number }
  | { kind: 'message'; key: string; message: ShownMessage; isCompact: boolean };

export type Layout = {
  tz: string;
  nowMs: number;
  meId: string;
  /** What others said after it is new; null where nothing is. */
  lineTs: string | null;
  /** A thread counts what follows its root, and has no days. */
  isThread: boolean;
};

const COMPACT_MS = 5 * 60_000;

/** What Slack itself says of a person, in one line: joins, conversions, names. */
export function isNotice({ subtype }: Pick<ShownMessage, 'subtype'>): boolean {
  return subtype !== null && /^(?:channel|group)_/.test(subtype);
}

function standsAlone(message: ShownMessage): boolean {
  return message.isTombstone || message.isBroadcast || isNotice(message);
}

/** Slack says who it is once for what is said within minutes. */
function goesOn(before: ShownMessage | undefined, message: ShownMessage): boolean {
  if (!before || standsAlone(before) || standsAlone(message)) return false;
  const isSame = before.author.id === message.author.id && before.author.name === message.author.name;
  const isSoon = tsMs(message.ts) - tsMs(before.ts) < COMPACT_MS;
  return isSame && isSoon && before.isEphemeral === message.isEphemeral;
}

/** What was said to the reader alone in a channel since: there Slack shows the answer to a press on a message that begins a thread. */
export function answerSince(messages: readonly ShownMessage[], sinceTs: string): ShownMessage | undefined {
  return messages.findLast(({ isEphemeral, ts }) => isEphemeral && ts > sinceTs);
}

function dayRow(message: ShownMessage, before: ShownMessage | undefined, layout: Layout): Row[] {
  const { tz, nowMs, isThread } = layout;
  const atMs = tsMs(message.ts);
  if (isThread || (before && dayKey(tsMs(before.ts), tz) === dayKey(atMs, tz))) return [];
  return [{ kind: 'day', key: `day ${message.ts}`, words: dayOf(atMs, nowMs, tz) }];
}

function isNew({ ts, author }: ShownMessage, { lineTs, meId }: Layout): boolean {
  return lineTs !== null && ts > lineTs && author.id !== meId;
}

/** What only one person sees is no reply: the number is the one below the first message in the channel. */
function repliesIn([, ...others]: readonly ShownMessage[]): number {
  return others.filter(({ isEphemeral }) => !isEphemeral).length;
}

export function rowsOf(messages: readonly ShownMessage[], layout: Layout): Row[] {
  const firstNew = messages.find((message) => isNew(message, layout));
  return messages.flatMap((message, place): Row[] => {
    const before = messages[place - 1];
    const above: Row[] = [
      ...dayRow(message, before, layout),
      ...(message === firstNew ? [{ kind: 'new' as const, key: 'new' }] : []),
      ...(layout.isThread && place === 1
        ? [{ kind: 'replies' as const, key: 'replies', count: repliesIn(messages) }]
        : []),
    ];
    const isCompact = above.length === 0 && goesOn(before, message);
    return [...above, { kind: 'message', key: message.ts, message, isCompact }];
  });
}
