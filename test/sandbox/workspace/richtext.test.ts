import type { RichTextBlock, RichTextBlockElement } from '@slack/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMessageBlocks, checkView, totalText } from '../../../sandbox/workspace/blocks/check.ts';
import { populate } from './bot.ts';

type People = Awaited<ReturnType<typeof populate>>;
let people: People;

beforeAll(async () => {
  people = await populate();
});
afterAll(() => people.workspace.close());

const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style ? { style } : {}) });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const quote = (...elements: object[]) => ({ type: 'rich_text_quote', elements });
const pre = (...elements: object[]) => ({ type: 'rich_text_preformatted', elements });
const list = (more: object, ...elements: object[]) => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements,
  ...more,
});
const rich = (...elements: object[]) => [{ type: 'rich_text', elements }];
const line = (...elements: object[]) => rich(section(...elements));
const date = (more: object = {}) => ({
  type: 'date',
  timestamp: 1_780_000_000,
  format: '{date_short_pretty} at {time}',
  ...more,
});
const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);

test.each([
  ['a text in every style', line(text('x', { bold: true, italic: true, strike: true, code: true }))],
  ['a long text', line(text('x'.repeat(3000)))],
  ['mentions', line({ type: 'user', user_id: 'U1' }, { type: 'usergroup', usergroup_id: 'S1' })],
  ['a channel', line({ type: 'channel', channel_id: 'C1', style: { bold: true } })],
  ['everyone', line({ type: 'broadcast', range: 'here' })],
  ['an emoji', line({ type: 'emoji', name: 'wave', unicode: '1f44b' })],
  ['a link', line({ type: 'link', url: 'https://example.com', text: 'x', style: { bold: true } })],
  ['a date', line(date({ fallback: 'soon', url: 'https://example.com' }))],
  ['a colour', line({ type: 'color', value: '#1f9d55' })],
  ['a quote', rich(quote(text('x')))],
  ['a quote with a border', rich({ ...quote(text('x')), border: 1 })],
  ['preformatted', rich(pre(text('x'), { type: 'link', url: 'https://example.com' }))],
  ['a list', rich(list({ style: 'ordered', indent: 1, offset: 2, border: 0 }, section(text('x'))))],
])('%s is fine', (_what, blocks) => {
  expect(checkMessageBlocks(blocks)).toEqual([]);
  expect(checkView({ type: 'home', blocks })).toEqual([]);
});

test.each([
  ['no elements', rich(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  ['an empty section', line(), 'no fewer than 1 items allowed'],
  ['a plain text', rich({ type: 'plain_text', text: 'x' }), 'unsupported type: plain_text'],
  ['markup in it', line({ type: 'mrkdwn', text: '*x*' }), 'unsupported type: mrkdwn'],
  ['a text on its own', rich(text('x')), 'unsupported type: text'],
  ['an empty text', line(text('')), 'must be more than 0 characters'],
  ['a text too long', line(text('x'.repeat(3001))), 'must be less than 3001 characters'],
  ['an unknown style', line(text('x', { blink: true })), 'invalid additional property: blink'],
  ['a style that is a word', line(text('x', { bold: 'yes' })), 'must be a boolean'],
  ['a mention in code', line({ type: 'user', user_id: 'U1', style: { code: true } }), 'property: code'],
  ['a mention of nobody', line({ type: 'user' }), 'missing required field: user_id'],
  ['a link to nowhere', line({ type: 'link', text: 'x' }), 'missing required field: url'],
  ['an unknown range', line({ type: 'broadcast', range: 'all' }), 'must be one of here, channel, everyone'],
  ['a date without format', line(date({ format: undefined })), 'missing required field: format'],
  ['a date in milliseconds', line(date({ timestamp: 1_780_000_000_000 })), 'must be between'],
  ['a date of no token', line(date({ format: 'tomorrow' })), 'invalid date format'],
  ['a date of an unknown token', line(date({ format: '{weekday}' })), 'invalid date format'],
  [
    'a list of no style',
    rich(list({ style: undefined }, section(text('x')))),
    'missing required field: style',
  ],
  ['a list of texts', rich(list({}, text('x'))), 'unsupported type: text'],
  ['a list too deep', rich(list({ indent: 9 }, section(text('x')))), 'must be between 0 and 8'],
  ['a user in preformatted', rich(pre({ type: 'user', user_id: 'U1' })), 'unsupported type: user'],
  ['a thick border', rich({ ...quote(text('x')), border: 2 }), 'must be between 0 and 1'],
  ['101 in a line', line(...many(101, text('x'))), 'no more than 100 items allowed'],
])('%s is refused', (_what, blocks, complaint) => {
  expect(checkMessageBlocks(blocks).join()).toContain(complaint);
});

test('its texts and bare links count towards the whole', () => {
  const bare = totalText([{ type: 'divider' }]);
  expect(totalText(line(text('12345'), { type: 'link', url: 'https://a.b' }))).toBe(bare + 16);
  expect(totalText(rich(quote(text('&<>'))))).toBe(bare + 3);
});

test('what was written comes back as it was: nothing is read as markup, escaped or given an ID', async () => {
  const { client, channel, workspace } = people;
  const words = '*not bold* <@U1> <!here> https://example.com & <b>';
  const elements = [
    section(text(words)),
    quote(text(words)),
    list({}, section(text(words))),
    pre(text(words)),
  ];
  const block: RichTextBlock = { type: 'rich_text', elements: elements as RichTextBlockElement[] };
  const { message } = await client.chat.postMessage({ channel, text: 'Words', blocks: [block] });
  expect(message?.blocks).toEqual([{ ...block, block_id: 'auto1' }]);
  expect(workspace.messages(channel).at(-1)?.blocks).toEqual([{ ...block, block_id: 'auto1' }]);
});
