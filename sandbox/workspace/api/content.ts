import { checkMessageBlocks, totalText } from '../blocks/check.ts';
import { isJson, str } from '../json.ts';
import type { Json } from '../types.ts';
import { refusal, SlackError } from './method.ts';

/** Slack has refused 11,341 characters in all, though no page says so. Source: slackapi/bolt-js #2867, #2509. */
const MAX_BLOCKS_WEIGHT = 11_300;

/** The blocks of a message's arguments, checked; undefined if there are none given. */
export function blocksOf(args: Json): Json[] | undefined {
  const { blocks } = args;
  if (blocks === undefined || blocks === '') return undefined;
  if (!Array.isArray(blocks) || !blocks.every(isJson)) throw new SlackError('invalid_blocks_format');
  const messages = checkMessageBlocks(blocks);
  if (messages.length > 0) throw refusal('invalid_blocks', messages);
  if (totalText(blocks) > MAX_BLOCKS_WEIGHT) throw new SlackError('msg_blocks_too_long');
  return blocks;
}

/** The text of a new message; refused if there is nothing to show at all. */
export function textOf(args: Json, blocks: Json[] | undefined): string {
  const text = str(args, 'text') ?? '';
  const attachments = Array.isArray(args.attachments) && args.attachments.length > 0;
  if (text === '' && !blocks?.length && !attachments) throw new SlackError('no_text');
  return text;
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
