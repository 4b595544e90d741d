/** A field of a form: its label, what is typed or chosen, a hint, and what was wrong with it. */
import { useId } from 'react';
import type { JsonObject } from '../../live/protocol.js';
import { asObject, asText } from '../../workspace/json.js';
import type { Within } from './acting.js';
import { Element } from './elements/element.js';
import { PlainText, plainWords } from './plain-text.js';

/** Elements that hold their own labels: the block's label names the group. */
const GROUPS = ['checkboxes', 'radio_buttons'];

type InputBlockProps = { block: JsonObject; within: Within; error: string | undefined };

export function InputBlock({ block, within, error }: InputBlockProps) {
  const id = useId();
  const element = { ...asObject(block.element), dispatches: block.dispatch_action === true };
  const isGroup = GROUPS.includes(asText(asObject(block.element).type));
  const isOptional = block.optional === true;
  const words = (
    <>
      <PlainText text={block.label} />
      {isOptional && <span className="kit-hint"> (optional)</span>}
    </>
  );
  return (
    <div className={error === undefined ? 'kit-input' : 'kit-input has-error'}>
      {isGroup ? <p className="kit-label">{words}</p> : <label htmlFor={id}>{words}</label>}
      <Element
        element={element}
        within={within}
        id={isGroup ? undefined : id}
        label={plainWords(block.label)}
        isOptional={isOptional}
      />
      {block.hint !== undefined && (
        <p className="kit-hint">
          <PlainText text={block.hint} />
        </p>
      )}
      {error !== undefined && (
        <p className="kit-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
