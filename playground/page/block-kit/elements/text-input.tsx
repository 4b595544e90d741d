/**
 * Fields to type into. What is typed is in the workspace a moment later, and at the latest before the form is sent. What is too long is said
 * then: a field that takes no more would cut what is pasted into it.
 */
import { useEffect, useRef, useState } from 'react';
import { asObject, asText, asTexts } from '../../../workspace/json.js';
import { useElement } from '../acting.js';
import { plainWords } from '../plain-text.js';
import { usePending } from '../typing.js';
import type { ElementProps } from './element-props.js';

const TYPES: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
};

/** What stands in the field: what was typed here, and what the app set there in between. */
function useTyped(known: string, enter: (typed: string) => Promise<void>, isTold: boolean) {
  const [typed, setTyped] = useState(known);
  const told = useRef(known);
  useEffect(() => {
    if (known !== told.current) {
      told.current = known;
      setTyped(known);
    }
  }, [known]);
  const pending = usePending(async (value: string) => {
    if (value === told.current) return;
    told.current = value;
    await enter(value);
  });
  const type = (value: string) => {
    setTyped(value);
    if (isTold) pending.soon(value);
    else pending.hold(value);
  };
  return { typed, type, flush: pending.flush };
}

export function TextInput({ element, within, id, label }: ElementProps) {
  const { enter, held } = useElement(element, within);
  const isDispatching = within.isInput && element.dispatches === true;
  const triggers = asTexts(asObject(element.dispatch_action_config).trigger_actions_on);
  const isTold = !isDispatching || triggers.includes('on_character_entered');
  const field = useTyped(asText(held.value), (value) => enter(value === '' ? null : value), isTold);
  const shared = {
    id,
    className: 'kit-text',
    'aria-label': id === undefined ? label : undefined,
    placeholder: plainWords(element.placeholder),
    value: field.typed,
    autoFocus: element.focus_on_load === true,
    onBlur: () => void field.flush(),
  };
  if (element.multiline === true) {
    return <textarea {...shared} rows={4} onChange={(event) => field.type(event.target.value)} />;
  }
  return (
    <input
      {...shared}
      type={TYPES[asText(element.type)] ?? 'text'}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      onChange={(event) => field.type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isDispatching) {
          event.preventDefault();
          void field.flush();
        }
      }}
    />
  );
}
