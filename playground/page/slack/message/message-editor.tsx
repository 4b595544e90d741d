/** Changes what one said, where it stands. */
import { useState } from 'react';
import type { ShownMessage } from '../../../live/protocol.js';
import { useEscape } from '../../block-kit/keys.js';
import { useSeat } from '../../seat.js';
import { typedAgain } from '../composer/typed-again.js';
import { useAct } from '../use-act.js';

export function MessageEditor({ message, onDone }: { message: ShownMessage; onDone(): void }) {
  const { lobby } = useSeat();
  const act = useAct();
  const [text, setText] = useState(() => typedAgain(message.text, lobby.people));
  useEscape(onDone);
  const save = async () => {
    if (text.trim() === '') return;
    if ((await act('edit', message.channelId, message.ts, text)) !== undefined) onDone();
  };
  return (
    <form
      className="message-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        aria-label="Edit message"
        rows={Math.min(10, text.split('\n').length + 1)}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: whoever chose to edit wants to type
        autoFocus
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void save();
        }}
      />
      <div className="message-editor-foot">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="button button-go" disabled={text.trim() === ''}>
          Save
        </button>
      </div>
    </form>
  );
}
