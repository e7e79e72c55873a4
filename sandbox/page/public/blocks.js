import { element } from './dom.js';
import { inputBlock, select } from './inputs.js';
import { menuButton } from './menu.js';
import { richText } from './richtext.js';
import { textNodes } from './text.js';

/**
 * One block of Block Kit. `context` says who looks (`as`, `names`), what was typed (`values`), and what clicks and choices do
 * (`press`, `pick`, `choose`, `type`, `options`).
 */
export function block(data, context) {
  const draw = BLOCKS[data.type];
  return draw ? draw(data, context) : element('p', { class: 'muted' }, `[${data.type} is not shown here]`);
}

const BLOCKS = {
  header: (data, { names }) => element('h3', {}, textNodes(data.text, names)),
  divider: () => element('hr'),
  section,
  context: (data, { names }) =>
    element(
      'p',
      { class: 'context' },
      data.elements.map((one) => element('span', {}, textNodes(one, names))),
    ),
  actions: (data, context) =>
    element(
      'div',
      { class: 'row' },
      data.elements.map((one) => control(one, data, context)),
    ),
  input: inputBlock,
  rich_text: richText,
};

function section(data, context) {
  const fields = (data.fields ?? []).map((field) => element('div', {}, textNodes(field, context.names)));
  return element(
    'div',
    { class: 'section' },
    element(
      'div',
      {},
      data.text && element('div', { class: 'text' }, textNodes(data.text, context.names)),
      fields.length > 0 && element('div', { class: 'fields' }, fields),
    ),
    data.accessory && control(data.accessory, data, context),
  );
}

function control(one, data, context) {
  if (one.type === 'button') return button(one, context);
  if (one.type === 'overflow') return overflow(one, context);
  if (one.type.endsWith('_select')) {
    const label = one.placeholder?.text ?? data.block_id;
    return select(one, data, context, { 'aria-label': label });
  }
  return element('span', { class: 'muted' }, `[${one.type} is not shown here]`);
}

/** The menu of three dots; an option that is a link opens it, too. */
function overflow(one, context) {
  const items = one.options.map((option) => ({
    text: option.text.text,
    act: () => {
      if (option.url) open(option.url, '_blank', 'noreferrer');
      context.pick(one, option);
    },
  }));
  return menuButton('⋯', items, { class: 'more', 'aria-label': 'More', 'data-action': one.action_id });
}

function button(one, context) {
  if (one.url) {
    return element(
      'a',
      { class: 'button', href: one.url, target: '_blank', rel: 'noreferrer' },
      one.text.text,
    );
  }
  return element(
    'button',
    {
      type: 'button',
      class: one.style,
      'data-action': one.action_id,
      'aria-label': one.accessibility_label,
      onclick: () => context.press(one),
    },
    one.text.text,
  );
}
