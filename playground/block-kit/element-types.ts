/** The elements of Block Kit that somebody can use in the box: what checks them, holds their value and draws them is a record over these. */

export type PressedType = 'button' | 'overflow';

/** Those that hold a value. */
export type HeldType =
  | 'static_select'
  | 'multi_static_select'
  | 'external_select'
  | 'multi_external_select'
  | 'users_select'
  | 'multi_users_select'
  | 'conversations_select'
  | 'multi_conversations_select'
  | 'channels_select'
  | 'multi_channels_select'
  | 'checkboxes'
  | 'radio_buttons'
  | 'datepicker'
  | 'timepicker'
  | 'datetimepicker'
  | 'plain_text_input'
  | 'email_text_input'
  | 'url_text_input'
  | 'number_input'
  | 'file_input';

export type UsableType = PressedType | HeldType;
