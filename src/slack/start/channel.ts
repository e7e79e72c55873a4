import type { WebClient } from '@slack/web-api';
import { judge } from '../outbound/slack-error.ts';
import { asking, type Pause } from './asking.ts';
import { StartError } from './start-error.ts';

/** The approvals channel, as the bot may use it. */
export interface Channel {
  name: string;
  /** Only who is in it sees the cards. */
  isPrivate: boolean;
  /** What was not checked: a line each. */
  warnings: string[];
}

export interface ChannelSettings {
  approvalChannel: string;
  /** Whether it may be shared with other organisations. */
  sharedChannel: boolean;
}

/** Asks Slack whether requests can be decided there; throws StartError if they can't. */
export async function checkChannel(
  client: WebClient,
  settings: ChannelSettings,
  botName: string,
  pause: Pause,
): Promise<Channel> {
  const channel = await askChannel(client, settings, botName, pause);
  return { ...channel, warnings: await checkReading(client, settings.approvalChannel) };
}

/** The same without reading what stands in it. */
export async function askChannel(
  client: WebClient,
  { approvalChannel: id, sharedChannel }: ChannelSettings,
  botName: string,
  pause: Pause,
): Promise<Omit<Channel, 'warnings'>> {
  const { channel = {} } = await asking(pause)(
    () => client.conversations.info({ channel: id }),
    'APPROVAL_CHANNEL',
    {
      channel_not_found: `${id} is not a channel the bot can see. Check the ID, and invite the bot: /invite @${botName}.`,
      missing_scope: 'the app lacks channels:read or groups:read. Install it again from manifest.yml.',
    },
  );
  const name = channel.name ?? id;
  if (channel.is_archived)
    throw new StartError(`APPROVAL_CHANNEL: #${name} is archived. Unarchive it or name another.`);
  if (channel.is_member === false) {
    throw new StartError(
      `APPROVAL_CHANNEL: the bot is not in #${name}. Invite it there: /invite @${botName}.`,
    );
  }
  const isShared = channel.is_ext_shared || (channel.is_shared && !channel.is_org_shared);
  if (isShared && !sharedChannel) {
    throw new StartError(
      `SHARED_CHANNEL: #${name} is shared with another organisation, which then sees every request. Name another channel, or set SHARED_CHANNEL=allowed.`,
    );
  }
  return { name, isPrivate: channel.is_private ?? false };
}

/**
 * Messages whose posting was interrupted are found again by reading the channel and its threads; throws StartError where
 * Slack refuses that. What could not be tried: a line each.
 */
export async function checkReading(client: WebClient, channel: string): Promise<string[]> {
  const warnings: string[] = [];
  let ts = '1.000000';
  const tried = async (name: string, read: () => Promise<unknown>) => {
    try {
      await read();
    } catch (error) {
      const told = judge(error);
      // No such thread: it was looked for.
      if (told.kind === 'gone') return;
      if (told.kind === 'refused') {
        throw new StartError(
          `APPROVAL_CHANNEL: Slack refuses ${name} there (${told.code}), by which interrupted messages are found again. Install the app again from manifest.yml.`,
          { cause: error },
        );
      }
      warnings.push(
        `${name} could not be tried (${'code' in told ? told.code : told.kind}): interrupted messages may be found late. Slack allows one call a minute to apps that are distributed outside its Marketplace.`,
      );
    }
  };
  await tried('conversations.history', async () => {
    const { messages = [] } = await client.conversations.history({ channel, limit: 1 });
    ts = messages[0]?.ts ?? ts;
  });
  await tried('conversations.replies', () => client.conversations.replies({ channel, ts, limit: 1 }));
  return warnings;
}
