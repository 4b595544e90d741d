/** A thread, beside its channel, or over it where there is no room for both. */
import { useState } from 'react';
import type { Screen } from '../../live/protocol.js';
import { useEscape } from '../block-kit/keys.js';
import { useSeat } from '../seat.js';
import { useOnRead } from './channel.js';
import { Composer } from './composer/composer.js';
import { Icon } from './icons.js';
import { MessageList } from './message/message-list.js';
import { answerSince } from './message/message-rows.js';
import { placeName } from './names.js';

export type ThreadProps = {
  place: NonNullable<Screen['place']>;
  threadTs: string;
  markTs: string | null;
  /** The focus goes to where one answers. */
  isTyping: boolean;
  onClose(): void;
};

const NOTHING = () => {};

export function Thread({ place, threadTs, markTs, isTyping, onClose }: ThreadProps) {
  const { as, lobby } = useSeat();
  const { channel, thread, readTs } = place;
  const onRead = useOnRead(channel.id);
  useEscape(onClose);
  const name = placeName(lobby, channel);
  const canAct = channel.isMember && !channel.isArchived;
  const key = `${as} ${channel.id} ${threadTs}`;
  return (
    <aside className="thread" aria-label="Thread">
      <header className="channel-header">
        <h2 className="channel-name">
          Thread <span className="thread-place">{name}</span>
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close thread"
          title="Close thread"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {thread && thread.length === 0 && (
        <p className="channel-beginning">This thread is not there any more.</p>
      )}
      {thread && thread.length > 0 && (
        <>
          <MessageList
            key={`list ${key}`}
            label={`Thread in ${name}`}
            messages={thread}
            readTs={readTs}
            markTs={markTs}
            isThread
            canAct={canAct}
            openThread={NOTHING}
            onRead={onRead}
          />
          <AnswerBeside key={`answer ${key}`} place={place} />
          {canAct && (
            <Composer
              key={`composer ${key}`}
              channelId={channel.id}
              threadTs={threadTs}
              placeName={name}
              isFocused={isTyping}
              canBroadcast={channel.kind === 'public' || channel.kind === 'private'}
            />
          )}
        </>
      )}
    </aside>
  );
}

/** Shown only while the thread hides its channel. */
function AnswerBeside({ place }: Pick<ThreadProps, 'place'>) {
  const { lobby, openPlace } = useSeat();
  const { channel, messages } = place;
  const [openedTs] = useState(() => messages.at(-1)?.ts ?? '');
  const answer = answerSince(messages, openedTs);
  if (!answer) return null;
  return (
    <div className="thread-answer" role="status">
      <span>{`An answer to you stands in ${placeName(lobby, channel)}.`}</span>
      <button type="button" className="button" onClick={() => openPlace(channel.id, answer.ts)}>
        Show it
      </button>
    </div>
  );
}
