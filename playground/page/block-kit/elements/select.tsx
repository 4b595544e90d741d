/** Menus whose choices are known: options of the app, people, channels; one of them, or several. */

import { asText } from '../../../workspace/json.js';
import { useSeat } from '../../seat.js';
import { useElement } from '../acting.js';
import { useConfirm } from '../confirm.js';
import { plainWords } from '../plain-text.js';
import { Chips } from './chips.js';
import type { ElementProps } from './element-props.js';
import { type ChoosableGroup, choosables, heldChoices } from './options.js';

function Options({ groups }: { groups: readonly ChoosableGroup[] }) {
  return groups.map(({ label, options }) => {
    const items = options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ));
    return label === '' ? (
      items
    ) : (
      <optgroup key={label} label={label}>
        {items}
      </optgroup>
    );
  });
}

export function Select({ element, within, id, isOptional }: ElementProps) {
  const { enter, held, isBusy } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  const groups = choosables(element, useSeat());
  const [chosen] = heldChoices(held, groups);
  const placeholder = plainWords(element.placeholder) || 'Choose an option';
  const canClear = isOptional && chosen !== undefined;
  const choose = (value: string) => ask(() => void enter(value === '' ? null : value));
  return (
    <>
      <select
        id={id}
        className="kit-select"
        aria-label={id === undefined ? placeholder : undefined}
        aria-busy={isBusy}
        value={chosen?.value ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="" disabled={!canClear}>
          {canClear ? 'No choice' : placeholder}
        </option>
        <Options groups={groups} />
      </select>
      {dialog}
    </>
  );
}

export function MultiSelect({ element, within, id }: ElementProps) {
  const { enter, held, isBusy } = useElement(element, within);
  const groups = choosables(element, useSeat());
  const chosen = heldChoices(held, groups);
  const values = chosen.map(({ value }) => value);
  const left = groups.map(({ label, options }) => ({
    label,
    options: options.filter(({ value }) => !values.includes(value)),
  }));
  const most = typeof element.max_selected_items === 'number' ? element.max_selected_items : Infinity;
  const placeholder = plainWords(element.placeholder) || 'Choose options';
  return (
    <div className="kit-many">
      <Chips chosen={chosen} onRemove={(value) => void enter(values.filter((one) => one !== value))} />
      {values.length < most && (
        <select
          id={id}
          className="kit-select"
          aria-label={id === undefined ? asText(placeholder) : undefined}
          aria-busy={isBusy}
          value=""
          onChange={(event) => void enter([...values, event.target.value])}
        >
          <option value="" disabled>
            {placeholder}
          </option>
          <Options groups={left} />
        </select>
      )}
    </div>
  );
}
