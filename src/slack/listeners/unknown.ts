import type {
  AllMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { notice } from '../surfaces/modals.ts';

// What another version of the bot, or another manifest, has left in Slack: unmatched, it would get no answer at all.

/** A form that nobody here knows: it says so instead of closing as if it had been recorded. */
export async function unknownForm({
  ack,
}: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> {
  const words =
    "This version of the bot doesn't know that form. Nothing was recorded. Close it and begin again.";
  await ack({ response_action: 'update', view: notice('Not recorded', words) });
}

/** A slash command that nobody here knows. */
export async function unknownCommand({
  ack,
  command,
}: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> {
  await ack(`This version of the bot doesn't know ${command.command}. Type /interconnect.`);
}

/** A list that nobody here knows. An empty answer would leave it loading for ever. */
export async function unknownList({
  ack,
}: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> {
  const text = { type: 'plain_text', text: 'Nothing to choose: close the form and open it again' } as const;
  await ack({ options: [{ text, value: 'none' }] });
}
