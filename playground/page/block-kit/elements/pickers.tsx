/** Days, times of day, and both. */

import { asText } from '../../../workspace/json.js';
import { useSeat } from '../../seat.js';
import { useElement } from '../acting.js';
import { useConfirm } from '../confirm.js';
import { plainWords } from '../plain-text.js';
import { instantOf, wallClock } from '../zone.js';
import type { ElementProps } from './element-props.js';

type PickerProps = ElementProps & {
  type: 'date' | 'time' | 'datetime-local';
  value: string;
  entryOf: (value: string) => string;
};

function Picker({ element, within, id, label, type, value, entryOf }: PickerProps) {
  const { enter, isBusy } = useElement(element, within);
  const { ask, dialog } = useConfirm(element);
  return (
    <>
      <input
        id={id}
        className="kit-text kit-picker"
        type={type}
        aria-label={id === undefined ? plainWords(element.placeholder) || label : undefined}
        aria-busy={isBusy}
        value={value}
        onChange={(event) => {
          const typed = event.target.value;
          ask(() => void enter(typed === '' ? null : entryOf(typed)));
        }}
      />
      {dialog}
    </>
  );
}

const asTyped = (value: string) => value;

export function DatePicker(props: ElementProps) {
  const { held } = useElement(props.element, props.within);
  return <Picker {...props} type="date" value={asText(held.selected_date)} entryOf={asTyped} />;
}

export function TimePicker(props: ElementProps) {
  const { held } = useElement(props.element, props.within);
  return <Picker {...props} type="time" value={asText(held.selected_time)} entryOf={asTyped} />;
}

/** The app is told an instant; the person reads and types their own clock. */
export function DateTimePicker(props: ElementProps) {
  const { held } = useElement(props.element, props.within);
  const { tz } = useSeat().me;
  const seconds = held.selected_date_time;
  const value = typeof seconds === 'number' ? wallClock(seconds, tz) : '';
  const entryOf = (wall: string) => String(instantOf(wall, tz));
  return <Picker {...props} type="datetime-local" value={value} entryOf={entryOf} />;
}
