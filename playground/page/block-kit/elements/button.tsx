/** A button: an action for the app, and a link where it has one. */

import { asText } from '../../../workspace/json.js';
import { useElement } from '../acting.js';
import { useConfirm } from '../confirm.js';
import { isAddress } from '../mrkdwn-atoms.js';
import { PlainText, plainWords } from '../plain-text.js';
import type { ElementProps } from './element-props.js';

const STYLES: Readonly<Record<string, string>> = {
  primary: 'button button-go',
  danger: 'button button-wary',
};

export function Button({ element, within }: ElementProps) {
  const { isBusy, press } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  const url = asText(element.url);
  const use = () => {
    if (isAddress(url)) window.open(url, '_blank', 'noreferrer');
    void press();
  };
  return (
    <>
      <button
        type="button"
        className={STYLES[asText(element.style)] ?? 'button'}
        aria-label={asText(element.accessibility_label) || plainWords(element.text)}
        aria-busy={isBusy}
        // Not `disabled`: that would take the focus away from whoever pressed it by keyboard.
        aria-disabled={isBusy}
        onClick={() => !isBusy && ask(use)}
      >
        <PlainText text={element.text} />
      </button>
      {dialog}
    </>
  );
}
