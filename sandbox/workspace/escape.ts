import { isJson } from './json.ts';
import type { Json } from './types.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A literal text as Slack keeps it. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Marked-up text as Slack keeps it: an ampersand that begins no entity becomes one. */
export function tidied(text: string): string {
  return text.replace(/&(?!(amp|lt|gt);)/g, '&amp;');
}

/** Blocks or an option as Slack hands them back: their texts escaped, and what was left out of a text filled in. */
export function normalised<T>(value: T): T {
  return shown(value) as T;
}

/** An option's value, or several, as Slack hands them back where it escapes them too; nobody knows whether it does. */
export function escapedValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapedValues);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'value' && typeof one === 'string' && isJson(value.text) ? escaped(one) : escapedValues(one),
    ]),
  );
}

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (!isJson(value)) return value;
  const inner: Json = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)]));
  const { type, text } = inner;
  if (typeof text !== 'string') return inner;
  if (type === 'plain_text') return { emoji: true, ...inner, text: escaped(text) };
  return type === 'mrkdwn' ? { verbatim: false, ...inner, text: tidied(text) } : inner;
}
