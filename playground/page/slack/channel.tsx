/** One conversation: what it is, what was said in it, and where one goes on. */
import { useCallback } from 'react';
import type { ChannelRow, Screen } from '../../live/protocol.js';
import { tell } from '../ask.js';
import { useSeat } from '../seat.js';
import { ChannelHeader } from './channel-header.js';
import { Composer } from './composer/composer.js';
import { MessageList } from './message/message-list.js';
import { placeName } from './names.js';
import { useAct } from './use-act.js';

export type ChannelProps = {
  place: NonNullable<Screen['place']>;
  markTs: string | null;
  openThread(threadTs: string): void;
};

export function useOnRead(channelId: string): (ts: string) => void {
  const { as } = useSeat();
  return useCallback(
    (ts) => {
      // Where nobody answers, the stream says so.
      tell('read', { as, channel: channelId, ts }).catch(() => {});
    },
    [as, channelId],
  );
}

export function Channel({ place, markTs, openThread }: ChannelProps) {
  const { channel, messages, readTs } = place;
  return (
    <div className="channel">
      <ChannelHeader channel={channel} />
      <Conversation
        channel={channel}
        messages={messages}
        readTs={readTs}
        markTs={markTs}
        openThread={openThread}
      />
    </div>
  );
}

type ConversationProps = Omit<ChannelProps, 'place'> & NonNullable<Pick<Screen, 'place'>['place']>;

/** Without a header: the Messages tab of the app has another one. */
export function Conversation(props: Omit<ConversationProps, 'thread'>) {
  const { channel, messages, readTs, markTs, openThread } = props;
  const { as, lobby } = useSeat();
  const onRead = useOnRead(channel.id);
  const name = placeName(lobby, channel);
  const canAct = channel.isMember && !channel.isArchived;
  return (
    <>
      <MessageList
        key={`list ${as} ${channel.id}`}
        label={`Messages in ${name}`}
        messages={messages}
        readTs={readTs}
        markTs={markTs}
        isThread={false}
        canAct={canAct}
        openThread={openThread}
        onRead={onRead}
      >
        <Beginning channel={channel} />
      </MessageList>
      {canAct ? (
        <Composer
          key={`composer ${as} ${channel.id}`}
          channelId={channel.id}
          threadTs={null}
          placeName={name}
          isFocused={false}
          canBroadcast={false}
        />
      ) : (
        <Closed channel={channel} />
      )}
    </>
  );
}

function Beginning({ channel }: { channel: ChannelRow }) {
  const { lobby } = useSeat();
  const name = placeName(lobby, channel);
  const isChannel = channel.kind === 'public' || channel.kind === 'private';
  return (
    <p className="channel-beginning">
      {isChannel
        ? `This is the beginning of ${name}.`
        : `This is the beginning of your direct messages with ${name}.`}
    </p>
  );
}

function Closed({ channel }: { channel: ChannelRow }) {
  const act = useAct();
  const { lobby } = useSeat();
  const name = placeName(lobby, channel);
  if (channel.isArchived) {
    return (
      <div className="composer-closed">
        <p>{name} is archived: it can be read, and nothing can be said in it.</p>
      </div>
    );
  }
  return (
    <div className="composer-closed">
      <p>
        You are looking at <strong>{name}</strong>, and are not in it.
      </p>
      <button type="button" className="button button-go" onClick={() => void act('join', channel.id)}>
        Join channel
      </button>
    </div>
  );
}
