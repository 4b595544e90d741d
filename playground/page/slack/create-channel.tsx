/** Creates a channel, as Slack's "Create a channel" does. */
import { useState } from 'react';
import { useAct } from './use-act.js';

/** Slack's rule for names of channels. */
const NAME = /^[a-z0-9_-]{1,80}$/;

export function CreateChannel({ onCreated }: { onCreated(channelId: string): void }) {
  const act = useAct();
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const wanted = name.trim().replace(/^#/, '');
  const isName = NAME.test(wanted);
  const create = async () => {
    const channelId = await act<string>('createChannel', wanted, { isPrivate });
    if (channelId !== undefined) onCreated(channelId);
  };
  return (
    <fieldset className="sheet-part">
      <legend>Create a channel</legend>
      <label>
        Name
        <input
          value={name}
          placeholder="small letters, digits, - and _"
          onChange={({ target }) => setName(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isName) void create();
          }}
        />
      </label>
      <label className="sheet-choice">
        <input type="checkbox" checked={isPrivate} onChange={({ target }) => setPrivate(target.checked)} />
        Private: only who is invited can see it
      </label>
      <button type="button" className="button" disabled={!isName} onClick={() => void create()}>
        Create
      </button>
    </fieldset>
  );
}
