import { describe, expect, test } from 'vitest';
import {
  checkMessageBlocks,
  checkOptions,
  checkView,
  totalText,
} from '../../../sandbox/workspace/blocks/check.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const many = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, i) => one(i));
const option = (index: number) => ({ text: plain(75), value: `${index}` });
const button = (more: object = {}) => ({ type: 'button', text: plain(75), ...more });
const actions = (...elements: object[]) => [{ type: 'actions', elements }];
const section = (more: object) => [{ type: 'section', ...more }];
const select = (more: object) => actions({ type: 'static_select', options: many(2, option), ...more });
const confirm = (more: object) => {
  const dialog = { title: plain(100), text: mrkdwn(300), confirm: plain(30), deny: plain(30), ...more };
  return actions(button({ confirm: dialog }));
};

describe('messages', () => {
  test.each([
    ['50 blocks', many(50, () => ({ type: 'divider' }))],
    ['a full section', section({ text: mrkdwn(3000), fields: many(10, () => mrkdwn(2000)) })],
    ['a full header', [{ type: 'header', text: plain(150) }]],
    ['a full context', [{ type: 'context', elements: many(10, () => mrkdwn(75)) }]],
    ['25 buttons', actions(...many(25, (i) => button({ action_id: `a${i}`, value: 'v'.repeat(2000) })))],
    ['100 options', select({ options: many(100, option), initial_option: option(3) })],
    ['a full confirm', confirm({})],
    ['markup with an entity', section({ text: { type: 'mrkdwn', text: `${'x'.repeat(2995)}&amp;` } })],
    [
      'a table',
      [
        {
          type: 'table',
          rows: [[{ type: 'raw_text', text: 'x' }], [{ type: 'raw_number', value: 1, text: '1' }]],
        },
      ],
    ],
    [
      'a day and a time',
      [
        ...actions({ type: 'datepicker', initial_date: '2026-12-31' }),
        ...actions({ type: 'timepicker', initial_time: '23:59' }),
      ],
    ],
    ['code points, not code units', section({ text: { type: 'plain_text', text: '😀'.repeat(3000) } })],
  ])('%s are fine', (_what, blocks) => {
    expect(checkMessageBlocks(blocks)).toEqual([]);
  });

  test.each([
    [
      '51 blocks',
      many(51, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    ['no type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
    ['an unknown type', [{ type: 'marquee' }], 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
    ['an input', [{ type: 'input' }], 'unsupported type: input [json-pointer:/blocks/0/type]'],
    ['an empty section', section({}), 'must define either `fields` or `text` [json-pointer:/blocks/0]'],
    ['a long section', section({ text: mrkdwn(3001) }), 'must be less than 3001 characters'],
    ['an empty text', section({ text: plain(0) }), 'must be more than 0 characters'],
    ['11 fields', section({ fields: many(11, () => plain(1)) }), 'no more than 10 items allowed'],
    ['a long field', section({ fields: [plain(2001)] }), 'must be less than 2001 characters'],
    ['a long header', [{ type: 'header', text: plain(151) }], 'must be less than 151 characters'],
    ['a mrkdwn header', [{ type: 'header', text: mrkdwn(1) }], 'must be one of plain_text'],
    ['11 in a context', [{ type: 'context', elements: many(11, () => plain(1)) }], 'no more than 10 items'],
    ['26 buttons', actions(...many(26, () => button())), 'no more than 25 items allowed'],
    ['no buttons', actions(), 'no fewer than 1 items allowed'],
    ['a long button', actions(button({ text: plain(76) })), 'must be less than 76 characters'],
    ['a mrkdwn button', actions(button({ text: mrkdwn(1) })), 'must be one of plain_text'],
    ['a long value', actions(button({ value: 'v'.repeat(2001) })), 'must be less than 2001 characters'],
    ['a blue button', actions(button({ style: 'blue' })), 'must be one of primary, danger'],
    ['a disabled button', actions(button({ disabled: true })), 'invalid additional property: disabled'],
    ['a long action_id', actions(button({ action_id: 'a'.repeat(256) })), 'must be less than 256 characters'],
    [
      'twin action_ids',
      actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
      'action_id already exists',
    ],
    ['twin block_ids', many(2, () => ({ type: 'divider', block_id: 'b' })), 'block_id already exists'],
    ['101 options', select({ options: many(101, option) }), 'no more than 100 items allowed'],
    ['no options', select({ options: undefined }), 'missing required field: options'],
    [
      'a long option',
      select({ options: [{ text: plain(76), value: 'v' }] }),
      'must be less than 76 characters',
    ],
    [
      'a long option value',
      select({ options: [{ text: plain(1), value: 'v'.repeat(151) }] }),
      'less than 151',
    ],
    ['an odd initial option', select({ initial_option: option(7) }), 'must match one of the options'],
    ['a long placeholder', select({ placeholder: plain(151) }), 'must be less than 151 characters'],
    ['a long confirm title', confirm({ title: plain(101) }), 'must be less than 101 characters'],
    ['a long confirm text', confirm({ text: plain(301) }), 'must be less than 301 characters'],
    ['a long deny', confirm({ deny: plain(31) }), 'must be less than 31 characters'],
    ['a picture without words', [{ type: 'image', image_url: 'x' }], 'missing required field: alt_text'],
    ['a picture from nowhere', [{ type: 'image', alt_text: 'x' }], 'either `image_url` or `slack_file`'],
    [
      'a text that is too long once it is escaped',
      [{ type: 'header', text: { type: 'plain_text', text: `${'x'.repeat(146)}&` } }],
      'must be less than 151 characters',
    ],
    [
      'markup that is too long once it is escaped',
      section({ text: { type: 'mrkdwn', text: `${'x'.repeat(2996)}&` } }),
      'must be less than 3001 characters',
    ],
    [
      'an initial option of other words',
      select({ initial_option: { text: plain(1), value: '1' } }),
      'must match one of the options',
    ],
    ['a day that is none', actions({ type: 'datepicker', initial_date: '31.12.2026' }), 'must be a date'],
    ['a time that is none', actions({ type: 'timepicker', initial_time: '24:00' }), 'must be a time'],
    [
      'a cell without text',
      [{ type: 'table', rows: [[{ type: 'raw_text' }]] }],
      'missing required field: text',
    ],
    [
      'a cell of another kind',
      [{ type: 'table', rows: [[plain(1)]] }],
      'unsupported type: plain_text [json-pointer:/blocks/0/rows/0/0/type]',
    ],
  ])('%s is refused', (_what, blocks, line) => {
    expect(checkMessageBlocks(blocks).join()).toContain(line);
  });

  test('all text counts towards the whole, as Slack keeps it, and each block for itself', () => {
    const [text, bare] = [section({ text: mrkdwn(10), fields: [plain(5)] }), [{ type: 'divider' }]];
    expect(totalText(text)).toBe(totalText(bare) + 15);
    expect(totalText([...text, ...actions(button())])).toBe(2 * totalText(bare) + 15 + 75);
    expect(totalText(section({ text: { type: 'plain_text', text: '&<>' } }))).toBe(totalText(bare) + 13);
    expect(totalText(section({ text: { type: 'mrkdwn', text: '&amp;' } }))).toBe(totalText(bare) + 5);
  });
});

describe('views', () => {
  const input = (more: object = {}) => ({
    type: 'input',
    label: plain(2000),
    element: { type: 'plain_text_input' },
    ...more,
  });
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain(24),
    submit: plain(24),
    blocks: [input()],
    ...more,
  });

  test('a full modal and a Home tab are fine', () => {
    const full = { private_metadata: 'x'.repeat(3000), close: plain(24), callback_id: 'x'.repeat(255) };
    expect(checkView(modal(full))).toEqual([]);
    expect(checkView({ type: 'home', blocks: many(100, () => ({ type: 'divider' })) })).toEqual([]);
  });

  test.each([
    ['a long title', { title: plain(25) }, 'less than 25 characters [json-pointer:/view/title/text]'],
    ['no title', { title: undefined }, 'missing required field: title [json-pointer:/view]'],
    ['a long submit', { submit: plain(25) }, '[json-pointer:/view/submit/text]'],
    ['fields without submit', { submit: undefined }, 'missing required field: submit'],
    ['much metadata', { private_metadata: 'x'.repeat(3001) }, 'must be less than 3001 characters'],
    ['101 blocks', { blocks: many(101, () => ({ type: 'divider' })) }, 'no more than 100 items allowed'],
    ['a long label', { blocks: [input({ label: plain(2001) })] }, 'must be less than 2001 characters'],
    ['a mrkdwn label', { blocks: [input({ label: mrkdwn(1) })] }, 'must be one of plain_text'],
    ['no element', { blocks: [input({ element: undefined })] }, 'missing required field: element'],
    [
      'bounds the wrong way round',
      {
        blocks: [
          input({
            element: { type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '1' },
          }),
        ],
      },
      'must not be greater than `max_value`',
    ],
    ['a button as field', { blocks: [input({ element: button() })] }, 'unsupported type: button'],
  ])('%s is refused', (_what, more, line) => {
    expect(checkView(modal(more)).join()).toContain(line);
  });
});

test('answers to an option load', () => {
  expect(checkOptions({ options: many(100, option) })).toEqual([]);
  expect(checkOptions({ option_groups: [{ label: plain(75), options: [option(1)] }] })).toEqual([]);
  expect(checkOptions({ options: [] }).join()).toContain('no fewer than 1 items allowed');
  expect(checkOptions({ options: many(101, option) }).join()).toContain('no more than 100 items allowed');
  expect(checkOptions({}).join()).toContain('missing required field');
});
