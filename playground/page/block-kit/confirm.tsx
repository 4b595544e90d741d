/** Asks before an element does what it does, where the app wants that: a confirmation dialog. */
import { type KeyboardEvent, useRef, useState } from 'react';
import type { JsonObject } from '../../live/protocol.js';
import { asObject, asText, isObject, wordsOf } from '../../workspace/json.js';
import { focusNext, useFocusWithin } from './focus.js';
import { useEscape } from './keys.js';
import { Mrkdwn } from './mrkdwn.js';
import { PlainText } from './plain-text.js';
import './dialog.css';

/** What the app wants confirmed is done after a yes; everything else at once. */
export function useConfirm(element: JsonObject): {
  ask: (act: () => void, back?: () => void) => void;
  dialog: React.ReactNode;
} {
  const [waiting, setWaiting] = useState<{ act: () => void; back: () => void } | null>(null);
  const confirm = element.confirm;
  const ask = (act: () => void, back: () => void = () => {}) => {
    if (isObject(confirm)) setWaiting({ act, back });
    else act();
  };
  const close = (then: () => void) => {
    setWaiting(null);
    then();
  };
  const dialog = waiting ? (
    <ConfirmDialog
      confirm={asObject(confirm)}
      onYes={() => close(waiting.act)}
      onNo={() => close(waiting.back)}
    />
  ) : null;
  return { ask, dialog };
}

type ConfirmDialogProps = { confirm: JsonObject; onYes: () => void; onNo: () => void };

function ConfirmDialog({ confirm, onYes, onNo }: ConfirmDialogProps) {
  const box = useRef<HTMLDivElement>(null);
  useEscape(onNo);
  useFocusWithin(box, 'button:last-child');
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    focusNext(event.currentTarget, 'button', event.shiftKey ? -1 : 1);
  };
  const text = asObject(confirm.text);
  const style = confirm.style === 'danger' ? 'button-danger' : 'button-go';
  return (
    <div className="confirm-cover">
      <div
        className="confirm"
        role="alertdialog"
        aria-modal="true"
        aria-label={wordsOf(confirm.title)}
        ref={box}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <h2>{wordsOf(confirm.title)}</h2>
        {text.type === 'mrkdwn' ? <Mrkdwn text={asText(text.text)} /> : <PlainText text={text} />}
        <div className="confirm-buttons">
          <button type="button" className="button" onClick={onNo}>
            {wordsOf(confirm.deny)}
          </button>
          <button type="button" className={`button ${style}`} onClick={onYes}>
            {wordsOf(confirm.confirm)}
          </button>
        </div>
      </div>
    </div>
  );
}
