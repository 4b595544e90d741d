/** A few emoji to press, and a field for the name of any other. */
import { useState } from 'react';
import { emojiOf } from '../../block-kit/emoji.js';
import './emoji-picker.css';

const COMMON = ['eyes', 'white_check_mark', 'ticket', '+1', 'raised_hands', 'heart', 'tada', 'pray'];

export function EmojiPicker({ onPick }: { onPick(name: string): void }) {
  const [typed, setTyped] = useState('');
  const name = typed.trim().toLowerCase().replaceAll(':', '');
  const isName = /^[a-z0-9_+'-]+$/.test(name);
  return (
    <form
      className="emoji-picker"
      onSubmit={(event) => {
        event.preventDefault();
        if (isName) onPick(name);
      }}
    >
      <div className="emoji-picker-common">
        {COMMON.map((common) => (
          <button
            key={common}
            type="button"
            aria-label={common}
            title={`:${common}:`}
            onClick={() => onPick(common)}
          >
            {emojiOf(common)}
          </button>
        ))}
      </div>
      <label>
        Another, by its name
        <input value={typed} placeholder="rocket" onChange={({ target }) => setTyped(target.value)} />
      </label>
      <button type="submit" className="button" disabled={!isName}>
        React {isName && emojiOf(name)}
      </button>
    </form>
  );
}
