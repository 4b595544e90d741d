/** The interactive elements of Block Kit, by their type. */
import type { ComponentType } from 'react';
import type { UsableType } from '../../../block-kit/element-types.js';
import { asText, entryOf } from '../../../workspace/json.js';
import { Button } from './button.js';
import { Checkboxes, RadioButtons } from './choices.js';
import type { ElementProps } from './element-props.js';
import { ExternalSelect } from './external-select.js';
import { FileInput } from './file-input.js';
import { Overflow } from './overflow.js';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.js';
import { MultiSelect, Select } from './select.js';
import { TextInput } from './text-input.js';

const ELEMENTS: Readonly<Record<UsableType, ComponentType<ElementProps>>> = {
  button: Button,
  overflow: Overflow,
  static_select: Select,
  users_select: Select,
  conversations_select: Select,
  channels_select: Select,
  external_select: ExternalSelect,
  multi_static_select: MultiSelect,
  multi_users_select: MultiSelect,
  multi_conversations_select: MultiSelect,
  multi_channels_select: MultiSelect,
  multi_external_select: ExternalSelect,
  checkboxes: Checkboxes,
  radio_buttons: RadioButtons,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  file_input: FileInput,
};

export function Element(props: ElementProps) {
  const type = asText(props.element.type);
  const Shown = entryOf<ComponentType<ElementProps>>(ELEMENTS, type);
  if (!Shown)
    return <p className="kit-unknown">{`The playground does not show elements of the type ${type}.`}</p>;
  return <Shown {...props} />;
}
