/** Where a person types: Enter sends, Shift+Enter begins a line, `/`, `@` and `#` offer what there is. */

import { type DragEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { readFiles } from '../../attached.js';
import { useSeat } from '../../seat.js';
import { Icon } from '../icons.js';
import { AttachButton, AttachedFiles } from './composer-files.js';
import { useDraft } from './drafts.js';
import { hintFor } from './suggest.js';
import { SuggestionList } from './suggestion-list.js';
import { useSend } from './use-send.js';
import { useSuggestions } from './use-suggestions.js';
import './composer.css';

export type ComposerProps = {
  channelId: string;
  threadTs: string | null;
  /** `#it-help`, `Ana` */
  placeName: string;
  /** A thread's replies can be sent to its channel, too. */
  canBroadcast: boolean;
  /** It has the focus from the beginning. */
  isFocused: boolean;
};

const ROWS_MAX = 12;

export function Composer({ channelId, threadTs, placeName, canBroadcast, isFocused }: ComposerProps) {
  const { as, lobby } = useSeat();
  const { draft, change, take, putBack } = useDraft(`${as} ${channelId} ${threadTs ?? ''}`);
  const [isBroadcast, setBroadcast] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const send = useSend();
  const suggesting = useSuggestions(draft.text, area, (text) => change({ text }));
  const label = threadTs === null ? `Message ${placeName}` : 'Reply';
  const isEmpty = draft.text.trim() === '' && draft.files.length === 0;

  const submit = async () => {
    if (isEmpty) return;
    suggesting.close();
    const held = take();
    setBroadcast(false);
    if (!(await send(held, { channelId, threadTs, isBroadcast }))) putBack(held);
  };
  const attach = async (files: Iterable<File>) => {
    const read = await readFiles(files);
    change((held) => ({ files: [...held.files, ...read] }));
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || suggesting.onKeyDown(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submit();
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void attach(event.dataTransfer.files);
  };
  const hint = threadTs === null ? hintFor(draft.text, lobby) : null;

  return (
    <form
      className="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {suggesting.suggestions && (
        <SuggestionList
          id={listId}
          suggestions={suggesting.suggestions}
          at={suggesting.at}
          onChoose={suggesting.choose}
        />
      )}
      <div className="composer-box">
        <textarea
          ref={area}
          // biome-ignore lint/a11y/noAutofocus: whoever pressed "Reply" wants to type
          autoFocus={isFocused}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={suggesting.suggestions !== null}
          aria-controls={listId}
          aria-activedescendant={suggesting.suggestions ? `${listId}-${suggesting.at}` : undefined}
          placeholder={threadTs === null ? label : 'Reply …'}
          rows={Math.min(ROWS_MAX, draft.text.split('\n').length)}
          value={draft.text}
          onChange={({ target }) => {
            change({ text: target.value });
            suggesting.look();
          }}
          onSelect={suggesting.look}
          onBlur={suggesting.close}
          onKeyDown={onKeyDown}
        />
        <AttachedFiles files={draft.files} onChange={(files) => change({ files })} />
        <div className="composer-foot">
          <AttachButton onAttach={(files) => void attach(files)} />
          {canBroadcast && (
            <label className="composer-broadcast">
              <input
                type="checkbox"
                checked={isBroadcast}
                onChange={({ target }) => setBroadcast(target.checked)}
              />
              Also send to {placeName}
            </label>
          )}
          <span className="composer-space" />
          <button
            type="submit"
            className="composer-send"
            aria-label="Send"
            title="Send (Enter)"
            disabled={isEmpty}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
      <p className="composer-hint" aria-live="polite">
        {hint}
      </p>
    </form>
  );
}
