/** Who is in a channel, and how others come in. */
import type { ChannelRow } from '../../live/protocol.js';
import { useSeat } from '../seat.js';
import { Avatar } from './avatar.js';
import { nameIn } from './names.js';
import { Popup } from './popup.js';
import { useAct } from './use-act.js';

export function Members({ channel }: { channel: ChannelRow }) {
  const count = channel.memberIds.length;
  const label = count === 1 ? '1 member' : `${count} members`;
  return (
    <Popup label={label} className="button channel-members">
      {() => <MemberList channel={channel} />}
    </Popup>
  );
}

function MemberList({ channel }: { channel: ChannelRow }) {
  const { lobby } = useSeat();
  const act = useAct();
  const isIn = (id: string) => channel.memberIds.includes(id);
  const people = lobby.people.filter(({ isDeactivated }) => !isDeactivated);
  const invitable = people.filter(({ id }) => !isIn(id));
  return (
    <section className="members" aria-label={`Members of #${channel.name}`}>
      <h3>Members</h3>
      <ul>
        {people
          .filter(({ id }) => isIn(id))
          .map(({ id, role }) => (
            <li key={id}>
              <Avatar id={id} name={nameIn(lobby, id)} isSmall /> {nameIn(lobby, id)}{' '}
              {role === 'app' && <span className="message-app">APP</span>}
            </li>
          ))}
      </ul>
      {channel.isMember && invitable.length > 0 && (
        <>
          <h3>Add</h3>
          <ul>
            {invitable.map(({ id, role }) => (
              <li key={id}>
                <Avatar id={id} name={nameIn(lobby, id)} isSmall /> {nameIn(lobby, id)}{' '}
                {role === 'app' && <span className="message-app">APP</span>}
                <button
                  type="button"
                  className="button"
                  aria-label={`Add ${nameIn(lobby, id)}`}
                  onClick={() => void act('invite', channel.id, id)}
                >
                  Add
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
