/** Where one person can go: the app, their channels, their direct messages. */

import { useState } from 'react';
import type { ChannelRow } from '../../live/protocol.js';
import { useSeat } from '../seat.js';
import { BrowseSheet } from './browse-sheet.js';
import { Icon } from './icons.js';
import { Menu, MenuItem } from './menu.js';
import { isWithApp } from './names.js';
import { NewMessageSheet } from './new-message-sheet.js';
import { Popup } from './popup.js';
import { SidebarRow } from './sidebar-row.js';
import { useAct } from './use-act.js';
import './sidebar.css';

export type SidebarProps = {
  /** A channel's id, or `home`. */
  current: string | null;
  openPlace(place: string): void;
  openHome(): void;
};

export function Sidebar({ current, openPlace, openHome }: SidebarProps) {
  const { channels, lobby } = useSeat();
  const [sheet, setSheet] = useState<'browse' | 'message' | null>(null);
  const close = () => setSheet(null);
  const isShown = (channel: ChannelRow) =>
    (channel.isMember && !channel.isArchived) || channel.id === current;
  const rooms = channels.filter(({ kind }) => kind === 'public' || kind === 'private').filter(isShown);
  const direct = channels.filter(({ kind }) => kind === 'im' || kind === 'mpim');
  const withApp = direct.find((channel) => isWithApp(lobby, channel));
  const rows = (of: readonly ChannelRow[]) =>
    of.map((channel) => (
      <SidebarRow
        key={channel.id}
        channel={channel}
        isCurrent={channel.id === current}
        onOpen={() => openPlace(channel.id)}
      />
    ));
  return (
    <div className="sidebar">
      <h2 className="sidebar-team">{lobby.team.name}</h2>
      <Shortcuts />
      <nav aria-label="Apps">
        <h3 className="sidebar-title">Apps</h3>
        <SidebarApp
          unreadCount={withApp?.unreadCount ?? 0}
          isCurrent={current === 'home' || (withApp !== undefined && current === withApp.id)}
          onOpen={() => (withApp && withApp.unreadCount > 0 ? openPlace(withApp.id) : openHome())}
        />
      </nav>
      <nav aria-label="Channels">
        <h3 className="sidebar-title">Channels</h3>
        {rows(rooms)}
        <button type="button" className="sidebar-row sidebar-more" onClick={() => setSheet('browse')}>
          <Icon name="plus" /> Browse channels
        </button>
      </nav>
      <nav aria-label="Direct messages">
        <h3 className="sidebar-title">Direct messages</h3>
        {rows(direct.filter((channel) => !isWithApp(lobby, channel)))}
        <button type="button" className="sidebar-row sidebar-more" onClick={() => setSheet('message')}>
          <Icon name="plus" /> New message
        </button>
      </nav>
      {sheet === 'browse' && <BrowseSheet onClose={close} onOpen={openPlace} />}
      {sheet === 'message' && <NewMessageSheet onClose={close} onOpen={openPlace} />}
    </div>
  );
}

type SidebarAppProps = { unreadCount: number; isCurrent: boolean; onOpen(): void };

function SidebarApp({ unreadCount, isCurrent, onOpen }: SidebarAppProps) {
  const { lobby } = useSeat();
  const heard = unreadCount > 0 ? `${lobby.appName}, app, ${unreadCount} unread` : `${lobby.appName}, app`;
  return (
    <button
      type="button"
      className={unreadCount > 0 ? 'sidebar-row sidebar-unread' : 'sidebar-row'}
      aria-label={heard}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onOpen}
    >
      <Icon name="home" />
      <span className="sidebar-name">{lobby.appName}</span>
      {unreadCount > 0 && <span className="sidebar-badge">{unreadCount}</span>}
    </button>
  );
}

function Shortcuts() {
  const { lobby } = useSeat();
  const act = useAct();
  const shortcuts = lobby.shortcuts.filter(({ type }) => type === 'global');
  if (shortcuts.length === 0) return null;
  return (
    <Popup label="Shortcuts" face="⚡ Shortcuts" className="sidebar-row sidebar-shortcuts">
      {(close) => (
        <Menu label="Shortcuts">
          <p className="popup-title">{lobby.appName}</p>
          {shortcuts.map(({ callbackId, name }) => (
            <MenuItem
              key={callbackId}
              onChoose={() => {
                close();
                void act('shortcut', callbackId);
              }}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </Popup>
  );
}
