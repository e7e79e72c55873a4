import type {
  AllMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { notice } from '../blocks/modals.ts';

/** Matches whatever the lists don't name: in Socket Mode an unmatched click would get no answer at all. */
export function unknownTo(...lists: readonly (readonly string[])[]): RegExp {
  return new RegExp(`^(?!(${lists.flat().join('|')})$)`);
}

// What another version of the bot, or another manifest, has left in Slack: unmatched, it would get no answer at all.

const FORM =
  "This version of the bot doesn't know that form. Nothing was recorded. Close it and begin again.";

/** What a form becomes that this version can't read. */
export function notKnownForm(): ViewResponseAction {
  return { response_action: 'update', view: notice('Not recorded', FORM) };
}

/** A list that only says why it is none, in 75 characters. An empty answer would leave it loading for ever. */
export function emptyList(why: string): { options: PlainTextOption[] } {
  return { options: [{ text: { type: 'plain_text', text: why }, value: 'none' }] };
}

/** A list for a form that this version can't read. */
export function notKnownList(): { options: PlainTextOption[] } {
  return emptyList('Nothing to choose: close the form and open it again');
}

/** A form that nobody here knows: it says so instead of closing as if it had been recorded. */
export async function unknownForm({
  ack,
}: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> {
  await ack(notKnownForm());
}

/** A slash command that nobody here knows. */
export async function unknownCommand({
  ack,
  command,
}: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> {
  await ack(`This version of the bot doesn't know ${command.command}. Type /interconnect.`);
}

/** A list that nobody here knows. */
export async function unknownList({
  ack,
}: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> {
  await ack(notKnownList());
}
