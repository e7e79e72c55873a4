import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { escaped, plainSection } from '../../blocks/blocks.ts';

/** Answers a slash command in its ack, to whoever typed it alone; nothing of it is read as markup. */
export function answerCommand({ ack }: Pick<SlackCommandMiddlewareArgs, 'ack'>, text: string): Promise<void> {
  return ack({ response_type: 'ephemeral', text: escaped(text), blocks: [plainSection(text)] });
}
