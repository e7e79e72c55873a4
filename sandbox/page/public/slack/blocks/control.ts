import { html } from 'htm/preact/standalone';
import { Menu } from '../menu.ts';
import { Field } from './field.ts';
import { picture } from './picture.ts';
import type { Block, Element, Surface, Text } from './types.ts';

interface ControlProps {
  element: Element;
  block: Block;
  surface: Surface;
}

/** What stands in an actions block or beside a section. */
export function Control({ element, block, surface }: ControlProps) {
  if (element.type === 'button') return button(element, surface);
  if (element.type === 'overflow') return overflow(element, surface);
  if (element.type === 'image') return picture(element.alt_text);
  const label = element.placeholder?.text ?? 'Choose';
  return html`<${Field} element=${element} block=${block} surface=${surface} named=${{ 'aria-label': label }} />`;
}

/** The menu of three dots; an option that is a link opens it, too. */
function overflow(element: Element, { pick }: Surface) {
  const items = (element.options ?? []).map((option) => ({
    text: option.text.text,
    act: () => {
      if (option.url) open(option.url, '_blank', 'noreferrer');
      pick(element, option);
    },
  }));
  return html`<${Menu} label="More actions" sign="⋯" items=${items} action=${element.action_id} />`;
}

/** A button; one that is a link opens it, and tells the bot as well. */
function button(element: Element, { press }: Surface) {
  const { text, url, style, accessibility_label: label, action_id: action } = element;
  const words = (text as Text).text;
  const act = () => press(element);
  return url
    ? html`<a class="button" href=${url} target="_blank" rel="noreferrer" aria-label=${label} data-action=${action} onClick=${act}>${words}</a>`
    : html`<button type="button" class=${style} aria-label=${label} data-action=${action} onClick=${act}>${words}</button>`;
}
