import { combobox } from './combobox.js';
import { element, freshId } from './dom.js';
import { textNodes } from './text.js';

const CHOICES = { radio_buttons: 'radio', checkboxes: 'checkbox' };

/** An input block: label, control, hint and, once the bot or Slack refused it, its error. */
export function inputBlock(data, context) {
  const id = freshId();
  const one = data.element;
  const label = [data.label.text, data.optional && element('span', { class: 'muted' }, ' (optional)')];
  const described = { 'aria-describedby': `${id}-hint ${id}-error` };
  const hint = element('p', { class: 'muted', id: `${id}-hint` }, data.hint?.text ?? '');
  const error = element('p', { class: 'error', id: `${id}-error`, role: 'alert' });
  if (CHOICES[one.type]) {
    const legend = element('legend', {}, label);
    return element(
      'fieldset',
      { ...described, 'data-block': data.block_id },
      legend,
      choices(one, data, context),
      hint,
      error,
    );
  }
  const attributes = { id, ...described, 'aria-required': data.optional ? undefined : 'true' };
  return element(
    'div',
    { class: 'field', 'data-block': data.block_id },
    element('label', { for: id }, label),
    control(one, data, context, attributes),
    hint,
    error,
  );
}

/** A select of any kind that the page knows. */
export function select(one, data, context, attributes) {
  if (one.type === 'external_select' || one.type === 'users_select')
    return combobox(one, data, context, attributes);
  const held = heldValue(one, data, context).selected_option ?? one.initial_option;
  const groups = one.option_groups ?? [{ options: one.options ?? [] }];
  const drawn = element(
    'select',
    { ...attributes, onchange: () => context.choose(data.block_id, drawn.value) },
    element('option', { value: '', disabled: true }, one.placeholder?.text ?? 'Choose'),
    groups.map((group) => listed(group)),
  );
  drawn.value = held?.value ?? '';
  return drawn;
}

function listed(group) {
  const options = group.options.map((option) => element('option', { value: option.value }, option.text.text));
  return group.label ? element('optgroup', { label: group.label.text }, options) : options;
}

function control(one, data, context, attributes) {
  if (one.type.endsWith('_select')) return select(one, data, context, attributes);
  const value = heldValue(one, data, context).value ?? one.initial_value ?? '';
  const drawn = element(one.multiline ? 'textarea' : 'input', {
    ...attributes,
    rows: one.multiline ? '3' : undefined,
    autocomplete: 'off',
    maxlength: one.max_length,
    placeholder: one.placeholder?.text,
    oninput: () => drawn.setAttribute('data-dirty', ''),
    onchange: () => keep(drawn, data.block_id, context),
  });
  drawn.value = value;
  drawn.keep = () => keep(drawn, data.block_id, context);
  return drawn;
}

/** Hands over what was typed, once. */
function keep(drawn, block, context) {
  if (!drawn.hasAttribute('data-dirty')) return;
  drawn.removeAttribute('data-dirty');
  context.type(block, drawn.value);
}

function choices(one, data, context) {
  const type = CHOICES[one.type];
  const held = heldValue(one, data, context);
  const initial = one.initial_option ? [one.initial_option] : (one.initial_options ?? []);
  const chosen = held.selected_options ?? (held.selected_option ? [held.selected_option] : initial);
  const name = freshId();
  return one.options.map((option) => {
    const box = element('input', {
      type,
      name,
      value: option.value,
      onchange: () => context.choose(data.block_id, option.value),
    });
    box.checked = chosen.some(({ value }) => value === option.value);
    const words = element('span', {}, textNodes(option.text, context.names));
    const more = option.description && element('span', { class: 'muted' }, ` ${option.description.text}`);
    return element('label', { class: 'choice' }, box, words, more);
  });
}

function heldValue(one, data, { values }) {
  return values?.[data.block_id]?.[one.action_id] ?? {};
}
