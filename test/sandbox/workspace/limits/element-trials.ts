import type { Json } from '../../../../sandbox/workspace/types.ts';
import { acting, input, many, option, plain, x } from './scene.ts';
import { opening, posting } from './trial.ts';

const button = (more: Json) => acting({ type: 'button', text: plain(1), ...more });
const select = (more: Json) => acting({ type: 'static_select', options: [option(1)], ...more });
const overflow = (...options: Json[]) => acting({ type: 'overflow', options });
const group = (more: Json): Json => ({ label: plain(1), options: [option(1)], ...more });
const groups = (...option_groups: Json[]) => acting({ type: 'static_select', option_groups });
const boxes = (type: string, size: number) => acting({ type, options: many(size, option) });
const confirm = (more: Json) =>
  button({ confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), ...more } });
const typing = (more: Json) => [input({ type: 'plain_text_input', ...more })];

/** Elements and what they are composed of, at their limits and beyond. */
export const elementTrials = {
  'element.action_id': posting((size) => button({ action_id: x(size) })),
  'element.placeholder': posting((size) => select({ placeholder: plain(size) })),
  'button.text': posting((size) => button({ text: plain(size) })),
  'button.value': posting((size) => button({ value: x(size) })),
  'button.url': posting((size) => button({ url: x(size) })),
  'button.accessibility_label': posting((size) => button({ accessibility_label: x(size) })),
  'checkboxes.options': posting((size) => boxes('checkboxes', size)),
  'radio_buttons.options': posting((size) => boxes('radio_buttons', size)),
  'overflow.options': posting((size) => overflow(...many(size, option))),
  'select.options': posting((size) => select({ options: many(size, option) })),
  'select.option_groups': posting((size) => groups(...many(size, () => group({})))),
  'multi_select.max_selected_items': opening((size) => [
    input({ type: 'multi_users_select', max_selected_items: size }),
  ]),
  'external_select.min_query_length': opening((size) => [
    input({ type: 'external_select', min_query_length: size }),
  ]),
  'input.initial_value': opening((size) => typing({ initial_value: x(size) })),
  'plain_text_input.min_length': opening((size) => typing({ min_length: size })),
  'plain_text_input.max_length': opening((size) => typing({ max_length: size })),
  'view.focus_on_load': opening((size) => many(size, () => typing({ focus_on_load: true })).flat()),
  'option.text': posting((size) => select({ options: [option(1, { text: plain(size) })] })),
  'option.value': posting((size) => select({ options: [option(1, { value: x(size) })] })),
  'option.description': posting((size) => select({ options: [option(1, { description: plain(size) })] })),
  'option.url': posting((size) => overflow(option(1, { url: x(size) }))),
  'option_group.label': posting((size) => groups(group({ label: plain(size) }))),
  'option_group.options': posting((size) => groups(group({ options: many(size, option) }))),
  'confirm.title': posting((size) => confirm({ title: plain(size) })),
  'confirm.text': posting((size) => confirm({ text: plain(size) })),
  'confirm.confirm': posting((size) => confirm({ confirm: plain(size) })),
  'confirm.deny': posting((size) => confirm({ deny: plain(size) })),
};
