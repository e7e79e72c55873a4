import { element } from './dom.js';
import { link, localTime, mention } from './text.js';

/** A rich_text block. What stands in it is never read as markup. */
export function richText(data, { names }) {
  return element(
    'div',
    { class: 'richtext' },
    data.elements.map((one) => BLOCKS[one.type]?.(one, names)),
  );
}

const BLOCKS = {
  rich_text_section: (one, names) => element('div', { class: 'text' }, nodes(one, names)),
  rich_text_quote: (one, names) => element('blockquote', { class: 'text' }, nodes(one, names)),
  rich_text_preformatted: (one, names) => element('pre', {}, nodes(one, names)),
  rich_text_list: list,
};

function list({ style, indent = 0, offset = 0, elements }, names) {
  const items = elements.map((item) => element('li', { class: 'text' }, nodes(item, names)));
  const ordered = style === 'ordered';
  return element(
    ordered ? 'ol' : 'ul',
    { class: `indent${indent}`, start: ordered && offset > 0 ? String(offset + 1) : undefined },
    items,
  );
}

function nodes({ elements }, names) {
  return elements.map((one) => styled(one.style, INLINE[one.type]?.(one, names) ?? ''));
}

const INLINE = {
  text: ({ text }) => text,
  link: ({ url, text }) => link({ href: url, text: text ?? url }),
  user: ({ user_id: id }, names) => mention('users', names.users[id] ?? id),
  usergroup: ({ usergroup_id: id }, names) => mention('groups', names.groups[id] ?? id),
  channel: ({ channel_id: id }, names) => mention('channels', names.channels[id] ?? id),
  broadcast: ({ range }) => mention('users', range),
  emoji: ({ name, unicode }) =>
    unicode
      ? String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)))
      : `:${name}:`,
  color: ({ value }) => value,
  date: ({ timestamp, format, fallback }) => localTime({ seconds: timestamp, format, label: fallback }),
};

const TAGS = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' };

function styled(style = {}, node) {
  return Object.entries(TAGS).reduce(
    (inner, [name, tag]) => (style[name] ? element(tag, {}, inner) : inner),
    node,
  );
}
