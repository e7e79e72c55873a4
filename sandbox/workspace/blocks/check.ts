import { escaped } from '../escape.ts';
import { isJson, objs, str } from '../json.ts';
import { type Limits, SLACKS_LIMITS } from '../limits.ts';
import type { Json } from '../types.ts';
import { messageBlock, viewBlock } from './blocks.ts';
import { optionGroup, plain, selectOption } from './composition.ts';
import { bool, type Checks, complaint, list, members, oneOf, string } from './schema.ts';

const anyView: Checks = {
  private_metadata: string('view.private_metadata'),
  callback_id: string('view.callback_id'),
  external_id: string('view.external_id'),
};

const modal = members(
  { type: oneOf('modal'), title: plain('modal.title'), blocks: list(viewBlock, 'view.blocks', 0) },
  {
    ...anyView,
    submit: plain('modal.submit'),
    close: plain('modal.close'),
    clear_on_close: bool,
    notify_on_close: bool,
    submit_disabled: bool,
  },
);

const home = members({ type: oneOf('home'), blocks: list(viewBlock, 'view.blocks', 0) }, anyView);

/** Slack's complaints about a message's blocks; none if they are fine. */
export function checkMessageBlocks(blocks: Json[], limits: Limits = SLACKS_LIMITS): string[] {
  return [
    ...list(messageBlock, 'message.blocks', 0)(blocks, '/blocks', limits),
    ...checkIds(blocks, '/blocks'),
    ...checkMarkdown(blocks, limits),
  ];
}

/** Slack's complaints about a modal or Home tab; none if it is fine. */
export function checkView(view: Json, limits: Limits = SLACKS_LIMITS): string[] {
  const blocks = objs(view, 'blocks');
  const errors = [
    ...(view.type === 'home' ? home : modal)(view, '/view', limits),
    ...checkIds(blocks, '/view/blocks'),
    ...checkFocus(blocks, limits),
  ];
  const asks = blocks.some((block) => block.type === 'input');
  if (view.type === 'modal' && asks && view.submit === undefined)
    errors.push(...complaint('missing required field: submit', '/view'));
  return errors;
}

const listed = members({ options: list(selectOption, 'select.options') });
const grouped = members({ option_groups: list(optionGroup, 'select.option_groups') });

/** Slack's complaints about what a block_suggestion was answered with. */
export function checkOptions(body: Json, limits: Limits = SLACKS_LIMITS): string[] {
  if (body.option_groups === undefined) return listed(body, '', limits);
  if (body.options !== undefined)
    return complaint('only one of `options` and `option_groups` is allowed', '');
  return grouped(body, '', limits);
}

/** What a block takes of the characters that a message may have, whatever it holds; our guess. */
const BLOCK_SHARE = 20;

/** How many characters a message's blocks count for in all: their texts as Slack keeps them, and the blocks' share. */
export function totalText(blocks: Json[]): number {
  return textIn(blocks) + blocks.length * BLOCK_SHARE;
}

/** What a divider took of the room in a message that somebody measured. */
const BLOCK_WEIGHT = 125;

/** The same by another measure, which is the stricter one where there are many blocks. */
export function weightOf(blocks: Json[]): number {
  return textIn(blocks) + blocks.length * BLOCK_WEIGHT;
}

function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textIn(one), 0);
  if (!isJson(value)) return 0;
  const { type } = value;
  const text = value.text ?? (type === 'link' ? value.url : undefined);
  const own = typeof text === 'string' ? [...(type === 'plain_text' ? escaped(text) : text)].length : 0;
  return own + textIn(Object.values(value).filter((one) => typeof one === 'object'));
}

/** All markdown of a message together is held to what one block may have. */
function checkMarkdown(blocks: Json[], limits: Limits): string[] {
  const texts = blocks.filter(({ type }) => type === 'markdown').map((block) => str(block, 'text') ?? '');
  const most = limits['markdown.text'];
  if (texts.length < 2 || [...texts.join('')].length <= most) return [];
  return complaint(`all markdown must be less than ${most + 1} characters`, '/blocks');
}

/** One element can have the focus when a view is shown. */
function checkFocus(blocks: Json[], limits: Limits): string[] {
  const elements = blocks.flatMap((block) => [block.element, block.accessory, ...objs(block, 'elements')]);
  const focused = elements.filter((element) => isJson(element) && element.focus_on_load === true);
  if (focused.length <= limits['view.focus_on_load']) return [];
  return complaint('only one element can set focus_on_load', '/view/blocks');
}

/** block_id is unique in the whole, action_id within its block. */
function checkIds(blocks: Json[], path: string): string[] {
  const twin = twins(blocks.map((block) => str(block, 'block_id')));
  const errors = twin.flatMap((index) => complaint('block_id already exists', `${path}/${index}/block_id`));
  const inner = blocks.flatMap((block, index) =>
    twins(objs(block, 'elements').map((element) => str(element, 'action_id'))).flatMap((at) =>
      complaint('action_id already exists', `${path}/${index}/elements/${at}/action_id`),
    ),
  );
  return [...errors, ...inner];
}

function twins(ids: (string | undefined)[]): number[] {
  return ids.flatMap((id, index) => (id !== undefined && ids.indexOf(id) < index ? [index] : []));
}
