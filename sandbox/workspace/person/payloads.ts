import type { HeldView, State } from '../state.ts';
import type { Json, StoredMessage } from '../types.ts';
import { newResponseUrl, newTrigger } from '../views/triggers.ts';
import { wireMessage, wireView } from '../wire.ts';

/** What every interaction's payload says of who and where. */
function envelope(state: State, type: string, user: string): Json {
  const name = state.users.get(user)?.name ?? user;
  return {
    type,
    user: { id: user, username: name, name, team_id: state.users.get(user)?.teamId ?? state.teamId },
    api_app_id: state.appId,
    token: 'sandbox',
    team: { id: state.teamId, domain: state.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A slash command's form. */
export function commandPayload(
  state: State,
  user: string,
  command: string,
  text: string,
  channel: string,
): Json {
  return {
    token: 'sandbox',
    team_id: state.teamId,
    team_domain: state.teamDomain,
    channel_id: channel,
    channel_name: state.channels.get(channel)?.isIm ? 'directmessage' : state.channels.get(channel)?.name,
    user_id: user,
    user_name: state.users.get(user)?.name,
    command,
    text,
    api_app_id: state.appId,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(state, user, channel),
    trigger_id: newTrigger(state, user),
  };
}

/** A click or choice in a message. An ephemeral message is not shown to the bot again. */
export function messageActionPayload(state: State, user: string, message: StoredMessage, action: Json): Json {
  const ephemeral = message.ephemeralTo !== undefined;
  const thread = message.threadTs ?? (hasReplies(state, message) ? message.ts : undefined);
  return {
    ...envelope(state, 'block_actions', user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    },
    trigger_id: newTrigger(state, user),
    channel: { id: message.channel, name: state.channels.get(message.channel)?.name || 'directmessage' },
    ...(ephemeral ? {} : { message: wireMessage(state, message) }),
    state: { values: {} },
    response_url: newResponseUrl(state, user, message.channel, message),
    actions: [action],
  };
}

/** A click or choice in a modal or on the Home tab. */
export function viewActionPayload(state: State, held: HeldView, action: Json): Json {
  return {
    ...envelope(state, 'block_actions', held.user),
    container: { type: 'view', view_id: held.id },
    trigger_id: newTrigger(state, held.user, held.id),
    view: wireView(state, held),
    actions: [action],
  };
}

/**
 * A global shortcut: neither channel nor message, and no app ID. Source: payloads that apps published, and Bolt's
 * GlobalShortcut.
 */
export function shortcutPayload(state: State, user: string, callbackId: string): Json {
  const { api_app_id: _appId, user: _user, ...rest } = envelope(state, 'shortcut', user);
  const { name = user, teamId = state.teamId } = state.users.get(user) ?? {};
  return {
    ...rest,
    user: { id: user, username: name, team_id: teamId },
    callback_id: callbackId,
    trigger_id: newTrigger(state, user),
    action_ts: state.nextTs(),
  };
}

/** A sent form. */
export function submissionPayload(state: State, held: HeldView): Json {
  return {
    ...envelope(state, 'view_submission', held.user),
    trigger_id: newTrigger(state, held.user, held.id),
    view: wireView(state, held),
    response_urls: [],
  };
}

/** A closed form; `cleared` if its whole stack went. */
export function closedPayload(state: State, held: HeldView, cleared: boolean): Json {
  return { ...envelope(state, 'view_closed', held.user), view: wireView(state, held), is_cleared: cleared };
}

/** A question for an external select's options. Its view still has the values of when it was drawn. */
export function suggestionPayload(
  state: State,
  held: HeldView,
  blockId: string,
  actionId: string,
  value: string,
): Json {
  return {
    ...envelope(state, 'block_suggestion', held.user),
    container: { type: 'view', view_id: held.id },
    action_id: actionId,
    block_id: blockId,
    value,
    view: wireView(state, held, held.drawn),
  };
}

/** The event of a message that was deleted. Source: the page of `message_deleted`. */
export function deletedEvent(state: State, message: StoredMessage): Json {
  const { channel, ts } = message;
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel,
    channel_type: state.channels.get(channel)?.isIm ? 'im' : 'channel',
    ts: state.nextTs(),
    deleted_ts: ts,
    previous_message: wireMessage(state, message),
    event_ts: ts,
  };
}

/** The event of a message that somebody wrote. */
export function writtenEvent(state: State, message: StoredMessage): Json {
  const { channel, ts } = message;
  return {
    ...wireMessage(state, message),
    channel,
    channel_type: state.channels.get(channel)?.isIm ? 'im' : 'channel',
    event_ts: ts,
  };
}

/** The event of the bot's token having been revoked; `bot` holds the bot's users, not tokens. */
export function revokedEvent(state: State): Json {
  return { type: 'tokens_revoked', tokens: { oauth: [], bot: [state.botUserId] }, event_ts: state.nextTs() };
}

/** An Events API delivery. */
export function eventPayload(state: State, event: Json): Json {
  return {
    token: 'sandbox',
    team_id: state.teamId,
    api_app_id: state.appId,
    type: 'event_callback',
    event_id: state.nextId('Ev'),
    event_time: Math.floor(state.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.teamId,
        user_id: state.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event,
  };
}

function hasReplies(state: State, message: StoredMessage): boolean {
  return state.messages.some((other) => other.channel === message.channel && other.threadTs === message.ts);
}
