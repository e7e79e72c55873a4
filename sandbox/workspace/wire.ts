import { escapedValues, normalised, tidied } from './escape.ts';
import { repliesTo } from './messages.ts';
import type { HeldFile, HeldView, State } from './state.ts';
import type { Json, StoredChannel, StoredMessage, StoredUser } from './types.ts';

/** A message as the Web API and payloads show it. */
export function wireMessage(state: State, message: StoredMessage, metadata = false): Json {
  const replies = repliesTo(state, message);
  const latest = replies.at(-1);
  const parent = state.messages.find(
    (other) => other.channel === message.channel && other.ts === message.threadTs,
  );
  return {
    type: 'message',
    ...(message.subtype === undefined ? {} : { subtype: message.subtype, hidden: true }),
    user: message.user,
    ts: message.ts,
    text: tidied(message.text),
    team: state.teamId,
    ...authorOf(state, message),
    ...(message.blocks.length > 0 ? { blocks: normalised(message.blocks) } : {}),
    ...(message.edited ? { edited: { user: state.botUserId, ts: message.ts } } : {}),
    ...(message.files.length > 0
      ? { files: message.files.map((file) => ({ id: file.id, name: file.name })) }
      : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs, parent_user_id: parent?.user }),
    ...(latest === undefined
      ? {}
      : { thread_ts: message.ts, reply_count: replies.length, latest_reply: latest.ts }),
    ...(metadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

/** Which app wrote a message; nothing where a person did. */
function authorOf(state: State, { app, user }: StoredMessage): Json {
  if (app !== undefined) return { bot_id: app.botId, ...(app.id === undefined ? {} : { app_id: app.id }) };
  return user === state.botUserId ? { bot_id: state.botId, app_id: state.appId } : {};
}

/** What was chosen, as payloads show it: an option's text is escaped, and its value where the workspace does that. */
export function chosen<T>(state: State, value: T): T {
  const options = normalised(value);
  return (state.escapesValues ? escapedValues(options) : options) as T;
}

/** A view as the Web API and payloads show it. */
export function wireView(state: State, held: HeldView, values: HeldView['values'] = held.values): Json {
  return {
    submit: null,
    close: null,
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...normalised(held.view),
    id: held.id,
    team_id: state.teamId,
    state: { values: chosen(state, values) },
    hash: held.hash,
    external_id: held.externalId,
    root_view_id: held.rootId,
    previous_view_id: held.previousId ?? null,
    app_id: state.appId,
    app_installed_team_id: state.teamId,
    bot_id: state.botId,
  };
}

/** A user as users.info shows one. */
export function wireUser(user: StoredUser): Json {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    is_bot: user.isBot,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    ...(user.isStranger ? { is_stranger: true } : {}),
    ...(user.enterpriseTeams ? { enterprise_user: { id: user.id, teams: user.enterpriseTeams } } : {}),
    tz: 'Etc/UTC',
    profile: { real_name: user.realName, display_name: user.name, team: user.teamId },
  };
}

/** A conversation as conversations.info shows one. */
export function wireChannel(state: State, channel: StoredChannel): Json {
  const person = [...channel.members].find((id) => id !== state.botUserId);
  if (channel.isIm) return { id: channel.id, is_im: true, is_open: true, user: person, is_archived: false };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_private: channel.isPrivate,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_archived: channel.isArchived,
    is_member: channel.members.has(state.botUserId),
    num_members: channel.members.size,
  };
}

/** A file as files.info shows one. */
export function wireFile(state: State, file: HeldFile): Json {
  const shares: Record<string, Json[]> = {};
  for (const { channel, ts, threadTs } of file.shares) {
    const entry: Json = { ts, channel_name: state.channels.get(channel)?.name, team_id: state.teamId };
    if (threadTs !== undefined) entry.thread_ts = threadTs;
    shares[channel] = [...(shares[channel] ?? []), entry];
  }
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.bytes.length,
    user: state.botUserId,
    permalink: `${state.url}/files/${file.id}`,
    channels: Object.keys(shares),
    shares: Object.keys(shares).length === 0 ? {} : { public: shares },
  };
}
