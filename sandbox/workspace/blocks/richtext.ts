import type { Limits } from '../limits.ts';
import {
  anything,
  bool,
  byType,
  type Check,
  type Checks,
  complaint,
  form,
  integer,
  list,
  members,
  oneOf,
  string,
} from './schema.ts';

const type = anything;
const border = integer(0, 1);
const id = string('element.action_id', 1);
const url = string('button.url', 1);

const plainStyle = members({}, { bold: bool, italic: bool, strike: bool });
const textStyle = members({}, { bold: bool, italic: bool, strike: bool, code: bool, underline: bool });
const mentionStyle = members(
  {},
  { bold: bool, italic: bool, strike: bool, highlight: bool, client_highlight: bool, unlink: bool },
);

const DATE_TOKENS = new Set(
  [
    'day_divider_pretty',
    'date_num',
    'date_slash',
    'date_long',
    'date_long_full',
    'date_long_pretty',
    'date',
    'date_pretty',
    'date_short',
    'date_short_pretty',
    'time',
    'time_secs',
    'ago',
  ].map((token) => `{${token}}`),
);

const text = members({ type, text: string('rich_text.text', 1) }, { style: textStyle });
const link = members({ type, url }, { text: string('rich_text.text', 1), unsafe: bool, style: textStyle });

/** What a line consists of. Source: "Rich text block". */
const inline: Checks = {
  text,
  link,
  user: members({ type, user_id: id }, { style: mentionStyle }),
  usergroup: members({ type, usergroup_id: id }, { style: mentionStyle }),
  channel: members({ type, channel_id: id }, { style: mentionStyle }),
  broadcast: members({ type, range: oneOf('here', 'channel', 'everyone') }, { style: plainStyle }),
  emoji: members({ type, name: id }, { unicode: id, url, style: plainStyle }),
  color: members(
    { type, value: form(/^#[0-9a-fA-F]{3,6}$/, 'a colour such as #1f9d55') },
    { style: plainStyle },
  ),
  // Seconds since the epoch; milliseconds have more digits.
  date: members(
    { type, timestamp: integer(0, 9_999_999_999), format: dateFormat },
    { url, fallback: string('rich_text.text', 1), style: plainStyle },
  ),
};

const elements = list(byType(inline), 'rich_text.elements');
const section = members({ type, elements });

/** One element of a rich_text block. */
export const richTextElement = byType({
  rich_text_section: section,
  rich_text_list: members(
    {
      type,
      style: oneOf('bullet', 'ordered'),
      elements: list(byType({ rich_text_section: section }), 'rich_text.elements'),
    },
    { indent: integer(0, 8), offset: integer(0, 10_000), border },
  ),
  rich_text_quote: members({ type, elements }, { border }),
  rich_text_preformatted: members(
    { type, elements: list(byType({ text, link }), 'rich_text.elements') },
    { border, language: id },
  ),
});

/** A template with one of Slack's tokens at least, and none that Slack doesn't know. */
function dateFormat(value: unknown, path: string, limits: Limits): ReturnType<Check> {
  const errors = id(value, path, limits);
  if (errors.length > 0) return errors;
  const tokens: string[] = String(value).match(/\{\w+\}/g) ?? [];
  const known = tokens.length > 0 && tokens.every((token) => DATE_TOKENS.has(token));
  return known ? [] : complaint('invalid date format', path);
}
