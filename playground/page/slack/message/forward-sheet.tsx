/** Forwards a message to a channel or a person. */
import { useState } from 'react';
import type { ShownMessage } from '../../../live/protocol.js';
import { useSeat } from '../../seat.js';
import { nameIn } from '../names.js';
import { Sheet } from '../sheet.js';
import { useAct } from '../use-act.js';

export function ForwardSheet({ message, onClose }: { message: ShownMessage; onClose(): void }) {
  const { as, channels, lobby, say } = useSeat();
  const act = useAct();
  const [to, setTo] = useState('');
  const [words, setWords] = useState('');
  const rooms = channels.filter(
    (channel) => channel.isMember && !channel.isArchived && channel.kind !== 'im',
  );
  const people = lobby.people.filter(({ id, isDeactivated }) => id !== as && !isDeactivated);
  const onSubmit = async () => {
    onClose();
    const done = await act('forward', message.channelId, message.ts, to, words);
    if (done !== undefined) say('Message forwarded');
  };
  return (
    <Sheet
      title="Forward this message"
      onClose={onClose}
      submit={{ label: 'Forward', isDisabled: to === '', onSubmit: () => void onSubmit() }}
    >
      <label>
        To
        <select value={to} onChange={({ target }) => setTo(target.value)}>
          <option value="">Choose a channel or a person</option>
          <optgroup label="Channels">
            {rooms.map(({ id, kind, name }) => (
              <option key={id} value={id}>
                {kind === 'mpim' ? name : `#${name}`}
              </option>
            ))}
          </optgroup>
          <optgroup label="People">
            {people.map(({ id, role }) => (
              <option key={id} value={`@${id}`}>
                {nameIn(lobby, id)}
                {role === 'app' && ' (app)'}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label>
        Add a message, if you like
        <textarea rows={3} value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
    </Sheet>
  );
}
