/** The app's own place: its Home, and beside it the direct messages with it. */
import type { ReactNode } from 'react';
import type { ShownView } from '../../live/protocol.js';
import { Blocks } from '../block-kit/blocks.js';
import { useSeat } from '../seat.js';
import { Avatar } from './avatar.js';

export type AppPlaceProps = {
  tab: 'home' | 'messages';
  unreadCount: number;
  openHome(): void;
  openMessages(): void;
  children: ReactNode;
};

export function AppPlace({ tab, unreadCount, openHome, openMessages, children }: AppPlaceProps) {
  const { lobby } = useSeat();
  return (
    <div className="channel">
      <h2 className="app-name channel-name">
        <Avatar id={lobby.botUserId} name={lobby.appName} isSmall /> {lobby.appName}
      </h2>
      <div className="tabs" role="tablist" aria-label={lobby.appName}>
        <Tab isSelected={tab === 'home'} onSelect={openHome}>
          Home
        </Tab>
        <Tab isSelected={tab === 'messages'} onSelect={openMessages}>
          Messages{unreadCount > 0 && tab === 'home' ? ` (${unreadCount})` : ''}
        </Tab>
      </div>
      {children}
    </div>
  );
}

type TabProps = { isSelected: boolean; onSelect(): void; children: ReactNode };

function Tab({ isSelected, onSelect, children }: TabProps) {
  return (
    <button type="button" role="tab" className="tab" aria-selected={isSelected} onClick={onSelect}>
      {children}
    </button>
  );
}

export function Home({ view }: { view: ShownView | null }) {
  const { lobby } = useSeat();
  return (
    <div className="home" role="tabpanel" aria-label="Home">
      {view ? (
        <Blocks
          blocks={view.blocks}
          target={{ viewId: view.id }}
          values={view.values}
          errors={view.errors}
          kind="home"
        />
      ) : (
        <p className="channel-beginning">
          {lobby.appName} has not shown anything here yet. It does in a moment.
        </p>
      )}
    </div>
  );
}
