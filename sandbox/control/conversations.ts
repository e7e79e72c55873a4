import type { Person, StoredChannel, StoredMessage, Workspace } from '../workspace/types.ts';
import type { Conversation, Message } from './view.ts';

/** The channels that a person is in, then the direct message with the app, with all that the person sees there. */
export function conversationsOf({ channels }: Workspace, person: Person): Conversation[] {
  const joined = [...channels.values()].filter(({ isIm, members }) => !isIm && members.has(person.id));
  const direct = channels.get(person.dm() ?? '');
  return [...joined, ...(direct ? [direct] : [])].map((channel) => ({
    id: channel.id,
    name: channel.name,
    kind: kindOf(channel),
    archived: channel.isArchived,
    messages: person.sees(channel.id).map((message) => ({
      ...shown(message),
      replies: person
        .sees(channel.id, message.ts)
        .filter(({ ts }) => ts !== message.ts)
        .map(shown),
    })),
  }));
}

function kindOf({ isIm, isPrivate }: StoredChannel): Conversation['kind'] {
  if (isIm) return 'dm';
  return isPrivate ? 'private' : 'channel';
}

function shown(message: StoredMessage): Message {
  const { channel, ts, threadTs, user, text, blocks, edited } = message;
  return {
    channel,
    ts,
    threadTs,
    user,
    text,
    blocks,
    ephemeral: message.ephemeralTo !== undefined,
    edited,
    tombstone: message.subtype === 'tombstone',
    files: message.files.map(({ id, name }) => ({ id, name })),
  };
}
