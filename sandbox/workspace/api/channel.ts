import { str } from '../json.ts';
import { openDm } from '../messages.ts';
import type { State } from '../state.ts';
import type { Json, StoredChannel } from '../types.ts';
import { needScopes, SlackError } from './method.ts';

/** The channel that `args.channel` names, if the bot may see it: a private one only from within. */
export function anyChannel(state: State, args: Json): StoredChannel {
  const channel = state.channels.get(str(args, 'channel') ?? '');
  if (channel === undefined) throw new SlackError('channel_not_found');
  if (channel.isPrivate && !channel.members.has(state.botUserId)) throw new SlackError('channel_not_found');
  return channel;
}

/** The channel that `args.channel` names, if the bot is in it. */
export function joinedChannel(state: State, args: Json): StoredChannel {
  const channel = anyChannel(state, args);
  if (!channel.members.has(state.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** What a method may do to channels of each kind; its name after the colon of the scope. */
export function scopesFor(right: 'read' | 'history'): string[] {
  return ['channels', 'groups', 'im'].map((kind) => `${kind}:${right}`);
}

/** Refuses a call whose token may not do this to a channel of this kind. */
export function needRight(state: State, channel: StoredChannel, right: 'read' | 'history'): void {
  const kind = channel.isIm ? 'im' : channel.isPrivate ? 'groups' : 'channels';
  needScopes(state, [`${kind}:${right}`]);
}

/** Where chat.postMessage may post: a channel by ID or #name, or a user's DM. */
export function postableChannel(state: State, args: Json): StoredChannel {
  const wanted = str(args, 'channel') ?? '';
  const user = state.users.get(wanted);
  const named = [...state.channels.values()].find(({ name }) => name !== '' && `#${name}` === wanted);
  const id = user === undefined ? (named?.id ?? wanted) : openDm(state, user.id);
  const channel = anyChannel(state, { channel: id });
  if (channel.isArchived) throw new SlackError('is_archived');
  if (!channel.members.has(state.botUserId) && !state.scopes.includes('chat:write.public'))
    throw new SlackError('not_in_channel');
  return channel;
}
