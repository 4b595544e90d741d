/** Menus whose choices the app gives for what is typed. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { asText } from '../../../workspace/json.js';
import { useElement } from '../acting.js';
import { useConfirm } from '../confirm.js';
import { intoView } from '../into-view.js';
import { useEscape } from '../keys.js';
import { plainWords } from '../plain-text.js';
import { Chips } from './chips.js';
import type { ElementProps } from './element-props.js';
import { asChoosable, type Choosable, heldChoices } from './options.js';

/** Slack's own, where the element says nothing: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const QUERY_LENGTH_MIN = 3;
/** Nobody means every letter on the way. */
const TYPING_MS = 150;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The newest answer wins, however the answers come. */
function useSuggestions(
  query: string,
  isOpen: boolean,
  min: number,
  suggest: (query: string) => Promise<readonly { [key: string]: unknown }[]>,
): readonly Choosable[] | null {
  const [found, setFound] = useState<readonly Choosable[] | null>(null);
  const ask = useRef(suggest);
  ask.current = suggest;
  useEffect(() => {
    setFound(null);
    if (!isOpen || [...query].length < min) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const options = await ask.current(query);
      if (isCurrent) setFound(options.map(asChoosable));
    }, TYPING_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query, isOpen, min]);
  return found;
}

export function ExternalSelect({ element, within, id, isOptional }: ElementProps) {
  const { enter, held, suggest } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const listId = useId();
  const isMany = asText(element.type).startsWith('multi_');
  const min = typeof element.min_query_length === 'number' ? element.min_query_length : QUERY_LENGTH_MIN;
  const found = useSuggestions(query, isOpen, min, suggest);
  const chosen = heldChoices(held, []);
  const values = chosen.map(({ value }) => value);
  const choose = (value: string) => {
    setOpen(false);
    setQuery('');
    ask(() => void enter(isMany ? [...values, value] : value));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const count = found?.length ?? 0;
    if (event.key === 'Enter' && isOpen) {
      // It chooses, and does not send the form.
      event.preventDefault();
      const meant = found?.[at];
      if (meant) choose(meant.value);
    } else if (step !== undefined) {
      event.preventDefault();
      if (isOpen && count > 0) setAt((at + step + count) % count);
      setOpen(true);
    }
  };
  const remove = (value: string) => {
    const left = values.filter((one) => one !== value);
    void enter(isMany ? left : null);
  };
  const placeholder = plainWords(element.placeholder) || 'Type to search';
  const canRemove = isMany || isOptional || !within.isInput;
  return (
    <div className="kit-many">
      {canRemove ? (
        <Chips chosen={chosen} onRemove={remove} />
      ) : (
        chosen.map(({ value, label }) => (
          <span className="kit-chip" key={value}>
            {label}
          </span>
        ))
      )}
      <input
        id={id}
        className="kit-text"
        role="combobox"
        aria-expanded={isOpen}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={isOpen && found?.[at] ? `${listId}-${at}` : undefined}
        aria-label={id === undefined ? placeholder : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        // Not with the focus, which a form gives to its first field: Escape is to close the form then.
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      {isOpen && <Found {...{ listId, at, found, query, min, choose }} close={() => setOpen(false)} />}
      {dialog}
    </div>
  );
}

type FoundProps = {
  listId: string;
  /** Which of them Enter chooses. */
  at: number;
  found: readonly Choosable[] | null;
  query: string;
  min: number;
  choose: (value: string) => void;
  close: () => void;
};

function Found({ listId, at, found, query, min, choose, close }: FoundProps) {
  useEscape(close);
  const missing = min - [...query].length;
  if (missing > 0)
    return <p className="kit-hint">{`Type ${missing} more ${missing === 1 ? 'letter' : 'letters'}.`}</p>;
  if (found === null) return <p className="kit-hint">Looking …</p>;
  if (found.length === 0) return <p className="kit-hint">Nothing was found.</p>;
  return (
    <div className="menu" role="listbox" id={listId} ref={intoView}>
      {found.map(({ value, label }, place) => (
        <button
          type="button"
          role="option"
          id={`${listId}-${place}`}
          aria-selected={place === at}
          ref={place === at ? intoView : undefined}
          tabIndex={-1}
          key={value}
          // Before the field loses the focus, which closes the list.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
