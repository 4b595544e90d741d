/** A conversation in the sidebar: bold with what is unread, with a number where it is for the person. */
import type { ChannelRow } from '../../live/protocol.js';
import { useSeat } from '../seat.js';
import { Avatar } from './avatar.js';
import { ChannelSign, heardName } from './channel-sign.js';

export type SidebarRowProps = { channel: ChannelRow; isCurrent: boolean; onOpen(): void };

export function SidebarRow({ channel, isCurrent, onOpen }: SidebarRowProps) {
  const { as } = useSeat();
  const { kind, name, unreadCount, isPressing, isShared, isMember, memberIds } = channel;
  const other = memberIds.find((id) => id !== as) ?? as;
  return (
    <button
      type="button"
      className={unreadCount > 0 ? 'sidebar-row sidebar-unread' : 'sidebar-row'}
      aria-label={heardName(channel)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onOpen}
    >
      {kind === 'im' ? <Avatar id={other} name={name} isSmall /> : <ChannelSign channel={channel} />}
      <span className="sidebar-name">{name}</span>
      {isShared && <span title="shared with another organization">⇄</span>}
      {!isMember && <span className="sidebar-note">not joined</span>}
      {unreadCount > 0 && (
        <span className={isPressing ? 'sidebar-badge' : 'sidebar-count'}>{unreadCount}</span>
      )}
    </button>
  );
}
