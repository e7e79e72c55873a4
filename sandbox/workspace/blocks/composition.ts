import { isDeepStrictEqual } from 'node:util';
import { isJson } from '../json.ts';
import type { LimitName } from '../limits.ts';
import {
  and,
  anything,
  bool,
  type Check,
  complaint,
  keptText,
  list,
  members,
  oneOf,
  string,
} from './schema.ts';

/** A plain_text object. */
export function plain(limit: LimitName): Check {
  return members({ type: oneOf('plain_text'), text: keptText(limit, 'plain_text') }, { emoji: bool });
}

/** A plain_text or mrkdwn object. */
export function text(limit: LimitName): Check {
  const mrkdwn = members({ type: oneOf('mrkdwn'), text: keptText(limit, 'mrkdwn') }, { verbatim: bool });
  const other = plain(limit);
  return (value, path, limits) =>
    (isJson(value) && value.type === 'mrkdwn' ? mrkdwn : other)(value, path, limits);
}

const value = string('option.value');

/** An option of a select: its text is plain. */
export const selectOption = members(
  { text: plain('option.text'), value },
  { description: plain('option.description') },
);

/** An option of an overflow menu, the only kind that may be a link. */
export const menuOption = members(
  { text: plain('option.text'), value },
  { description: plain('option.description'), url: string('option.url') },
);

/** An option of a radio group or checkboxes: its text may be mrkdwn. */
export const groupOption = members(
  { text: text('option.text'), value },
  { description: text('option.description') },
);

/** A titled group of a select's options. */
export const optionGroup = members({
  label: plain('option_group.label'),
  options: list(selectOption, 'option_group.options'),
});

/** The dialog that asks again before a click counts. */
export const confirm = members(
  {
    title: plain('confirm.title'),
    text: text('confirm.text'),
    confirm: plain('confirm.confirm'),
    deny: plain('confirm.deny'),
  },
  { style: oneOf('primary', 'danger') },
);

/** What every element may carry. */
export const common = {
  type: anything,
  action_id: string('element.action_id', 1),
  confirm,
  focus_on_load: bool,
};

/** A list of options together with initial ones, which have to be among them, word for word. */
export function withOptions(check: Check, initial: 'initial_option' | 'initial_options'): Check {
  return and(check, (value, path) => {
    if (!isJson(value)) return [];
    if (value.options === undefined && value.option_groups === undefined)
      return complaint('missing required field: options', path);
    if (value.options !== undefined && value.option_groups !== undefined)
      return complaint('only one of `options` and `option_groups` is allowed', path);
    const offered = optionsOffered(value);
    const chosen = [value[initial] ?? []].flat();
    if (chosen.every((option) => offered.some((one) => isDeepStrictEqual(one, option)))) return [];
    return complaint('must match one of the options', `${path}/${initial}`);
  });
}

function optionsOffered(element: Record<string, unknown>): unknown[] {
  const groups = [element.option_groups ?? []].flat().filter(isJson);
  return [element.options ?? [], ...groups.map((group) => group.options)].flat();
}
