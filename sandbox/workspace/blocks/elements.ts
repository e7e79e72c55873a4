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
import { anything, bool, type Check, type Checks, integer, list, members, oneOf, string } from './schema.ts';

const placeholder = plain(150);
const select = { ...common, placeholder };
const options = { options: list(selectOption, 100), option_groups: list(optionGroup, 100) };
const many = { max_selected_items: integer(1, 100) };
const typed = {
  ...common,
  placeholder,
  initial_value: string(3000),
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
  external_select: pick({}, { initial_option: selectOption, min_query_length: integer(0, 75) }),
  users_select: pick({}, { initial_user: string(255) }),
  conversations_select: pick(
    {},
    {
      initial_conversation: string(255),
      default_to_current_conversation: bool,
      response_url_enabled: bool,
      filter: anything,
    },
  ),
  channels_select: pick({}, { initial_channel: string(255), response_url_enabled: bool }),
};

/** Elements that open a menu of several choices. */
export const multiSelects: Checks = {
  multi_static_select: withOptions(
    pick({}, { ...options, ...many, initial_options: list(selectOption, 100) }),
    'initial_options',
  ),
  multi_external_select: pick(
    {},
    { ...many, initial_options: list(selectOption, 100), min_query_length: integer(0, 75) },
  ),
  multi_users_select: pick({}, { ...many, initial_users: list(string(255), 100) }),
  multi_conversations_select: pick(
    {},
    { ...many, initial_conversations: list(string(255), 100), filter: anything },
  ),
  multi_channels_select: pick({}, { ...many, initial_channels: list(string(255), 100) }),
};

/** Radio buttons, checkboxes and pickers of dates and times. */
export const choices: Checks = {
  radio_buttons: withOptions(
    members({ options: list(groupOption, 10) }, { ...common, initial_option: groupOption }),
    'initial_option',
  ),
  checkboxes: withOptions(
    members({ options: list(groupOption, 10) }, { ...common, initial_options: list(groupOption, 10) }),
    'initial_options',
  ),
  datepicker: pick({}, { initial_date: string(10) }),
  timepicker: pick({}, { initial_time: string(5), timezone: string(255) }),
  datetimepicker: members({}, { ...common, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
};

/** Buttons and the menu of three dots. */
export const buttons: Checks = {
  button: members(
    { text: plain(75) },
    {
      ...common,
      url: string(3000),
      value: string(2000),
      style: oneOf('primary', 'danger'),
      accessibility_label: string(75),
    },
  ),
  overflow: members({ options: list(menuOption, 5) }, { type: anything, action_id: string(255, 1), confirm }),
};

/** Fields to type into. */
export const inputs: Checks = {
  plain_text_input: members(
    {},
    { ...typed, multiline: bool, min_length: integer(0, 3000), max_length: integer(1, 3000) },
  ),
  number_input: members(
    { is_decimal_allowed: bool },
    { ...typed, min_value: string(255), max_value: string(255) },
  ),
  email_text_input: members({}, typed),
  url_text_input: members({}, typed),
};

/** A picture beside a text. */
export const images: Checks = {
  image: members(
    { alt_text: string(2000, 1) },
    { type: anything, image_url: string(3000), slack_file: anything },
  ),
};

/** Texts in a context block. */
export const contextTexts: Checks = { plain_text: text(3000), mrkdwn: text(3000) };
