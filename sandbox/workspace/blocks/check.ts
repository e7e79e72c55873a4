import { escaped } from '../escape.ts';
import { isJson, objs, str } from '../json.ts';
import type { Json } from '../types.ts';
import { messageBlock, viewBlock } from './blocks.ts';
import { optionGroup, plain, selectOption } from './composition.ts';
import { bool, type Checks, complaint, list, members, oneOf, string } from './schema.ts';

const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;

const anyView: Checks = {
  private_metadata: string(3000),
  callback_id: string(255),
  external_id: string(255),
};

const modal = members(
  { type: oneOf('modal'), title: plain(24), blocks: list(viewBlock, VIEW_BLOCKS, 0) },
  {
    ...anyView,
    submit: plain(24),
    close: plain(24),
    clear_on_close: bool,
    notify_on_close: bool,
    submit_disabled: bool,
  },
);

const home = members({ type: oneOf('home'), blocks: list(viewBlock, VIEW_BLOCKS, 0) }, anyView);

/** Slack's complaints about a message's blocks; none if they are fine. */
export function checkMessageBlocks(blocks: Json[]): string[] {
  return [...list(messageBlock, MESSAGE_BLOCKS, 0)(blocks, '/blocks'), ...checkIds(blocks, '/blocks')];
}

/** Slack's complaints about a modal or Home tab; none if it is fine. */
export function checkView(view: Json): string[] {
  const blocks = objs(view, 'blocks');
  const errors = [
    ...(view.type === 'home' ? home : modal)(view, '/view'),
    ...checkIds(blocks, '/view/blocks'),
  ];
  const asks = blocks.some((block) => block.type === 'input');
  if (view.type === 'modal' && asks && view.submit === undefined)
    errors.push(...complaint('missing required field: submit', '/view'));
  return errors;
}

/** Slack's complaints about what a block_suggestion was answered with. */
export function checkOptions(body: Json): string[] {
  if (body.option_groups === undefined) return members({ options: list(selectOption, 100) })(body, '');
  if (body.options !== undefined)
    return complaint('only one of `options` and `option_groups` is allowed', '');
  return members({ option_groups: list(optionGroup, 100) })(body, '');
}

/** What a block takes of the characters that a message may have, whatever it holds; our guess. */
const BLOCK_SHARE = 20;

/** How many characters a message's blocks count for in all: their texts as Slack keeps them, and the blocks' share. */
export function totalText(blocks: Json[]): number {
  return textIn(blocks) + blocks.length * BLOCK_SHARE;
}

function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textIn(one), 0);
  if (!isJson(value)) return 0;
  const { type } = value;
  const text = value.text ?? (type === 'link' ? value.url : undefined);
  const own = typeof text === 'string' ? [...(type === 'plain_text' ? escaped(text) : text)].length : 0;
  return own + textIn(Object.values(value).filter((one) => typeof one === 'object'));
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
