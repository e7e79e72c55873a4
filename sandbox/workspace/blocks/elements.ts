import { isJson } from '../json.ts';
import {
  common,
  confirm,
  groupOption,
  menuOption,
  optionGroup,
  plain,
  selectOption,
  text,
  withOptions,
} from './composition.ts';
import {
  and,
  anything,
  bool,
  type Check,
  type Checks,
  complaint,
  form,
  integer,
  list,
  members,
  oneOf,
  string,
} from './schema.ts';

const placeholder = plain('element.placeholder');
const select = { ...common, placeholder };
const options = {
  options: list(selectOption, 'select.options'),
  option_groups: list(optionGroup, 'select.option_groups'),
};
const initialOptions = list(selectOption, 'select.options');
const many = { max_selected_items: integer(1, 'multi_select.max_selected_items') };
const chosen = { id: string('element.action_id'), ids: list(string('element.action_id'), 'select.options') };
const asked = { min_query_length: integer(0, 'external_select.min_query_length') };
const typed = {
  ...common,
  placeholder,
  initial_value: string('input.initial_value'),
  dispatch_action_config: members({
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
  }),
};

function pick(required: Checks, optional: Checks): Check {
  return members(required, { ...select, ...optional });
}

/** Elements that open a menu of one choice. */
export const selects: Checks = {
  static_select: withOptions(pick({}, { ...options, initial_option: selectOption }), 'initial_option'),
  external_select: pick({}, { initial_option: selectOption, ...asked }),
  users_select: pick({}, { initial_user: chosen.id }),
  conversations_select: pick(
    {},
    {
      initial_conversation: chosen.id,
      default_to_current_conversation: bool,
      response_url_enabled: bool,
      filter: anything,
    },
  ),
  channels_select: pick({}, { initial_channel: chosen.id, response_url_enabled: bool }),
};

/** Elements that open a menu of several choices. */
export const multiSelects: Checks = {
  multi_static_select: withOptions(
    pick({}, { ...options, ...many, initial_options: initialOptions }),
    'initial_options',
  ),
  multi_external_select: pick({}, { ...many, initial_options: initialOptions, ...asked }),
  multi_users_select: pick({}, { ...many, initial_users: chosen.ids }),
  multi_conversations_select: pick({}, { ...many, initial_conversations: chosen.ids, filter: anything }),
  multi_channels_select: pick({}, { ...many, initial_channels: chosen.ids }),
};

/** Radio buttons, checkboxes and pickers of dates and times. */
export const choices: Checks = {
  radio_buttons: withOptions(
    members(
      { options: list(groupOption, 'radio_buttons.options') },
      { ...common, initial_option: groupOption },
    ),
    'initial_option',
  ),
  checkboxes: withOptions(
    members(
      { options: list(groupOption, 'checkboxes.options') },
      { ...common, initial_options: list(groupOption, 'checkboxes.options') },
    ),
    'initial_options',
  ),
  datepicker: pick({}, { initial_date: form(/^\d{4}-\d\d-\d\d$/, 'a date such as 2026-12-31') }),
  timepicker: pick(
    {},
    { initial_time: form(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 23:59'), timezone: chosen.id },
  ),
  datetimepicker: members({}, { ...common, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
};

/** Buttons and the menu of three dots. */
export const buttons: Checks = {
  button: members(
    { text: plain('button.text') },
    {
      ...common,
      url: string('button.url'),
      value: string('button.value'),
      style: oneOf('primary', 'danger'),
      accessibility_label: string('button.accessibility_label'),
    },
  ),
  overflow: members(
    { options: list(menuOption, 'overflow.options') },
    { type: anything, action_id: common.action_id, confirm },
  ),
};

/** Fields to type into. */
export const inputs: Checks = {
  plain_text_input: members(
    {},
    {
      ...typed,
      multiline: bool,
      min_length: integer(0, 'plain_text_input.min_length'),
      max_length: integer(1, 'plain_text_input.max_length'),
    },
  ),
  number_input: and(
    members(
      { is_decimal_allowed: bool },
      { ...typed, min_value: string('input.initial_value'), max_value: string('input.initial_value') },
    ),
    ordered,
  ),
  email_text_input: members({}, typed),
  url_text_input: members({}, typed),
};

function ordered(value: unknown, path: string): ReturnType<Check> {
  if (!isJson(value) || value.min_value === undefined || value.max_value === undefined) return [];
  if (Number(value.min_value) <= Number(value.max_value)) return [];
  return complaint('must not be greater than `max_value`', `${path}/min_value`);
}

/** What every picture says, and the one place that it comes from. */
export function picture(more: Checks): Check {
  const check = members(
    { alt_text: string('image.alt_text', 1) },
    { ...more, image_url: string('image.image_url', 1), slack_file: anything },
  );
  return and(check, (value, path) =>
    isJson(value) && (value.image_url === undefined) === (value.slack_file === undefined)
      ? complaint('must define either `image_url` or `slack_file`', path)
      : [],
  );
}

/** A picture beside a text. */
export const images: Checks = { image: picture({ type: anything }) };

/** Texts in a context block. */
export const contextTexts: Checks = { plain_text: text('text.text'), mrkdwn: text('text.text') };
