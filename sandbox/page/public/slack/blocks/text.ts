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
const TAGS = { code: 'code', pre: 'pre', bold: 'strong', italic: 'em', strike: 's', quote: 'blockquote' };

/** A text object as it is drawn: plain text literally, mrkdwn by its marks. */
export function words(text: Text | undefined, view: View): ComponentChildren {
  if (text?.type === 'mrkdwn') return markup(text.text, view, text.verbatim === true);
  return text?.emoji === false ? text.text : emojied(text?.text ?? '');
}

/** Mrkdwn as it is drawn; links that are written bare become links unless it is `verbatim`. */
export function markup(source: string, view: View, verbatim: boolean): ComponentChildren {
  return parse(source, verbatim).map((part) => drawn(part, view));
}

/** Mrkdwn as a phone's lock screen has it: names and times, and no marks. */
export function bare(parts: Part[], view: View): string {
  const texts = parts.map((part) => {
    if ('parts' in part) return bare(part.parts, view);
    if (part.kind === 'mention') return nameOf(part.of, part.id, view, part.label);
    if (part.kind === 'date') return dateWords(part.seconds, part.format, view.time.now) ?? part.label;
    return emojied(part.text);
  });
  return texts.join('');
}

function drawn(part: Part, view: View): ComponentChildren {
  if (part.kind === 'text') return emojied(part.text);
  if (part.kind === 'link') return link(part.href, part.text, view);
  if (part.kind === 'date') return moment(part.seconds, part.format, part.label, view, part.link);
  if (part.kind === 'mention') return mention(part.of, part.id, view, part.label);
  const inner = 'parts' in part ? part.parts.map((one) => drawn(one, view)) : part.text;
  return html`<${TAGS[part.kind]}>${inner}<//>`;
}

function nameOf(of: keyof typeof SIGNS, id: string, view: View, label?: string): string {
  const name = view.names[of][id] ?? label ?? id;
  return SIGNS[of] + name.replace(/^[@#]/, '');
}

/** A user, group or channel by name, marked where it is the reader. */
export function mention(of: keyof typeof SIGNS, id: string, view: View, label?: string) {
  return html`<span class=${id === view.as || view.groups.includes(id) ? 'mention me' : 'mention'}>${nameOf(of, id, view, label)}</span>`;
}

/** A permalink leads to its message on this page; anything else opens elsewhere. */
export function link(href: string, text: ComponentChildren, view: View) {
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
  if (text === undefined) return fallback;
  const iso = new Date(seconds * 1000).toISOString();
  const time = html`<time datetime=${iso} title=${fallback ?? iso}>${text}</time>`;
  return href ? link(href, time, view) : time;
}
