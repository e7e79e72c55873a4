import { tidied } from '../escape.ts';
import { str } from '../json.ts';
import { edit, find, post, remove } from '../messages.ts';
import type { State } from '../state.ts';
import type { Json, StoredMessage } from '../types.ts';
import { wireMessage } from '../wire.ts';
import { anyChannel, postableChannel } from './channel.ts';
import { blocksOf, cutWarning, metadataOf, textOf } from './content.ts';
import { type Methods, method, SlackError } from './method.ts';

/** Posting, changing and removing messages. */
export const chatMethods: Methods = {
  'chat.postMessage': method(['chat:write'], (state, args) => {
    const channel = postableChannel(state, args);
    const blocks = blocksOf(args, state.limits);
    const message = post(state, {
      channel: channel.id,
      user: state.botUserId,
      text: textOf(args, blocks, state.limits),
      blocks: blocks ?? [],
      threadTs: str(args, 'thread_ts'),
      metadata: metadataOf(args),
    });
    return {
      channel: channel.id,
      ts: message.ts,
      message: wireMessage(state, message, true),
      ...cutWarning(args, state.limits),
    };
  }),

  'chat.postEphemeral': method(['chat:write'], (state, args) => {
    const channel = postableChannel(state, args);
    const user = str(args, 'user') ?? '';
    if (!state.users.has(user)) throw new SlackError('user_not_found');
    if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
    const blocks = blocksOf(args, state.limits);
    const text = textOf(args, blocks, state.limits);
    const message = post(state, {
      channel: channel.id,
      user: state.botUserId,
      text,
      blocks: blocks ?? [],
      threadTs: str(args, 'thread_ts'),
      ephemeralTo: user,
    });
    return { message_ts: message.ts, ...cutWarning(args, state.limits) };
  }),

  'chat.update': method(['chat:write'], (state, args) => {
    const message = own(state, args, 'cant_update_message', state.tombstoneWord);
    const text = str(args, 'text');
    if ([...tidied(text ?? '')].length > state.limits['chat.update.text'])
      throw new SlackError('msg_too_long');
    const blocks = blocksOf(args, state.limits);
    if (text === undefined && blocks === undefined) throw new SlackError('no_text');
    // A new text without blocks takes the old blocks away.
    edit(state, message, { text, blocks: blocks ?? [], metadata: metadataOf(args) });
    const wire = wireMessage(state, message, true);
    return { channel: message.channel, ts: message.ts, text: message.text, message: wire };
  }),

  'chat.delete': method(['chat:write'], (state, args) => {
    const message = own(state, args, 'cant_delete_message');
    remove(state, message);
    return { channel: message.channel, ts: message.ts };
  }),

  'chat.getPermalink': method([], (state, args) => {
    const channel = anyChannel(state, args);
    const message = find(state, channel.id, str(args, 'message_ts') ?? '');
    if (message === undefined) throw new SlackError('message_not_found');
    const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    const permalink = `${state.url}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
    return { channel: channel.id, permalink };
  }),
};

function own(state: State, args: Json, refused: string, dead = 'message_not_found'): StoredMessage {
  const channel = anyChannel(state, args);
  // Another word than for posting; source: chat.update's error table.
  if (channel.isArchived) throw new SlackError('is_inactive');
  const message = find(state, channel.id, str(args, 'ts') ?? '');
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.subtype === 'tombstone') throw new SlackError(dead);
  if (message.user !== state.botUserId) throw new SlackError(refused);
  return message;
}
