/** The public channels that one is not in. */
import { useSeat } from '../seat.js';
import { CreateChannel } from './create-channel.js';
import { Sheet } from './sheet.js';
import { useAct } from './use-act.js';

export type BrowseSheetProps = { onClose(): void; onOpen(channelId: string): void };

export function BrowseSheet({ onClose, onOpen }: BrowseSheetProps) {
  const { channels, me } = useSeat();
  const act = useAct();
  const others = channels.filter(
    (channel) => channel.kind === 'public' && !channel.isMember && !channel.isArchived,
  );
  const open = (id: string) => {
    onClose();
    onOpen(id);
  };
  const join = async (id: string) => {
    if ((await act('join', id)) !== undefined) open(id);
  };
  return (
    <Sheet title="Browse channels" onClose={onClose}>
      {others.length === 0 && <p>You are in every channel that you can see.</p>}
      <ul className="sheet-list">
        {others.map(({ id, name, memberIds }) => (
          <li key={id}>
            <span className="sheet-list-name">
              <strong>#{name}</strong>{' '}
              <span className="sheet-note">
                {memberIds.length === 1 ? '1 member' : `${memberIds.length} members`}
              </span>
            </span>
            <button
              type="button"
              className="button"
              aria-label={`Look into #${name}`}
              onClick={() => open(id)}
            >
              Look
            </button>
            <button
              type="button"
              className="button button-go"
              aria-label={`Join #${name}`}
              onClick={() => void join(id)}
            >
              Join
            </button>
          </li>
        ))}
      </ul>
      {me.role !== 'guest' && me.role !== 'outsider' && <CreateChannel onCreated={open} />}
    </Sheet>
  );
}
