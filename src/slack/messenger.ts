import type { ChatPostMessageResponse, WebClient } from '@slack/web-api';
import { SlackReadError } from '../actions/errors.ts';
import type { Messenger, Place, Threads, Told } from '../actions/ports.ts';
import { judgeWrite, reading, slackCode } from './slack-error.ts';
import { card } from './surfaces/card.ts';
import { directMessage } from './surfaces/direct-message.ts';
import type { Message } from './surfaces/message.ts';
import { threadLine } from './surfaces/thread-line.ts';

/** Names our messages in their metadata, which is how an interrupted one is found again. */
const EVENT_TYPE = 'interconnect_bot_message';
const PAGE = 200;
/** How far the bot's clock may be ahead of Slack's. */
const SKEW_MS = 3_600_000;

export interface MessengerOptions {
  deploymentLabel: string | undefined;
  /** The workspace's address, as auth.test gives it. */
  teamUrl: string;
}

function archiveLink(teamUrl: string, channel: string, ts: string): string {
  return `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
}

/** Slack's writing side over a client that never retries by itself. */
export function createMessenger(
  client: WebClient,
  { deploymentLabel, teamUrl }: MessengerOptions,
): Messenger & Threads {
  const permalink: Threads['permalink'] = async (channel, ts) => {
    try {
      const { permalink: link } = await client.chat.getPermalink({ channel, message_ts: ts });
      return link ?? archiveLink(teamUrl, channel, ts);
    } catch {
      // No reason to hold back a message or an order: Slack's archive links have had one form for years.
      return archiveLink(teamUrl, channel, ts);
    }
  };
  /** A reply whose parent was deleted is posted all the same, as a message of its own, and only its answer shows it. */
  const strayed = async ({ channel, threadTs }: Place, answer: ChatPostMessageResponse): Promise<boolean> => {
    if (!threadTs || !answer.message || answer.message.thread_ts) return false;
    try {
      const { messages = [] } = await client.conversations.replies({ channel, ts: threadTs, limit: 1 });
      return messages.length > 0 && messages.every(({ ts }) => ts !== threadTs);
    } catch (error) {
      return slackCode(error) === 'thread_not_found';
    }
  };
  const send = async (place: Place, message: Message, key: string): Promise<Told> => {
    try {
      const answer = await client.chat.postMessage({
        channel: place.channel,
        ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
        ...message,
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { key } },
      });
      const { ts } = answer;
      if (!ts) return { kind: 'unknown', code: 'no_ts' };
      if (!(await strayed(place, answer))) return { kind: 'told', ts };
      await client.chat.delete({ channel: place.channel, ts });
      return { kind: 'refused', code: 'thread_not_found' };
    } catch (error) {
      return judgeWrite(error);
    }
  };
  const draw = async (view: Parameters<typeof card>[0], destination: 'channel' | 'dm', mention: boolean) =>
    destination === 'channel'
      ? card(view, { deploymentLabel, mention })
      : directMessage(view, view.card && (await permalink(view.card.channel, view.card.ts)));

  return {
    permalink,
    async openDm(userId) {
      const { channel } = await reading(client.conversations.open({ users: userId }));
      if (!channel?.id) throw new SlackReadError('no_channel', undefined);
      return channel.id;
    },
    async post(view, destination, place, key) {
      return send(place, await draw(view, destination, true), key);
    },
    async update(view, destination, place, ts) {
      try {
        await client.chat.update({ channel: place.channel, ts, ...(await draw(view, destination, false)) });
        return { kind: 'told', ts };
      } catch (error) {
        return judgeWrite(error);
      }
    },
    say: (line, view, place, key) => send(place, threadLine(line, view.request), key),
    async find({ channel, threadTs }, key, since) {
      const range = {
        channel,
        oldest: String((since - SKEW_MS) / 1000),
        limit: PAGE,
        include_all_metadata: true,
      };
      let cursor: string | undefined;
      do {
        const page = cursor ? { ...range, cursor } : range;
        const answer = await reading(
          threadTs
            ? client.conversations.replies({ ...page, ts: threadTs })
            : client.conversations.history(page),
        );
        const ours = answer.messages?.find(
          ({ metadata }) => (metadata?.event_payload as { key?: string } | undefined)?.key === key,
        );
        if (ours?.ts) return ours.ts;
        cursor = answer.response_metadata?.next_cursor || undefined;
      } while (cursor);
      return undefined;
    },
  };
}
