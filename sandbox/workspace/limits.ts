/** One of Slack's limits: what is the most that it takes, and what becomes of more. */
export interface Limit {
  most: number;
  /** What is counted; characters are code points of a text as Slack keeps it, escaped. */
  of: 'characters' | 'items' | 'bytes' | 'times' | 'milliseconds' | 'a minute';
  /** Where Slack says so. */
  source: string;
  /** Slack's word for more; where there is none, `invalid_blocks` in a message and `invalid_arguments` in a view. */
  word?: string;
  /** What of it Slack's documents don't say. */
  assumed?: string;
}

const DOCS = 'https://docs.slack.dev/';
const BLOCK = `${DOCS}reference/block-kit/blocks/`;
const ELEMENT = `${DOCS}reference/block-kit/block-elements/`;
const OBJECT = `${DOCS}reference/block-kit/composition-objects/`;
const METHOD = `${DOCS}reference/methods/`;
const MODAL = `${DOCS}reference/views/modal-views`;
const INTERACTION = `${DOCS}interactivity/handling-user-interaction`;
const RATES = `${DOCS}apis/web-api/rate-limits`;

const characters = (most: number, source: string): Limit => ({ most, of: 'characters', source });
const items = (most: number, source: string): Limit => ({ most, of: 'items', source });
const ours = (limit: Limit, assumed = 'the number'): Limit => ({ ...limit, assumed });

/** Slack's limits, all of them that are kept here. */
export const LIMITS = {
  'block.block_id': characters(255, BLOCK),
  'actions.elements': items(25, `${BLOCK}actions-block`),
  'context.elements': items(10, `${BLOCK}context-block`),
  'header.text': characters(150, `${BLOCK}header-block`),
  'image.alt_text': characters(2000, `${BLOCK}image-block`),
  'image.image_url': characters(3000, `${BLOCK}image-block`),
  'image.title': characters(2000, `${BLOCK}image-block`),
  'input.label': characters(2000, `${BLOCK}input-block`),
  'input.hint': characters(2000, `${BLOCK}input-block`),
  'markdown.text': characters(12_000, `${BLOCK}markdown-block`),
  'rich_text.elements': ours(items(100, `${BLOCK}rich-text-block`)),
  'rich_text.text': ours(characters(3000, `${BLOCK}rich-text-block`)),
  'section.text': characters(3000, `${BLOCK}section-block`),
  'section.fields': items(10, `${BLOCK}section-block`),
  'section.field': characters(2000, `${BLOCK}section-block`),
  'table.rows': items(100, `${BLOCK}table-block`),
  'table.cells': items(20, `${BLOCK}table-block`),
  'table.column_settings': items(20, `${BLOCK}table-block`),

  'element.action_id': characters(255, ELEMENT),
  'element.placeholder': characters(150, `${ELEMENT}select-menu-element`),
  'button.text': characters(75, `${ELEMENT}button-element`),
  'button.value': characters(2000, `${ELEMENT}button-element`),
  'button.url': characters(3000, `${ELEMENT}button-element`),
  'button.accessibility_label': characters(75, `${ELEMENT}button-element`),
  'checkboxes.options': items(10, `${ELEMENT}checkboxes-element`),
  'radio_buttons.options': items(10, `${ELEMENT}radio-button-group-element`),
  'overflow.options': items(5, `${ELEMENT}overflow-menu-element`),
  'select.options': items(100, `${ELEMENT}select-menu-element`),
  'select.option_groups': items(100, `${ELEMENT}select-menu-element`),
  'multi_select.max_selected_items': ours(items(100, `${ELEMENT}multi-select-menu-element`)),
  'external_select.min_query_length': ours(characters(75, `${ELEMENT}select-menu-element`)),
  'input.initial_value': ours(characters(3000, `${ELEMENT}plain-text-input-element`)),
  'plain_text_input.min_length': characters(3000, `${ELEMENT}plain-text-input-element`),
  'plain_text_input.max_length': characters(3000, `${ELEMENT}plain-text-input-element`),
  'view.focus_on_load': ours(items(1, `${ELEMENT}plain-text-input-element`), 'that more are refused'),

  'text.text': characters(3000, `${OBJECT}text-object`),
  'option.text': characters(75, `${OBJECT}option-object`),
  'option.value': characters(150, `${OBJECT}option-object`),
  'option.description': characters(75, `${OBJECT}option-object`),
  'option.url': characters(3000, `${OBJECT}option-object`),
  'option_group.label': characters(75, `${OBJECT}option-group-object`),
  'option_group.options': items(100, `${OBJECT}option-group-object`),
  'confirm.title': characters(100, `${OBJECT}confirmation-dialog-object`),
  'confirm.text': characters(300, `${OBJECT}confirmation-dialog-object`),
  'confirm.confirm': characters(30, `${OBJECT}confirmation-dialog-object`),
  'confirm.deny': characters(30, `${OBJECT}confirmation-dialog-object`),

  'view.blocks': items(100, MODAL),
  'modal.title': characters(24, MODAL),
  'modal.submit': characters(24, MODAL),
  'modal.close': characters(24, MODAL),
  'view.private_metadata': characters(3000, MODAL),
  'view.callback_id': characters(255, MODAL),
  'view.external_id': ours(characters(255, MODAL)),
  'view.bytes': { most: 250_000, of: 'bytes', source: `${METHOD}views.open`, word: 'view_too_large' },
  'modals.depth': {
    most: 3,
    of: 'items',
    source: `${DOCS}surfaces/modals`,
    word: 'push_limit_reached',
  },

  'message.blocks': items(50, BLOCK),
  'message.text': { ...characters(40_000, `${METHOD}chat.postMessage`), word: 'message_truncated' },
  'message.attachments': {
    ...items(100, `${METHOD}chat.postMessage`),
    word: 'too_many_attachments',
  },
  'message.all': {
    ...ours(characters(11_300, 'https://github.com/slackapi/bolt-js/issues/2867')),
    word: 'msg_blocks_too_long',
  },
  'message.weight': {
    ...ours(
      characters(13_297, 'https://github.com/slackapi/bolt-js/issues/2509'),
      'seen once, and that each block counts for 125',
    ),
    word: 'msg_blocks_too_long',
  },
  'chat.update.text': { ...characters(4000, `${METHOD}chat.update`), word: 'msg_too_long' },
  'conversations.history.limit': {
    ...ours(items(999, `${METHOD}conversations.history`), 'that more is refused'),
    word: 'invalid_limit',
  },
  'conversations.replies.limit': {
    ...ours(items(1000, `${METHOD}conversations.replies`), 'that more is refused'),
    word: 'invalid_limit',
  },
  'conversations.members.limit': {
    ...ours(items(999, `${METHOD}conversations.members`), 'that more is refused'),
    word: 'invalid_limit',
  },
  'users.list.limit': {
    ...ours(items(1000, `${METHOD}users.list`), 'that more is refused'),
    word: 'invalid_limit',
  },

  'ack.time': { most: 3000, of: 'milliseconds', source: INTERACTION, word: 'the click is lost' },
  'trigger_id.time': { most: 3000, of: 'milliseconds', source: INTERACTION, word: 'expired_trigger_id' },
  'trigger_id.uses': { most: 1, of: 'times', source: INTERACTION, word: 'exchanged_trigger_id' },
  'response_url.time': {
    most: 30 * 60 * 1000,
    of: 'milliseconds',
    source: INTERACTION,
    word: 'expired_url',
  },
  'response_url.uses': { most: 5, of: 'times', source: INTERACTION, word: 'used_url' },
  'app.sockets': {
    most: 10,
    of: 'items',
    source: `${DOCS}apis/events-api/using-socket-mode`,
    word: 'too_many_websockets',
  },

  'rate.chat.postMessage': { most: 60, of: 'a minute', source: RATES, word: 'ratelimited' },
  'rate.tier2': { most: 20, of: 'a minute', source: RATES, word: 'ratelimited' },
  'rate.tier3': { most: 50, of: 'a minute', source: RATES, word: 'ratelimited' },
  'rate.tier4': { most: 100, of: 'a minute', source: RATES, word: 'ratelimited' },
  'rate.special': { ...ours({ most: 300, of: 'a minute', source: RATES }), word: 'ratelimited' },
  'burst.chat.postMessage': { ...ours(items(10, RATES)), word: 'ratelimited' },
  'burst.tier2': { ...ours(items(10, RATES)), word: 'ratelimited' },
  'burst.tier3': { ...ours(items(15, RATES)), word: 'ratelimited' },
  'burst.tier4': { ...ours(items(25, RATES)), word: 'ratelimited' },
  'burst.special': { ...ours(items(100, RATES)), word: 'ratelimited' },
} as const satisfies Record<string, Limit>;

/** The name of a limit. */
export type LimitName = keyof typeof LIMITS;

/** How much is taken at most, by the limit's name; tests run the checks with other numbers. */
export type Limits = Readonly<Record<LimitName, number>>;

/** Slack's own numbers. */
export const SLACKS_LIMITS = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { most }]) => [name, most]),
) as Limits;
