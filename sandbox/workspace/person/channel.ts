import { isJson } from '../json.ts';
import { inPlace, post } from '../messages.ts';
import { respond } from '../response.ts';
import type { State } from '../state.ts';
import type { Delivery, StoredChannel, StoredMessage } from '../types.ts';
import { type Aim, findTarget } from './buttons.ts';
import { bring, type Desk, unusable } from './desk.ts';
import { commandPayload, messageActionPayload } from './payloads.ts';

/** Types a slash command; the ack's text or blocks show as a message. */
export async function sendCommand(
  desk: Desk,
  user: string,
  command: string,
  text: string,
  channelId: string | undefined,
): Promise<Delivery> {
  const { state } = desk;
  const channel = channelId ?? [...state.channels.values()].find(({ isIm }) => !isIm)?.id ?? '';
  channelOf(state, channel);
  const payload = commandPayload(state, user, command, text, channel);
  const what = `${command} ${text}`.trim();
  const delivery = await bring(desk, user, 'slash_commands', payload, { kind: 'command', what });
  if (delivery.problem !== undefined || !isJson(delivery.body)) return delivery;
  try {
    respond(state, { user, channel, message: undefined }, delivery.body);
    return delivery;
  } catch (error) {
    return unusable(state, user, delivery, `the answer to ${what} is refused: ${String(error)}`);
  }
}

/** Clicks a button, or chooses in a menu, on a message that this person can see. */
export async function pressOn(
  desk: Desk,
  user: string,
  at: { channel: string; ts: string },
  aim: Aim,
): Promise<Delivery> {
  const { state } = desk;
  const message = state.messages.find(
    (one) => one.ts === at.ts && one.channel === at.channel && isVisible(one, user),
  );
  const member = channelOf(state, at.channel).members.has(user);
  if (message === undefined || !member)
    throw new Error(`no message ${at.ts} in ${at.channel} that ${state.nameOf(user)} sees`);
  const found = findTarget(state, message.blocks, aim, 'that message');
  const payload = messageActionPayload(state, user, message, { ...found.action, action_ts: state.nextTs() });
  return bring(desk, user, 'interactive', payload, { kind: 'click', what: `presses "${found.text}"` });
}

/** Writes a message by hand. */
export function sayIn(
  state: State,
  user: string,
  channel: string,
  text: string,
  threadTs?: string,
): StoredMessage {
  channelOf(state, channel);
  return post(state, { channel, user, text, threadTs });
}

/** What a person sees in a channel or thread, oldest first; nothing in a channel that they are not in. */
export function seenBy(state: State, user: string, channel: string, threadTs?: string): StoredMessage[] {
  if (!channelOf(state, channel).members.has(user)) return [];
  return state.messages.filter((message) => inPlace(message, channel, threadTs) && isVisible(message, user));
}

function isVisible(message: StoredMessage, user: string): boolean {
  return message.ephemeralTo === undefined || message.ephemeralTo === user;
}

function channelOf(state: State, id: string): StoredChannel {
  const channel = state.channels.get(id);
  if (channel !== undefined) return channel;
  const has = [...state.channels.keys()].join(', ') || 'none';
  throw new Error(`no channel '${id}' in the workspace; it has: ${has}`);
}
