import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { escaped, plainSection } from '../../blocks/blocks.ts';
import type { Message } from '../../blocks/message.ts';

/** Answers a slash command in its ack, to whoever typed it alone; nothing of it is read as markup. */
export function answerCommand(
  { ack }: Pick<SlackCommandMiddlewareArgs, 'ack'>,
  answer: string | Message,
): Promise<void> {
  return ack({ response_type: 'ephemeral', ...toMessage(answer) });
}

/** Words as a message in which nothing is read as markup. */
export function toMessage(answer: string | Message): Message {
  return typeof answer === 'string' ? { text: escaped(answer), blocks: [plainSection(answer)] } : answer;
}
