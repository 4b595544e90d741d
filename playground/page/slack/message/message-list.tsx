/** The messages of a channel or of a thread, oldest first. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { ShownMessage } from '../../../live/protocol.js';
import { Boundary } from '../../boundary.js';
import { useSeat } from '../../seat.js';
import { Message } from './message.js';
import { type Row, rowsOf } from './message-rows.js';
import { useScroll } from './use-scroll.js';
import './message-list.css';

export type MessageListProps = {
  label: string;
  messages: readonly ShownMessage[];
  /** Up to where its reader has read, by now. */
  readTs: string | null;
  markTs: string | null;
  isThread: boolean;
  canAct: boolean;
  openThread(threadTs: string): void;
  /** They have seen all of it. */
  onRead(ts: string): void;
  /** What stands above the first message. */
  children?: ReactNode;
};

/** A component is one reader's look at one conversation: another one has another `key`. */
export function MessageList(props: MessageListProps) {
  const { label, messages, readTs, markTs, isThread, onRead } = props;
  const { as, me, nowMs } = useSeat();
  // Where the new ones began when this look began: reading them does not take the line away.
  const [lineTs] = useState(() => (isThread || !hasNews(messages, readTs, as) ? null : readTs));
  const { list, content, isAtEnd, onScroll, toEnd } = useScroll(markTs);
  const newestTs = messages.findLast(({ isEphemeral }) => !isEphemeral)?.ts;
  const unseen = useUnseen(messages, isAtEnd, as);
  const rows = useMemo(
    () => rowsOf(messages, { tz: me.tz, nowMs, meId: as, lineTs, isThread }),
    [messages, me.tz, nowMs, as, lineTs, isThread],
  );
  const myNewestTs = messages.findLast(({ author }) => author.id === as)?.ts;

  const saidTs = useRef(myNewestTs);
  // Whoever says something wants to see it.
  useEffect(() => {
    if (saidTs.current !== myNewestTs) toEnd();
    saidTs.current = myNewestTs;
  }, [myNewestTs, toEnd]);
  useEffect(() => {
    if (isAtEnd && newestTs !== undefined && newestTs > (readTs ?? '')) onRead(newestTs);
  }, [isAtEnd, newestTs, readTs, onRead]);

  return (
    <div className="message-list">
      <div className="message-list-scroll" role="log" aria-label={label} ref={list} onScroll={onScroll}>
        <div ref={content}>
          {props.children}
          {rows.map((row) => (
            <ShownRow key={row.key} row={row} {...props} />
          ))}
        </div>
      </div>
      {unseen > 0 && (
        <button type="button" className="message-list-unseen" onClick={toEnd}>
          ↓ {unseen === 1 ? '1 new message' : `${unseen} new messages`}
        </button>
      )}
    </div>
  );
}

function hasNews(messages: readonly ShownMessage[], readTs: string | null, as: string): boolean {
  return messages.some(({ ts, author }) => ts > (readTs ?? '') && author.id !== as);
}

/** How many came from others below what one looks at. */
function useUnseen(messages: readonly ShownMessage[], isAtEnd: boolean, as: string): number {
  const lastTs = messages.at(-1)?.ts ?? '';
  const [seenTs, setSeenTs] = useState(lastTs);
  useEffect(() => {
    if (isAtEnd) setSeenTs(lastTs);
  }, [isAtEnd, lastTs]);
  if (isAtEnd) return 0;
  return messages.filter(({ ts, author }) => ts > seenTs && author.id !== as).length;
}

function ShownRow({ row, ...props }: MessageListProps & { row: Row }) {
  switch (row.kind) {
    case 'day':
      return <h3 className="message-day">{row.words}</h3>;
    case 'new':
      return (
        <p className="message-new" data-line>
          New
        </p>
      );
    case 'replies':
      return <p className="message-replies">{row.count === 1 ? '1 reply' : `${row.count} replies`}</p>;
    case 'message':
      return (
        <Boundary what="this message" of={row.message}>
          <Message
            message={row.message}
            isCompact={row.isCompact}
            isMarked={row.message.ts === props.markTs}
            isInThread={props.isThread}
            canAct={props.canAct}
            readTs={props.readTs}
            openThread={props.openThread}
          />
        </Boundary>
      );
  }
}
