import { html } from 'htm/preact/standalone';
import type { ComponentChildren } from 'preact';
import type { View } from '../../../../control/view.ts';
import { emoji } from '../emoji.ts';
import { link, mention, moment } from './text.ts';

interface Inline {
  type: string;
  text?: string;
  url?: string;
  user_id?: string;
  usergroup_id?: string;
  channel_id?: string;
  range?: string;
  name?: string;
  unicode?: string;
  value?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  style?: Partial<Record<keyof typeof TAGS, boolean>>;
}

interface Outer {
  type: string;
  style?: 'bullet' | 'ordered';
  indent?: number;
  offset?: number;
  elements: (Inline & Outer)[];
}

const TAGS = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' } as const;

/** A rich_text block's elements. What stands in them is never read as markup. */
export function richText(elements: unknown[], view: View) {
  return html`<div class="rich">${(elements as Outer[]).map((one) => outer(one, view))}</div>`;
}

function outer(one: Outer, view: View) {
  if (one.type === 'rich_text_list') return list(one, view);
  const inner = one.elements.map((part) => inline(part, view));
  if (one.type === 'rich_text_quote') return html`<blockquote>${inner}</blockquote>`;
  if (one.type === 'rich_text_preformatted') return html`<pre>${inner}</pre>`;
  return html`<div class="text">${inner}</div>`;
}

function list({ style, indent = 0, offset = 0, elements }: Outer, view: View) {
  const items = elements.map((item) => html`<li>${item.elements.map((part) => inline(part, view))}</li>`);
  const deep = `indent${indent}`;
  return style === 'ordered'
    ? html`<ol class=${deep} start=${offset + 1}>${items}</ol>`
    : html`<ul class=${deep}>${items}</ul>`;
}

function inline(one: Inline, view: View): ComponentChildren {
  const { style = {} } = one;
  const names = (Object.keys(TAGS) as (keyof typeof TAGS)[]).filter((name) => style[name]);
  return names.reduce<ComponentChildren>(
    (inner, name) => html`<${TAGS[name]}>${inner}<//>`,
    plain(one, view),
  );
}

function plain(one: Inline, view: View): ComponentChildren {
  const { text = '', url = '', name = '' } = one;
  if (one.type === 'link') return link(url, text || url, view);
  if (one.type === 'user') return mention('users', one.user_id ?? '', view);
  if (one.type === 'usergroup') return mention('groups', one.usergroup_id ?? '', view);
  if (one.type === 'channel') return mention('channels', one.channel_id ?? '', view);
  if (one.type === 'broadcast') return mention('groups', one.range ?? '', view);
  if (one.type === 'emoji') return emoji(name, one.unicode);
  if (one.type === 'color') return one.value;
  if (one.type === 'date') return moment(one.timestamp ?? 0, one.format ?? '', one.fallback, view, one.url);
  return text;
}
