/** Above a pane: who it is, whom one could be instead, and what their clock shows. */

import { peopleToBe } from '../../live/people-to-be.js';
import { useEscape } from '../block-kit/keys.js';
import { partOf } from '../people-words.js';
import { useSeat } from '../seat.js';
import { useClock } from '../stream.js';
import { timeOf } from '../times.js';
import { goIn } from '../where.js';
import type { Side } from '../where-hash.js';
import { Avatar } from './avatar.js';
import { Icon } from './icons.js';

export type PaneBarProps = { side: Side; isSidebarOpen: boolean; onSidebar(): void };

export function PaneBar({ side, isSidebarOpen, onSidebar }: PaneBarProps) {
  const { me, lobby } = useSeat();
  const nowMs = useClock();
  return (
    <header className="pane-bar">
      <button
        type="button"
        className="pane-menu"
        aria-label="Channels and people"
        aria-expanded={isSidebarOpen}
        onClick={onSidebar}
      >
        <Icon name="menu" />
      </button>
      {isSidebarOpen && <OnEscape close={onSidebar} />}
      <Avatar id={me.id} name={me.name} isSmall />
      <label className="pane-who">
        <span className="heard">You are</span>
        <select value={me.id} onChange={({ target }) => goIn(side, { as: nameOf(target.value) })}>
          {peopleToBe(lobby).map((person) => (
            <option key={person.id} value={person.id}>
              {person.name} · {partOf(person)}
            </option>
          ))}
        </select>
      </label>
      {nowMs !== null && (
        <span className="pane-time">
          {timeOf(nowMs, me.tz)} in {cityOf(me.tz)}
        </span>
      )}
    </header>
  );

  function nameOf(id: string): string {
    return lobby.people.find((person) => person.id === id)?.name ?? id;
  }
}

/** `America/New_York` is New York. */
function cityOf(tz: string): string {
  return (tz.split('/').at(-1) ?? tz).replaceAll('_', ' ');
}

function OnEscape({ close }: { close: () => void }) {
  useEscape(close);
  return null;
}
