/** What stands above a conversation: its name, who is in it, whether the bot is, and what can be done with it. */

import type { ChannelRow } from '../../live/protocol.js';
import { useSeat } from '../seat.js';
import { ChannelSign } from './channel-sign.js';
import { Icon } from './icons.js';
import { Members } from './members.js';
import { Menu, MenuItem } from './menu.js';
import { Popup } from './popup.js';
import { useAct } from './use-act.js';
import './channel.css';

export function ChannelHeader({ channel }: { channel: ChannelRow }) {
  const { lobby } = useSeat();
  const isChannel = channel.kind === 'public' || channel.kind === 'private';
  const { appName } = lobby;
  return (
    <header className="channel-header">
      <h2 className="channel-name">
        <ChannelSign channel={channel} /> {channel.name}
      </h2>
      {channel.isShared && (
        <span className="channel-fact channel-fact-shared">shared with another organization</span>
      )}
      {channel.isArchived && <span className="channel-fact">archived</span>}
      {isChannel && (
        <>
          <span className="channel-fact">
            <span className={channel.hasBot ? 'dot dot-on' : 'dot'} aria-hidden="true" />
            {channel.hasBot ? `${appName} is here` : `${appName} is not here`}
          </span>
          <Members channel={channel} />
          {channel.isMember && <ChannelMenu channel={channel} />}
        </>
      )}
    </header>
  );
}

function ChannelMenu({ channel }: { channel: ChannelRow }) {
  const act = useAct();
  return (
    <Popup label="More about this channel" face={<Icon name="more" />} className="icon-button">
      {(close) => (
        <Menu label={`#${channel.name}`}>
          <MenuItem
            isDangerous
            onChoose={() => {
              close();
              void act('leave', channel.id);
            }}
          >
            Leave channel
          </MenuItem>
        </Menu>
      )}
    </Popup>
  );
}
