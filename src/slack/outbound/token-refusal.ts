import type { WebClient } from '@slack/web-api';
import { slackCode } from './slack-error.ts';

/** Asks Slack whether it knows the bot's token: undefined where it does, else its word, or the network's. */
export async function tokenRefusal(client: WebClient): Promise<string | undefined> {
  try {
    await client.auth.test();
    return undefined;
  } catch (error) {
    return slackCode(error);
  }
}
