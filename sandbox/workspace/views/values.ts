import type { Json, OpenView } from '../types.ts';
import { type Placed, placedIn } from './elements.ts';

type Values = OpenView['values'];

/** Which member of a value an element type fills, and which member it starts from. */
const SHAPES: Record<string, { key: string; initial: string; list: boolean }> = {
  plain_text_input: { key: 'value', initial: 'initial_value', list: false },
  number_input: { key: 'value', initial: 'initial_value', list: false },
  email_text_input: { key: 'value', initial: 'initial_value', list: false },
  url_text_input: { key: 'value', initial: 'initial_value', list: false },
  static_select: { key: 'selected_option', initial: 'initial_option', list: false },
  external_select: { key: 'selected_option', initial: 'initial_option', list: false },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', list: false },
  checkboxes: { key: 'selected_options', initial: 'initial_options', list: true },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', list: true },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', list: true },
  users_select: { key: 'selected_user', initial: 'initial_user', list: false },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', list: false },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', list: false },
  datepicker: { key: 'selected_date', initial: 'initial_date', list: false },
  timepicker: { key: 'selected_time', initial: 'initial_time', list: false },
};

/** The member of a value that this element type fills, or undefined for a button and its like. */
export function shapeOf(type: string): { key: string; list: boolean } | undefined {
  return SHAPES[type];
}

/** The values of a view as it is first shown. */
export function initialValues(blocks: Json[]): Values {
  const values: Values = {};
  for (const placed of placedIn(blocks)) {
    const shape = SHAPES[placed.type];
    if (shape === undefined) continue;
    setValue(values, placed, placed.element[shape.initial] ?? (shape.list ? [] : null));
  }
  return values;
}

/**
 * The values after an update: what stood under the same block_id and action_id stays, even if it was
 * nothing, so that a new initial option shows but is not submitted; as in Slack.
 */
export function survivingValues(old: Values, blocks: Json[]): Values {
  const values = initialValues(blocks);
  for (const { blockId, actionId, type } of placedIn(blocks)) {
    const kept = old[blockId]?.[actionId];
    const block = values[blockId];
    if (kept !== undefined && kept.type === type && block !== undefined) block[actionId] = kept;
  }
  return values;
}

/** Puts a value where the payload's `state.values` has it. */
export function setValue(values: Values, placed: Placed, value: unknown): void {
  const shape = SHAPES[placed.type];
  if (shape === undefined) return;
  const block = values[placed.blockId] ?? {};
  block[placed.actionId] = { type: placed.type, [shape.key]: value };
  values[placed.blockId] = block;
}

/** What an element holds now: a text, an option, a list of options, or null. */
export function heldValue(values: Values, placed: Placed): unknown {
  const shape = SHAPES[placed.type];
  return shape === undefined ? undefined : values[placed.blockId]?.[placed.actionId]?.[shape.key];
}
