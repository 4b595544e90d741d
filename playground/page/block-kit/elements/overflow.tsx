/** The menu of three dots. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { asObjects, asText } from '../../../workspace/json.js';
import { useElement } from '../acting.js';
import { useConfirm } from '../confirm.js';
import { focusNext, useFocusWithin } from '../focus.js';
import { intoView } from '../into-view.js';
import { useEscape } from '../keys.js';
import { isAddress } from '../mrkdwn-atoms.js';
import { PlainText } from '../plain-text.js';
import type { ElementProps } from './element-props.js';

export function Overflow({ element, within }: ElementProps) {
  const { isBusy, enter } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  const [isOpen, setOpen] = useState(false);
  const choose = (value: string, url: string) => {
    setOpen(false);
    ask(() => {
      if (isAddress(url)) window.open(url, '_blank', 'noreferrer');
      void enter(value);
    });
  };
  return (
    <div className="overflow">
      <button
        type="button"
        className="button overflow-dots"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-disabled={isBusy}
        onClick={() => !isBusy && setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <Menu close={() => setOpen(false)}>
          {asObjects(element.options).map((option) => (
            <button
              type="button"
              role="menuitem"
              key={asText(option.value)}
              onClick={() => choose(asText(option.value), asText(option.url))}
            >
              <PlainText text={option.text} />
            </button>
          ))}
        </Menu>
      )}
      {dialog}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function Menu({ close, children }: { close: () => void; children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEscape(close);
  useFocusWithin(box, '[role=menuitem]');
  useLayoutEffect(() => intoView(box.current), []);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focusNext(event.currentTarget, '[role=menuitem]', step);
  };
  return (
    <>
      <button
        type="button"
        className="menu-cover"
        aria-label="Close the menu"
        tabIndex={-1}
        onClick={close}
      />
      <div className="menu" role="menu" ref={box} tabIndex={-1} onKeyDown={onKeyDown}>
        {children}
      </div>
    </>
  );
}
