/** Boxes to tick, and buttons of which one is on. */
import { useId } from 'react';
import type { JsonObject } from '../../../live/protocol.js';
import { asObject, asObjects, asText } from '../../../workspace/json.js';
import { useElement } from '../acting.js';
import { useConfirm } from '../confirm.js';
import { Mrkdwn } from '../mrkdwn.js';
import { PlainText } from '../plain-text.js';
import type { ElementProps } from './element-props.js';
import { heldChoices } from './options.js';

function Words({ text }: { text: unknown }) {
  const isMrkdwn = asObject(text).type === 'mrkdwn';
  return isMrkdwn ? <Mrkdwn text={asText(asObject(text).text)} /> : <PlainText text={text} />;
}

type OneProps = {
  type: 'checkbox' | 'radio';
  group: string;
  option: JsonObject;
  isOn: boolean;
  onChange: () => void;
};

function One({ type, group, option, isOn, onChange }: OneProps) {
  const id = useId();
  return (
    <div className="kit-choice">
      <input id={id} type={type} name={group} checked={isOn} onChange={onChange} />
      <label htmlFor={id}>
        <Words text={option.text} />
        {option.description !== undefined && (
          <span className="kit-hint">
            <Words text={option.description} />
          </span>
        )}
      </label>
    </div>
  );
}

export function Checkboxes({ element, within, label }: ElementProps) {
  const { enter, held } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  const group = useId();
  const on = heldChoices(held, []).map(({ value }) => value);
  const toggle = (value: string) => {
    const next = on.includes(value) ? on.filter((one) => one !== value) : [...on, value];
    ask(() => void enter(next));
  };
  return (
    <fieldset className="kit-choices" aria-label={label}>
      {asObjects(element.options).map((option) => (
        <One
          key={asText(option.value)}
          type="checkbox"
          group={group}
          option={option}
          isOn={on.includes(asText(option.value))}
          onChange={() => toggle(asText(option.value))}
        />
      ))}
      {dialog}
    </fieldset>
  );
}

export function RadioButtons({ element, within, label }: ElementProps) {
  const { enter, held } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  const group = useId();
  const [on] = heldChoices(held, []);
  return (
    <fieldset className="kit-choices" aria-label={label}>
      {asObjects(element.options).map((option) => (
        <One
          key={asText(option.value)}
          type="radio"
          group={group}
          option={option}
          isOn={on?.value === option.value}
          onChange={() => ask(() => void enter(asText(option.value)))}
        />
      ))}
      {dialog}
    </fieldset>
  );
}
