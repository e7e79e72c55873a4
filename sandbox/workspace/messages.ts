import type { State } from './state.ts';
import type { Json, OtherApp, StoredFile, StoredMessage } from './types.ts';

/** What a new message can be made of; the rest is filled in. */
export interface NewMessage {
  channel: string;
  user: string;
  text: string;
  blocks?: Json[];
  threadTs?: string | undefined;
  metadata?: Json | undefined;
  ephemeralTo?: string;
  files?: StoredFile[];
  app?: OtherApp;
}

/** Who a tombstone is from. */
const SLACKBOT = 'USLACKBOT';

/** Stores a message and tells the listeners. A thread whose parent is gone is no thread any more. */
export function post(state: State, message: NewMessage): StoredMessage {
  const parent = message.threadTs === undefined ? undefined : find(state, message.channel, message.threadTs);
  const stored: StoredMessage = {
    channel: message.channel,
    ts: state.nextTs(),
    threadTs: parent === undefined ? undefined : (parent.threadTs ?? parent.ts),
    user: message.user,
    text: message.text,
    blocks: withIds(message.blocks ?? []),
    metadata: message.metadata,
    ephemeralTo: message.ephemeralTo,
    edited: false,
    files: message.files ?? [],
    ...(message.app ? { app: message.app } : {}),
  };
  state.messages.push(stored);
  const where = place(state, stored);
  if (stored.ephemeralTo === undefined) {
    // Files alone say nothing; that they are shared is told by who shares them.
    if (stored.text !== '' || stored.files.length === 0)
      state.tell('post', stored.user, `${where}: ${stored.text}`, rootOf(stored));
  } else
    state.tell(
      'ephemeral',
      stored.user,
      `only to ${state.nameOf(stored.ephemeralTo)}, ${where}: ${stored.text}`,
      rootOf(stored),
    );
  return stored;
}

/** Changes a message's text and blocks in place; undefined keeps what is there. */
export function edit(
  state: State,
  message: StoredMessage,
  change: { text?: string | undefined; blocks?: Json[] | undefined; metadata?: Json | undefined },
): void {
  if (change.text !== undefined) message.text = change.text;
  if (change.blocks !== undefined) message.blocks = withIds(change.blocks);
  if (change.metadata !== undefined)
    message.metadata = Object.keys(change.metadata).length === 0 ? undefined : change.metadata;
  message.edited = true;
  state.tell('update', message.user, `${place(state, message)}: ${message.text}`, rootOf(message));
}

/** Removes a message. One with replies stays as a tombstone, which goes with the last of them. */
export function remove(state: State, message: StoredMessage): void {
  const { user, text } = message;
  if (repliesTo(state, message).length > 0) bury(message);
  else {
    take(state, message);
    const parent =
      message.threadTs === undefined ? undefined : find(state, message.channel, message.threadTs);
    if (parent?.subtype === 'tombstone' && repliesTo(state, parent).length === 0) take(state, parent);
  }
  state.tell('update', user, `${place(state, message)}: removed "${text}"`, rootOf(message));
}

/** The message that a thread hangs on, or the message itself. */
function rootOf({ channel, ts, threadTs }: StoredMessage): { channel: string; ts: string } {
  return { channel, ts: threadTs ?? ts };
}

function bury(message: StoredMessage): void {
  Object.assign(message, {
    subtype: 'tombstone',
    user: SLACKBOT,
    text: 'This message was deleted.',
    blocks: [],
    metadata: undefined,
    edited: false,
    files: [],
    app: undefined,
  } satisfies Partial<StoredMessage>);
}

function take(state: State, message: StoredMessage): void {
  const index = state.messages.indexOf(message);
  if (index >= 0) state.messages.splice(index, 1);
}

/** What everybody sees in a message's thread, oldest first. */
export function repliesTo(state: State, { channel, ts }: StoredMessage): StoredMessage[] {
  return state.messages.filter(
    (other) => other.channel === channel && other.threadTs === ts && other.ephemeralTo === undefined,
  );
}

/** A message that is not ephemeral, or undefined. */
export function find(state: State, channel: string, ts: string): StoredMessage | undefined {
  return state.messages.find(
    (message) => message.channel === channel && message.ts === ts && message.ephemeralTo === undefined,
  );
}

/** The messages that stand in a channel itself, or in one thread with its parent; oldest first. */
export function inPlace(message: StoredMessage, channel: string, threadTs: string | undefined): boolean {
  if (message.channel !== channel) return false;
  if (threadTs !== undefined) return message.ts === threadTs || message.threadTs === threadTs;
  return message.threadTs === undefined;
}

/** The direct-message channel between the bot and a person, opened if need be. */
export function openDm(state: State, user: string): string {
  const existing = dmOf(state, user);
  if (existing !== undefined) return existing;
  const id = state.nextId('D');
  const members = new Set([state.botUserId, user]);
  state.channels.set(id, {
    id,
    name: '',
    isIm: true,
    isPrivate: true,
    isExtShared: false,
    isArchived: false,
    members,
  });
  return id;
}

/** That channel, or undefined while none was opened. */
export function dmOf(state: State, user: string): string | undefined {
  for (const channel of state.channels.values())
    if (channel.isIm && channel.members.has(user)) return channel.id;
  return undefined;
}

/** Gives every block and every element the ID that Slack gives them when the bot gave none. */
export function withIds(blocks: Json[]): Json[] {
  const copy = structuredClone(blocks);
  let count = 0;
  const fresh = () => {
    count += 1;
    return `auto${count}`;
  };
  for (const block of copy) {
    block.block_id ??= fresh();
    // What stands in it is text.
    if (block.type === 'rich_text') continue;
    const elements = [
      block.element,
      block.accessory,
      ...(Array.isArray(block.elements) ? block.elements : []),
    ];
    for (const element of elements) if (acts(element)) element.action_id ??= fresh();
  }
  return copy;
}

const STILL = new Set(['image', 'plain_text', 'mrkdwn']);

function acts(element: unknown): element is Json {
  if (typeof element !== 'object' || element === null || !('type' in element)) return false;
  return !STILL.has(String(element.type));
}

function place(state: State, message: StoredMessage): string {
  const channel = state.channels.get(message.channel);
  const people = [...(channel?.members ?? [])].filter((id) => id !== state.botUserId);
  const name = channel?.isIm ? `DM with ${people.map((id) => state.nameOf(id)).join()}` : `#${channel?.name}`;
  return message.threadTs === undefined ? name : `${name} (thread)`;
}
