import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import type { ChatPostMessageResponse, WebClient } from '@slack/web-api';
import { type Prices, priceOf } from '../../domain/price.ts';
import { isOwnDm } from '../../domain/request/destination.ts';
import type { Destination } from '../../domain/request/line.ts';
import type {
  Messenger,
  NotTold,
  Place,
  RequestView,
  Sending,
  Shape,
  Thread,
  Threads,
  Told,
} from '../../interfaces/chat.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import { SlackReadError } from '../../interfaces/errors.ts';
import { card } from '../blocks/card.ts';
import { directMessage } from '../blocks/direct-message.ts';
import type { Message } from '../blocks/message.ts';
import { notice } from '../blocks/notice.ts';
import { shortMessage, textAlone } from '../blocks/plain-message.ts';
import { plainLine, threadLine } from '../blocks/thread-line.ts';
import { createFiles } from './files.ts';
import { findMessage } from './find-message.ts';
import { EVENT_TYPE, type OwnApp } from './own-message.ts';
import type { Pace, Paced } from './pace.ts';
import { createPermalinks } from './permalinks.ts';
import { judge, reading, slackCode } from './slack-error.ts';

/** Words for a message that can't be changed or answered: it may be a tombstone, which only a look can tell. */
const MAYBE_GONE = new Set(['cant_update_message', 'edit_window_closed', 'cannot_reply_to_message']);
const GONE = { kind: 'gone' } as const;

/** What messages are made with, and kept to. */
export interface MessengerOptions {
  deploymentLabel: string | undefined;
  /** What ports cost, by the rules file as it is now. */
  prices: () => Prices | undefined;
  /** The workspace's address, as auth.test gives it. */
  teamUrl: string;
  /** Whose messages are its own. */
  own: OwnApp;
  pace: Pace;
  monotonic: Monotonic;
  /** A request's card stands in the approvals channel, as it is now. */
  onCard?: (requestId: string, link: string) => void;
}

/** Slack's writing side over a client that never retries by itself. */
export function createMessenger(
  client: WebClient,
  { deploymentLabel, prices, teamUrl, own, pace, monotonic, onCard }: MessengerOptions,
): Messenger & Threads {
  const permalinks = createPermalinks(client, teamUrl);
  const files = createFiles(client);

  /** One call: not after its deadline, and what it teaches about Slack's limits is kept. */
  const attempt = async <T>(
    method: Paced,
    channel: string,
    deadline: number,
    call: () => Promise<T>,
  ): Promise<T | NotTold> => {
    if (monotonic() >= deadline) return { kind: 'not_sent' };
    try {
      const told = await call();
      pace.worked(method, channel);
      return told;
    } catch (error) {
      const told = judge(error);
      if (told.kind === 'later') pace.limited(method, channel, told.ms);
      if (told.kind === 'refused' && told.scope === 'place') pace.closed(method, channel);
      if (told.kind === 'refused' && told.scope === 'bot') pace.closed(method, 'everywhere');
      return told;
    }
  };
  /** A reply whose parent was deleted is posted all the same, as a message of its own, and only its answer shows it. */
  const isAlone = async ({ channel, threadTs }: Place, answer: ChatPostMessageResponse): Promise<boolean> => {
    if (!threadTs || !answer.message || answer.message.thread_ts) return false;
    return !(await stands({ channel, threadTs }));
  };
  /** An answer without any message says nothing about the first one. */
  const stands = async ({ channel, threadTs }: Thread): Promise<boolean> => {
    try {
      const { messages = [] } = await client.conversations.replies({ channel, ts: threadTs, limit: 1 });
      const first = (messages as { ts?: string; subtype?: string }[]).find(({ ts }) => ts === threadTs);
      return messages.length === 0 || (first !== undefined && first.subtype !== 'tombstone');
    } catch (error) {
      if (slackCode(error) === 'thread_not_found') return false;
      throw error;
    }
  };
  /** Runs a call; undefined where the message it is about is gone, which after some words only a look can tell. */
  const unlessGone = async <T>(
    { channel, threadTs }: Place,
    call: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await call();
    } catch (error) {
      if (!threadTs || !MAYBE_GONE.has(slackCode(error))) throw error;
      if (await stands({ channel, threadTs })) throw error;
      return undefined;
    }
  };
  const send = (
    { channel, threadTs }: Place,
    message: { text: string; blocks?: KnownBlock[]; mrkdwn?: boolean },
    { key, nonce, deadline }: Sending,
  ) =>
    attempt('post', channel, deadline, async (): Promise<Told> => {
      const answer = await unlessGone({ channel, threadTs }, () =>
        client.chat.postMessage({
          channel,
          ...message,
          ...(threadTs ? { thread_ts: threadTs } : {}),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: EVENT_TYPE, event_payload: { key, ...(nonce === null ? {} : { nonce }) } },
        }),
      );
      if (!answer) return GONE;
      const { ts } = answer;
      if (!ts) return { kind: 'unknown', code: 'no_ts' };
      try {
        if (!(await isAlone({ channel, threadTs }, answer))) return { kind: 'told', ts };
        await remove(channel, ts);
        return GONE;
      } catch (error) {
        // It stands somewhere: found and seen to when it is looked for.
        return { kind: 'unknown', code: slackCode(error) };
      }
    });
  /** One that Slack won't have deleted stays: no reason to hold back what comes after it. */
  const remove = async (channel: string, ts: string): Promise<void> => {
    try {
      await client.chat.delete({ channel, ts });
    } catch (error) {
      const told = judge(error);
      const passes = told.kind === 'unknown' || told.kind === 'later';
      if (passes || (told.kind === 'refused' && told.scope === 'bot')) throw error;
    }
  };
  const draw = async (view: RequestView, destination: Destination, mention: boolean): Promise<Message> => {
    const after = view.askedAgain?.card;
    const pair = view.pair?.card;
    const pairLink = pair && permalinks.known(pair.channel, pair.ts);
    const options = {
      deploymentLabel,
      price: priceOf(prices(), view.request.order),
      afterLink: after && permalinks.known(after.channel, after.ts),
      pairLink,
    };
    if (destination === 'channel') return card(view, { ...options, mention });
    // Who doesn't see the card has one of their own: it looks and works alike.
    if (isOwnDm('approver', destination)) return card(view, { ...options, mention: false });
    const link = view.card && (await permalinks.ask(view.card.channel, view.card.ts));
    return destination === 'dm' ? directMessage(view, link, pairLink) : notice(view, link);
  };
  const shaped = async (view: RequestView, destination: Destination, as: Shape, mention: boolean) => {
    if (as === 'text') return { ...textAlone(view), blocks: [] };
    return as === 'buttons' ? shortMessage(view, destination) : draw(view, destination, mention);
  };
  const noteCard = ({ request }: RequestView, destination: Destination, { channel }: Place, told: Told) => {
    if (told.kind === 'told' && destination === 'channel')
      onCard?.(request.id, permalinks.known(channel, told.ts));
  };

  return {
    link: permalinks.known,
    turn: pace.turn,
    untilTurn: pace.untilTurn,
    async openDm(userId) {
      const { channel } = await reading(client.conversations.open({ users: userId }));
      if (!channel?.id) throw new SlackReadError({ kind: 'unknown', code: 'no_channel' }, undefined);
      return channel.id;
    },
    async shows(view, destination, first) {
      const message = await draw(view, destination, first);
      return createHash('sha256').update(JSON.stringify(message)).digest('hex');
    },
    async post(view, destination, place, sending) {
      const told = await send(place, await shaped(view, destination, sending.as, true), sending);
      noteCard(view, destination, place, told);
      return told;
    },
    async update(view, destination, place, ts, { deadline, as }) {
      const { channel } = place;
      const message = await shaped(view, destination, as, false);
      const told = await attempt('update', channel, deadline, async (): Promise<Told> => {
        const answer = await unlessGone({ channel, threadTs: ts }, () =>
          client.chat.update({ channel, ts, ...message }),
        );
        return answer ? { kind: 'told', ts } : GONE;
      });
      noteCard(view, destination, place, told);
      return told;
    },
    say(line, view, place, sending) {
      const { request } = view;
      const message =
        sending.as === 'text' ? { text: plainLine(line, request), mrkdwn: false } : threadLine(line, request);
      return send(place, message, sending);
    },
    stands: (thread) => reading(stands(thread)),
    upload: files.upload,
    shared: files.shared,
    share: (slackId, title, place, { deadline }) =>
      attempt('post', place.channel, deadline, async () => {
        await files.complete(slackId, title, place);
        return { kind: 'done' } as const;
      }),
    find: (place, sought, oldest, except) => findMessage(client, own, place, sought, oldest, except),
    remove: (channel, ts) => reading(remove(channel, ts)),
  };
}
