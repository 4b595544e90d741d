/** What stands under a message that has replies; it opens them. */
import type { ShownMessage } from '../../../live/protocol.js';
import { useSeat } from '../../seat.js';
import { momentOf, tsMs } from '../../times.js';
import { Avatar } from '../avatar.js';
import { nameIn } from '../names.js';

const FACES_MAX = 4;

export type ReplyBarProps = {
  message: ShownMessage;
  readTs: string | null;
  openThread(threadTs: string): void;
};

export function ReplyBar({ message, readTs, openThread }: ReplyBarProps) {
  const { me, lobby, nowMs } = useSeat();
  const { replies, ts } = message;
  if (!replies) return null;
  const isNew = readTs !== null && replies.latestTs > readTs;
  return (
    <button type="button" className="reply-bar" onClick={() => openThread(ts)}>
      <span className="reply-bar-faces">
        {replies.userIds.slice(0, FACES_MAX).map((id) => (
          <Avatar key={id} id={id} name={nameIn(lobby, id)} isSmall />
        ))}
      </span>
      <span className="reply-bar-count">{replies.count === 1 ? '1 reply' : `${replies.count} replies`}</span>
      {isNew && <span className="reply-bar-new">New</span>}
      <span className="reply-bar-last">last reply {momentOf(tsMs(replies.latestTs), nowMs, me.tz)}</span>
    </button>
  );
}
