/** Opens direct messages with a person, with several, or with the app. */
import { useState } from 'react';
import { useSeat } from '../seat.js';
import { Avatar } from './avatar.js';
import { nameIn } from './names.js';
import { Sheet } from './sheet.js';
import { useAct } from './use-act.js';

export type NewMessageSheetProps = { onClose(): void; onOpen(channelId: string): void };

export function NewMessageSheet({ onClose, onOpen }: NewMessageSheetProps) {
  const { as, lobby } = useSeat();
  const act = useAct();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const people = lobby.people.filter(({ id, isDeactivated }) => id !== as && !isDeactivated);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const onSubmit = async () => {
    onClose();
    const channelId = await act<string>('groupWith', chosen);
    if (channelId !== undefined) onOpen(channelId);
  };
  return (
    <Sheet
      title="New message"
      onClose={onClose}
      submit={{ label: 'Open', isDisabled: chosen.length === 0, onSubmit: () => void onSubmit() }}
    >
      <p className="sheet-note">To one, or to several as a group.</p>
      <ul className="sheet-list">
        {people.map(({ id, realName, role }) => (
          <li key={id}>
            <label className="sheet-choice">
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              <Avatar id={id} name={nameIn(lobby, id)} isSmall />
              {nameIn(lobby, id)} <span className="sheet-note">{role === 'app' ? 'app' : realName}</span>
            </label>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
