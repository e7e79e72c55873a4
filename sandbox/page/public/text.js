import { element } from './dom.js';
import { parse } from './mrkdwn.js';

const TAGS = { code: 'code', pre: 'pre', bold: 'strong', italic: 'em', strike: 's' };
const SIGNS = { users: '@', groups: '@', channels: '#' };

/** A text object (plain_text or mrkdwn) as nodes. */
export function textNodes(object, names) {
  if (!object) return [];
  return object.type === 'mrkdwn' ? mrkdwnNodes(object.text, names) : [object.text];
}

/** Mrkdwn as nodes; `names` tells what users, groups and channels are called. */
export function mrkdwnNodes(source, names) {
  return parse(source).map((part) => nodeOf(part, names));
}

function nodeOf(part, names) {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'link') return link(part);
  if (part.kind === 'mention') {
    const name = names[part.of][part.id] ?? part.label ?? part.id;
    return mention(part.of, name);
  }
  if (part.kind === 'date') return localTime(part);
  const inner = part.parts ? part.parts.map((child) => nodeOf(child, names)) : [part.text];
  return element(TAGS[part.kind], {}, inner);
}

/** The name of one of the `users`, `groups` or `channels`, marked as a mention. */
export function mention(of, name) {
  return element('span', { class: 'mention' }, `${SIGNS[of]}${name.replace(/^[@#]/, '')}`);
}

/** A permalink leads to its message on this page; anything else opens elsewhere. */
export function link({ href, text }) {
  const [, channel, seconds, micros] = /\/archives\/(\w+)\/p(\d+)(\d{6})/.exec(href) ?? [];
  return channel
    ? element('a', { href: `#${channel}/${seconds}.${micros}` }, text)
    : element('a', { href, target: '_blank', rel: 'noreferrer' }, text);
}

/** A moment in the reader's own time, in the format that the text asks for. */
export function localTime({ seconds, format, label }) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return label ?? '';
  const words = {
    '{time}': { hour: '2-digit', minute: '2-digit' },
    '{time_secs}': { hour: '2-digit', minute: '2-digit', second: '2-digit' },
    '{date_num}': { year: 'numeric', month: '2-digit', day: '2-digit' },
    '{date_short}': { year: 'numeric', month: 'short', day: 'numeric' },
    '{date}': { year: 'numeric', month: 'long', day: 'numeric' },
    '{date_long}': { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  };
  const text = format.replaceAll('_pretty}', '}').replace(/\{\w+\}/g, (token) => {
    return words[token] ? date.toLocaleString('en', words[token]) : token;
  });
  return element('time', { datetime: date.toISOString() }, text);
}
