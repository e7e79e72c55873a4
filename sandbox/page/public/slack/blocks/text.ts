import { html } from 'htm/preact/standalone';
import type { ComponentChildren } from 'preact';
import type { View } from '../../../../control/view.ts';
import { perform } from '../../live.ts';
import { dateWords } from '../dates.ts';
import { emojied } from '../emoji.ts';
import { type Part, parse } from '../mrkdwn.ts';
import { messageOf, openMessage } from '../place.ts';
import type { Text } from './types.ts';

const SIGNS = { users: '@', groups: '@', channels: '#' };

/** A text object as it is drawn: plain text literally, mrkdwn by its marks. */
export function words(text: Text | undefined, view: View): ComponentChildren {
  if (text === undefined) return null;
  if (text.type === 'mrkdwn') return markup(text.text, view, text.verbatim === true);
  return text.emoji === false ? text.text : emojied(text.text);
}

/** Mrkdwn as it is drawn; links that are written bare become links unless it is `verbatim`. */
export function markup(source: string, view: View, verbatim: boolean): ComponentChildren {
  return parse(source, verbatim).map((part) => drawn(part, view));
}

/** Mrkdwn as a phone's lock screen has it: names and times, and no marks. */
export function bare(source: string, view: View): string {
  return parse(source)
    .map((part) => bareOf(part, view))
    .join('');
}

function drawn(part: Part, view: View): ComponentChildren {
  const inner = 'parts' in part ? part.parts.map((one) => drawn(one, view)) : [];
  switch (part.kind) {
    case 'text':
      return emojied(part.text);
    case 'code':
      return html`<code>${part.text}</code>`;
    case 'pre':
      return html`<pre>${part.text}</pre>`;
    case 'bold':
      return html`<strong>${inner}</strong>`;
    case 'italic':
      return html`<em>${inner}</em>`;
    case 'strike':
      return html`<s>${inner}</s>`;
    case 'quote':
      return html`<blockquote>${inner}</blockquote>`;
    case 'link':
      return link(part.href, part.text, view);
    case 'date':
      return moment(part.seconds, part.format, part.label, view, part.link);
    case 'mention':
      return mention(part.of, part.id, view, part.label);
  }
}

function bareOf(part: Part, view: View): string {
  if ('parts' in part) return part.parts.map((one) => bareOf(one, view)).join('');
  if (part.kind === 'mention') return nameOf(part.of, part.id, view, part.label);
  if (part.kind === 'date') return dateWords(part.seconds, part.format, view.time.now) ?? part.label ?? '';
  return emojied(part.text);
}

function nameOf(of: keyof typeof SIGNS, id: string, view: View, label?: string): string {
  const name = view.names[of][id] ?? label ?? id;
  return SIGNS[of] + name.replace(/^[@#]/, '');
}

/** A user, group or channel by name, marked where it is the reader. */
export function mention(of: keyof typeof SIGNS, id: string, view: View, label?: string) {
  const mine = id === view.as ? ' me' : '';
  return html`<span class=${`mention${mine}`}>${nameOf(of, id, view, label)}</span>`;
}

/** A permalink leads to its message on this page; anything else opens elsewhere. */
export function link(href: string, text: string, view: View) {
  const to = messageOf(href);
  if (to === undefined) return html`<a href=${href} target="_blank" rel="noreferrer">${text}</a>`;
  const open = (event: Event) => {
    event.preventDefault();
    // What it leads to would lie under the form.
    if (view.modal) void perform('close');
    openMessage(view, to.channel, to.ts);
  };
  return html`<a href=${`#${to.channel}/${to.ts}`} onClick=${open}>${text}</a>`;
}

/** A moment in the reader's own time. */
export function moment(
  seconds: number,
  format: string,
  fallback: string | undefined,
  view: View,
  href?: string,
): ComponentChildren {
  const text = dateWords(seconds, format, view.time.now);
  if (text === undefined) return fallback ?? '';
  const iso = new Date(seconds * 1000).toISOString();
  const time = html`<time datetime=${iso} title=${fallback ?? iso}>${text}</time>`;
  return href ? html`<a href=${href} target="_blank" rel="noreferrer">${time}</a>` : time;
}
