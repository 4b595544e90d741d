/** What is open in a pane: the app's Home, a conversation, a thread beside it. */
import { useCallback, useEffect, useState } from 'react';
import { useSeat } from '../seat.js';
import { goIn } from '../where.js';
import { HOME, type Side, type Spot } from '../where-hash.js';
import { AppPlace, Home } from './app-place.js';
import { Channel, Conversation } from './channel.js';
import { isWithApp } from './names.js';
import { Thread } from './thread.js';
import { useAct } from './use-act.js';
import type { Looked } from './use-screen.js';

export type PanePlaceProps = { side: Side; spot: Spot; looked: Looked; openHome(): void };

/** Until the answer to a new look is there, what stood there before stays. */
export function PanePlace({ side, spot, looked, openHome }: PanePlaceProps) {
  const { screen, look } = looked;
  const { place } = screen;
  // Whoever opens a thread wants to answer; whoever comes by a link or a reload, to read.
  const [typingIn, setTypingIn] = useState<string | null>(null);
  const openThread = useCallback(
    (thread: string) => {
      setTypingIn(thread);
      goIn(side, { thread, mark: null });
    },
    [side],
  );
  const closeThread = useCallback(() => goIn(side, { thread: null, mark: null }), [side]);
  const app = useAppTab(side, spot);
  const unreadCount = app.channel?.unreadCount ?? 0;
  const thread = spot.thread !== null && look.thread !== null && place?.thread && (
    <Thread
      place={place}
      threadTs={look.thread}
      markTs={spot.mark}
      isTyping={typingIn === look.thread}
      onClose={closeThread}
    />
  );

  if (app.tab !== null) {
    return (
      <>
        <AppPlace tab={app.tab} unreadCount={unreadCount} openHome={openHome} openMessages={app.openMessages}>
          {app.tab === 'home' && <Home view={screen.home} />}
          {app.tab === 'messages' && place && place.channel.id === app.channel?.id && (
            <Conversation {...place} markTs={spot.mark} openThread={openThread} />
          )}
        </AppPlace>
        {app.tab === 'messages' && thread}
      </>
    );
  }
  if (!place) return <div className="channel" />;
  return (
    <>
      <Channel place={place} markTs={spot.mark} openThread={openThread} />
      {thread}
    </>
  );
}

/** Which of the app's tabs is open, if one is; the app is told of each look, as by Slack. */
function useAppTab(side: Side, spot: Spot) {
  const { channels, lobby } = useSeat();
  const act = useAct();
  const channel = channels.find((one) => isWithApp(lobby, one));
  const isMessages = channel !== undefined && spot.place === channel.id;
  const tab = spot.place === HOME ? ('home' as const) : isMessages ? ('messages' as const) : null;
  useEffect(() => {
    if (tab !== null) void act('openHome', tab);
  }, [tab, act]);
  const openMessages = async () => {
    const id = await act<string>('dm');
    if (id !== undefined) goIn(side, { place: id });
  };
  return { tab, channel, openMessages: () => void openMessages() };
}
