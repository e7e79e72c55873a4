import { isJson } from '../json.ts';
import { anything, bool, type Check, complaint, list, members, oneOf, string } from './schema.ts';

/** A plain_text object of at most `max` characters. */
export function plain(max: number): Check {
  return members({ type: oneOf('plain_text'), text: string(max, 1) }, { emoji: bool });
}

/** A plain_text or mrkdwn object of at most `max` characters. */
export function text(max: number): Check {
  const mrkdwn = members({ type: oneOf('mrkdwn'), text: string(max, 1) }, { verbatim: bool });
  return (value, path) => (isJson(value) && value.type === 'mrkdwn' ? mrkdwn : plain(max))(value, path);
}

/** An option of a select: its text is plain. */
export const selectOption = members({ text: plain(75), value: string(150) }, { description: plain(75) });

/** An option of an overflow menu, the only kind that may be a link. */
export const menuOption = members(
  { text: plain(75), value: string(150) },
  { description: plain(75), url: string(3000) },
);

/** An option of a radio group or checkboxes: its text may be mrkdwn. */
export const groupOption = members({ text: text(75), value: string(150) }, { description: text(75) });

/** A titled group of a select's options. */
export const optionGroup = members({ label: plain(75), options: list(selectOption, 100) });

/** The dialog that asks again before a click counts. */
export const confirm = members(
  { title: plain(100), text: text(300), confirm: plain(30), deny: plain(30) },
  { style: oneOf('primary', 'danger') },
);

/** What every element may carry. */
export const common = {
  type: anything,
  action_id: string(255, 1),
  confirm,
  focus_on_load: bool,
};

/** A list of options together with initial ones, which have to be among them. */
export function withOptions(check: Check, initial: 'initial_option' | 'initial_options'): Check {
  return (value, path) => {
    const errors = check(value, path);
    if (errors.length > 0 || !isJson(value)) return errors;
    if (value.options === undefined && value.option_groups === undefined)
      return complaint('missing required field: options', path);
    if (value.options !== undefined && value.option_groups !== undefined)
      return complaint('only one of `options` and `option_groups` is allowed', path);
    const offered = new Set(offeredValues(value));
    const chosen = [value[initial] ?? []].flat().filter(isJson);
    if (chosen.every((option) => offered.has(String(option.value)))) return [];
    return complaint('must match one of the options', `${path}/${initial}`);
  };
}

function offeredValues(element: Record<string, unknown>): string[] {
  const groups = [element.option_groups ?? []].flat().filter(isJson);
  const options = [element.options ?? [], ...groups.map((group) => group.options)].flat().filter(isJson);
  return options.map((option) => String(option.value));
}
