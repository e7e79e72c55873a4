import { flag, str } from '../json.ts';
import { find, inPlace, openDm } from '../messages.ts';
import type { State } from '../state.ts';
import type { Json, StoredChannel, StoredMessage } from '../types.ts';
import { wireChannel, wireMessage } from '../wire.ts';
import { anyChannel, joinedChannel, needRight, scopesFor } from './channel.ts';
import { type Methods, method, page, pageSize, refusal, SlackError } from './method.ts';

/** Channels, direct messages and what stands in them. */
export const conversationMethods: Methods = {
  'conversations.info': method(scopesFor('read'), (state, args) => ({
    channel: wireChannel(state, describedChannel(state, args)),
  })),

  'conversations.members': method(scopesFor('read'), (state, args) => {
    const { members } = describedChannel(state, args);
    const { items, next } = page(
      [...members],
      str(args, 'cursor'),
      pageSize(args, 100, state.limits['conversations.members.limit']),
    );
    return { members: items, response_metadata: { next_cursor: next } };
  }),

  'conversations.open': method(['im:write'], (state, args) => {
    const again = str(args, 'channel');
    if (again !== undefined) return { channel: { id: joinedChannel(state, args).id }, already_open: true };
    const user = str(args, 'users') ?? '';
    if (user === '') throw new SlackError('users_list_not_supplied');
    if (user.includes(',')) throw refusal('invalid_arguments', ['one user at a time here']);
    if (!state.users.has(user)) throw new SlackError('user_not_found');
    if (user === state.botUserId) throw new SlackError('cannot_dm_bot');
    if (state.users.get(user)?.deleted) throw new SlackError('user_disabled');
    return { channel: { id: openDm(state, user) } };
  }),

  'conversations.history': method(scopesFor('history'), (state, args) => {
    const channel = readableChannel(state, args);
    const newestFirst = within(visible(state, channel.id), args).reverse();
    const { items, next } = page(
      newestFirst,
      str(args, 'cursor'),
      pageSize(args, 100, state.limits['conversations.history.limit']),
    );
    return listing(state, args, items, next);
  }),

  'conversations.replies': method(scopesFor('history'), (state, args) => {
    const channel = readableChannel(state, args);
    const ts = str(args, 'ts') ?? '';
    const parent = find(state, channel.id, ts);
    const replies = visible(state, channel.id, ts).filter((message) => message !== parent);
    if (parent === undefined && replies.length === 0) throw new SlackError('thread_not_found');
    const { items, next } = page(
      within(replies, args),
      str(args, 'cursor'),
      pageSize(args, 1000, state.limits['conversations.replies.limit']),
    );
    // Slack repeats the parent at the head of every page.
    return listing(state, args, parent === undefined ? items : [parent, ...items], next);
  }),
};

/** A channel that the bot is in and whose kind its scopes let it read. */
function readableChannel(state: State, args: Json): StoredChannel {
  needRight(state, anyChannel(state, args), 'history');
  return joinedChannel(state, args);
}

/** A channel that the bot sees and whose kind its scopes let it know of. */
function describedChannel(state: State, args: Json): StoredChannel {
  const channel = anyChannel(state, args);
  needRight(state, channel, 'read');
  return channel;
}

function visible(state: State, channel: string, threadTs?: string): StoredMessage[] {
  return state.messages.filter(
    (message) => message.ephemeralTo === undefined && inPlace(message, channel, threadTs),
  );
}

/** A `ts` has six decimals, and a moment in a range is one. */
const MOMENT = /^\d+(\.\d{6})?$/;

function within(messages: StoredMessage[], args: Json): StoredMessage[] {
  const oldest = moment(args, 'oldest', 0);
  const latest = moment(args, 'latest', Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  return messages.filter((message) => {
    const at = Number(message.ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function moment(args: Json, end: 'oldest' | 'latest', otherwise: number): number {
  const given = args[end];
  if (given === undefined || given === '') return otherwise;
  if (!MOMENT.test(String(given))) throw new SlackError(`invalid_ts_${end}`);
  return Number(given);
}

function listing(state: State, args: Json, messages: StoredMessage[], next: string): Json {
  const metadata = flag(args, 'include_all_metadata');
  return {
    messages: messages.map((message) => wireMessage(state, message, metadata)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}
