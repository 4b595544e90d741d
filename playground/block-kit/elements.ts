/** Block Kit's interactive elements with their limits: https://docs.slack.dev/reference/block-kit/block-elements */

import type { JsonObject } from '../workspace/types.js';
import type { UsableType } from './element-types.js';
import {
  anyText,
  checkInitialOptions,
  checkOptions,
  confirm,
  conversationFilter,
  dispatchActionConfig,
  id,
  OPTIONS_MAX,
  option,
  optionGroup,
  plainText,
  url,
} from './objects.js';
import {
  anything,
  flag,
  list,
  matching,
  object,
  oneOf,
  type Report,
  type Rule,
  type Shape,
  text,
  whole,
} from './rules.js';

const PLACEHOLDER_MAX = 150;
const BUTTON = { textMax: 75, valueMax: 2000, accessibilityMax: 75 } as const;
const OVERFLOW_MAX = 5;
const CHOICES_MAX = 10;
const INPUT_MAX = 3000;
const ALT_TEXT_MAX = 2000;
const FILES_MAX = 10;

const placeholder = plainText({ max: PLACEHOLDER_MAX });
const memberId = matching(/^[UW][A-Z0-9]+$/, 'user id');
const channelId = matching(/^[CDG][A-Z0-9]+$/, 'channel id');

function interactive(type: string, shape: Shape): Rule {
  return object({
    required: { type: oneOf(type), ...shape.required },
    optional: { action_id: id, ...shape.optional },
    ...(shape.also ? { also: shape.also } : {}),
  });
}

function select(type: string, shape: Shape): Rule {
  const isMany = type.startsWith('multi_');
  return interactive(type, {
    ...shape,
    optional: {
      placeholder,
      confirm,
      focus_on_load: flag,
      ...(isMany ? { max_selected_items: whole({ min: 1 }) } : {}),
      ...shape.optional,
    },
  });
}

const staticOptions = {
  options: list(option('select'), { min: 1, max: OPTIONS_MAX }),
  option_groups: list(optionGroup, { min: 1, max: OPTIONS_MAX }),
};

function typedInput(type: string, own: Readonly<Record<string, Rule>>): Rule {
  return interactive(type, {
    optional: { placeholder, focus_on_load: flag, dispatch_action_config: dispatchActionConfig, ...own },
  });
}

function checkInputLengths(element: JsonObject, pointer: string, report: Report): void {
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    report('min_length must not be more than max_length', pointer);
  }
}

const plainTextInput: Rule = (value, pointer, report) => {
  const rule = interactive('plain_text_input', {
    optional: {
      placeholder,
      focus_on_load: flag,
      dispatch_action_config: dispatchActionConfig,
      initial_value: text({ max: INPUT_MAX }),
      multiline: flag,
      min_length: whole({ min: 0, max: INPUT_MAX }),
      max_length: whole({ min: 1, max: INPUT_MAX }),
    },
    also: checkInputLengths,
  });
  rule(value, pointer, report);
};

const conversationOptions = {
  default_to_current_conversation: flag,
  filter: conversationFilter,
};

/** Rich text as an input is checked, and nobody can fill it in. */
export const ELEMENTS: Readonly<Record<UsableType | 'rich_text_input', Rule>> = {
  button: interactive('button', {
    required: { text: plainText({ max: BUTTON.textMax }) },
    optional: {
      url,
      value: text({ max: BUTTON.valueMax }),
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: text({ max: BUTTON.accessibilityMax }),
    },
  }),
  overflow: interactive('overflow', {
    required: { options: list(option('overflow'), { min: 1, max: OVERFLOW_MAX }) },
    optional: { confirm },
  }),
  static_select: select('static_select', {
    optional: { ...staticOptions, initial_option: option('select') },
    also: checkOptions,
  }),
  multi_static_select: select('multi_static_select', {
    optional: { ...staticOptions, initial_options: list(option('select'), { min: 1 }) },
    also: checkOptions,
  }),
  external_select: select('external_select', {
    optional: { min_query_length: whole({ min: 0 }), initial_option: option('select') },
  }),
  multi_external_select: select('multi_external_select', {
    optional: { min_query_length: whole({ min: 0 }), initial_options: list(option('select'), { min: 1 }) },
  }),
  users_select: select('users_select', { optional: { initial_user: memberId } }),
  multi_users_select: select('multi_users_select', { optional: { initial_users: list(memberId) } }),
  conversations_select: select('conversations_select', {
    optional: { ...conversationOptions, initial_conversation: channelId, response_url_enabled: flag },
  }),
  multi_conversations_select: select('multi_conversations_select', {
    optional: { ...conversationOptions, initial_conversations: list(channelId) },
  }),
  channels_select: select('channels_select', {
    optional: { initial_channel: channelId, response_url_enabled: flag },
  }),
  multi_channels_select: select('multi_channels_select', { optional: { initial_channels: list(channelId) } }),
  checkboxes: interactive('checkboxes', {
    required: { options: list(option('choice'), { min: 1, max: CHOICES_MAX }) },
    optional: { initial_options: list(option('choice'), { min: 1 }), confirm, focus_on_load: flag },
    also: checkInitialOptions,
  }),
  radio_buttons: interactive('radio_buttons', {
    required: { options: list(option('choice'), { min: 1, max: CHOICES_MAX }) },
    optional: { initial_option: option('choice'), confirm, focus_on_load: flag },
    also: checkInitialOptions,
  }),
  datepicker: interactive('datepicker', {
    optional: {
      placeholder,
      confirm,
      focus_on_load: flag,
      initial_date: matching(/^\d{4}-\d{2}-\d{2}$/, 'date'),
    },
  }),
  timepicker: interactive('timepicker', {
    optional: {
      placeholder,
      confirm,
      focus_on_load: flag,
      initial_time: matching(/^\d{2}:\d{2}$/, 'time'),
      timezone: text(),
    },
  }),
  datetimepicker: interactive('datetimepicker', {
    optional: { confirm, focus_on_load: flag, initial_date_time: whole({ min: 0 }) },
  }),
  plain_text_input: plainTextInput,
  email_text_input: typedInput('email_text_input', { initial_value: text() }),
  url_text_input: typedInput('url_text_input', { initial_value: text({ max: INPUT_MAX }) }),
  number_input: interactive('number_input', {
    required: { is_decimal_allowed: flag },
    optional: {
      placeholder,
      focus_on_load: flag,
      dispatch_action_config: dispatchActionConfig,
      initial_value: text(),
      min_value: text(),
      max_value: text(),
    },
  }),
  file_input: interactive('file_input', {
    optional: {
      filetypes: list(text({ min: 1 }), { min: 1 }),
      max_files: whole({ min: 1, max: FILES_MAX }),
    },
  }),
  rich_text_input: typedInput('rich_text_input', { initial_value: anything }),
};

/** A picture comes from one place. */
export function checkImageSource(image: JsonObject, pointer: string, report: Report): void {
  if ((image.image_url === undefined) === (image.slack_file === undefined)) {
    report('must provide either image_url or slack_file', pointer);
  }
}

/** A picture beside text: the only element of a context block or an accessory that nobody can press. */
export const imageElement = object({
  required: { type: oneOf('image'), alt_text: text({ min: 1, max: ALT_TEXT_MAX }) },
  optional: { image_url: url, slack_file: anything },
  also: checkImageSource,
});

export const contextText = anyText();
