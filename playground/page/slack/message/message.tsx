/** One message as its reader sees it. */
import { memo, useRef, useState } from 'react';
import type { ShownMessage } from '../../../live/protocol.js';
import { Blocks } from '../../block-kit/blocks.js';
import { useKeptFocus } from '../../block-kit/focus.js';
import { Mrkdwn } from '../../block-kit/mrkdwn.js';
import { useSeat } from '../../seat.js';
import { timeOf, tsMs } from '../../times.js';
import { Avatar } from '../avatar.js';
import { Icon } from '../icons.js';
import { authorIn } from '../names.js';
import { Attachments } from './attachments.js';
import { MessageActions } from './message-actions.js';
import { MessageEditor } from './message-editor.js';
import { Files } from './message-files.js';
import { isNotice } from './message-rows.js';
import { Reactions } from './reactions.js';
import { ReplyBar } from './reply-bar.js';
import './message.css';

export type MessageProps = {
  message: ShownMessage;
  /** Under the name of the message before. */
  isCompact: boolean;
  /** A link led here. */
  isMarked: boolean;
  isInThread: boolean;
  /** Whether the reader is in the channel. */
  canAct: boolean;
  /** What they have not read of the channel begins after it. */
  readTs: string | null;
  openThread(threadTs: string): void;
};

export const Message = memo(function Message(props: MessageProps) {
  const { message, isCompact, isMarked, isInThread } = props;
  const { me, lobby } = useSeat();
  const [isEditing, setEditing] = useState(false);
  const box = useRef<HTMLElement>(null);
  const kept = useKeptFocus(box);
  const name = message.isTombstone ? 'Slackbot' : authorIn(lobby, message.author);
  const time = timeOf(tsMs(message.ts), me.tz);
  const classes = [
    'message',
    isCompact ? 'message-compact' : '',
    isMarked ? 'message-marked' : '',
    message.isEphemeral ? 'message-ephemeral' : '',
  ];
  return (
    <article
      className={classes.join(' ')}
      aria-label={`message of ${name}`}
      aria-current={isMarked ? 'true' : undefined}
      data-ts={message.ts}
      ref={box}
      tabIndex={-1}
      {...kept}
    >
      <div className="message-margin">
        <Margin message={message} name={name} time={time} isCompact={isCompact} />
      </div>
      <div className="message-main">
        {message.isEphemeral && <p className="message-note">👁 Only visible to you</p>}
        {message.isBroadcast && <BroadcastNote {...props} />}
        {!isCompact && !message.isTombstone && <Author message={message} name={name} time={time} />}
        {isEditing ? (
          <MessageEditor message={message} onDone={() => setEditing(false)} />
        ) : (
          <Said {...props} />
        )}
      </div>
      {!isEditing && !message.isTombstone && (
        <MessageActions
          message={message}
          isInThread={isInThread}
          canAct={props.canAct}
          openThread={props.openThread}
          onEdit={() => setEditing(true)}
        />
      )}
    </article>
  );
});

type MarginProps = { message: ShownMessage; name: string; time: string; isCompact: boolean };

function Margin({ message, name, time, isCompact }: MarginProps) {
  if (message.isTombstone) {
    return (
      <span className="avatar avatar-gone">
        <Icon name="close" />
      </span>
    );
  }
  if (!isCompact) return <Avatar id={message.author.id} name={name} />;
  return <time className="message-side-time">{time.replace(/ [AP]M$/, '')}</time>;
}

function Author({ message, name, time }: { message: ShownMessage; name: string; time: string }) {
  const { author } = message;
  return (
    <div className="message-head">
      <span className="message-author">{name}</span>
      {author.isBot && <span className="message-app">APP</span>}
      <time className="message-time">{time}</time>
    </div>
  );
}

function BroadcastNote({ message, isInThread, openThread }: MessageProps) {
  if (isInThread) return <p className="message-note">Also sent to the channel</p>;
  return (
    <p className="message-note">
      replied to a thread:{' '}
      <button type="button" className="link" onClick={() => openThread(message.threadTs ?? message.ts)}>
        View thread
      </button>
    </p>
  );
}

function Said(props: MessageProps) {
  const { message, isInThread, openThread, readTs } = props;
  if (message.isTombstone) {
    return (
      <>
        <p className="message-gone">This message was deleted.</p>
        {!isInThread && <ReplyBar message={message} readTs={readTs} openThread={openThread} />}
      </>
    );
  }
  return (
    <>
      <Words message={message} />
      <Files files={message.files} />
      <Attachments message={message} />
      <Reactions message={message} canAct={props.canAct && !message.isEphemeral} />
      {!isInThread && <ReplyBar message={message} readTs={readTs} openThread={openThread} />}
    </>
  );
}

function Words({ message }: { message: ShownMessage }) {
  const { channelId, ts, text, blocks, chosen, isEdited, author } = message;
  const isPlain = isNotice(message) || message.subtype === 'me_message';
  // People type marks, as `*bold*`, which the blocks beside their text do not know. Of blocks Slack does not say that they were edited.
  const shownBlocks = author.isBot ? blocks : [];
  if (shownBlocks.length === 0 && text === '') return null;
  return (
    <div className={isPlain ? 'message-words message-notice' : 'message-words'}>
      {shownBlocks.length > 0 ? (
        <Blocks blocks={shownBlocks} target={{ channel: channelId, ts }} values={chosen} kind="message" />
      ) : (
        <Mrkdwn text={text} tail={isEdited && <span className="message-edited">(edited)</span>} />
      )}
    </div>
  );
}
