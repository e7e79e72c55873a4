import { checkMessageBlocks, totalText, weightOf } from '../blocks/check.ts';
import { tidied } from '../escape.ts';
import { isJson, str } from '../json.ts';
import type { Limits } from '../limits.ts';
import type { Json } from '../types.ts';
import { refusal, SlackError } from './method.ts';

/** The blocks of a message's arguments, checked; undefined if there are none given. */
export function blocksOf(args: Json, limits: Limits): Json[] | undefined {
  const { blocks } = args;
  if (blocks === undefined || blocks === '') return undefined;
  if (!Array.isArray(blocks) || !blocks.every(isJson)) throw new SlackError('invalid_blocks_format');
  const messages = checkMessageBlocks(blocks, limits);
  if (messages.length > 0) throw refusal('invalid_blocks', messages);
  // No page says so, but Slack has refused 11,341 characters in all, and 13,298 of one block or 13,172 of two.
  if (totalText(blocks) > limits['message.all'] || weightOf(blocks) > limits['message.weight'])
    throw new SlackError('msg_blocks_too_long');
  return blocks;
}

/** The text of a new message, cut where Slack cuts it; refused if there is nothing to show at all. */
export function textOf(args: Json, blocks: Json[] | undefined, limits: Limits): string {
  const text = str(args, 'text') ?? '';
  const attachments = Array.isArray(args.attachments) ? args.attachments.length : 0;
  if (attachments > limits['message.attachments']) throw new SlackError('too_many_attachments');
  if (text === '' && !blocks?.length && attachments === 0) throw new SlackError('no_text');
  return isCut(text, limits) ? [...tidied(text)].slice(0, limits['message.text']).join('') : text;
}

/** What an answer says where the text of its message was cut. */
export function cutWarning(args: Json, limits: Limits): Json {
  if (!isCut(str(args, 'text') ?? '', limits)) return {};
  const word = 'message_truncated';
  return { warning: word, response_metadata: { warnings: [word] } };
}

function isCut(text: string, limits: Limits): boolean {
  return [...tidied(text)].length > limits['message.text'];
}

/** The metadata of a message's arguments, checked. */
export function metadataOf(args: Json): Json | undefined {
  const { metadata } = args;
  if (metadata === undefined || metadata === '') return undefined;
  if (!isJson(metadata)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return metadata;
  if (str(metadata, 'event_type') === undefined || !isJson(metadata.event_payload))
    throw new SlackError('invalid_metadata_schema');
  return metadata;
}
