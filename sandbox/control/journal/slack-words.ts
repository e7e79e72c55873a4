import { isJson, label, obj, objs, str } from '../../workspace/json.ts';
import type { Json, Workspace } from '../../workspace/types.ts';

const LONGEST = 140;

/** What a Web API call does, in a few words. */
export function callWords(workspace: Workspace, method: string, args: Json): string {
  const said = saidIn(workspace, args);
  const channel = workspace.channels.get(str(args, 'channel') ?? '');
  switch (method) {
    case 'chat.postMessage':
      return `${method}: ${placeOf(workspace, args)}: ${said}`;
    case 'chat.update':
      return `${method}: ${updatedOf(workspace, args)} says ${said}`;
    case 'chat.postEphemeral':
      return `${method}: to ${workspace.nameOf(str(args, 'user') ?? '')} alone: ${said}`;
    case 'chat.delete':
      return `${method}: ${updatedOf(workspace, args)}`;
    case 'views.open':
    case 'views.push':
    case 'views.update':
      return `${method}: the form "${label(obj(args, 'view'), 'title')}"`;
    case 'views.publish':
      return `${method}: the Home tab of ${workspace.nameOf(str(args, 'user_id') ?? '')}`;
    case 'users.info':
      return `${method}: ${workspace.nameOf(str(args, 'user') ?? '')}`;
    default:
      return channel ? `${method}: ${nameOf(workspace, channel.id)}` : method;
  }
}

/** What Slack delivers, in a few words. */
export function deliveryWords(payload: Json): string {
  const event = obj(payload, 'event');
  if (event) return `the event ${str(event, 'subtype') ?? str(event, 'type')}`;
  if (payload.command !== undefined) return `the command ${String(payload.command)}`;
  switch (payload.type) {
    case 'block_actions':
      return 'the click';
    case 'view_submission':
      return 'the form';
    case 'view_closed':
      return 'that the form was closed';
    case 'block_suggestion':
      return `the question what a select lists for "${String(payload.value)}"`;
    default:
      return `the ${String(payload.type)}`;
  }
}

/** Slack's markup as people read it, on one line. */
export function plainWords({ users, groups, channels, nameOf: userName }: Workspace, text: string): string {
  const read = text
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (all, id) => (users.has(id) ? userName(id) : all))
    .replace(/<!subteam\^(\w+)(?:\|[^>]*)?>/g, (all, id) =>
      groups.has(id) ? `@${groups.get(id)?.handle}` : all,
    )
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (all, id) => (channels.has(id) ? `#${channels.get(id)?.name}` : all))
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/g, '$1')
    .replace(/[*`]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
  return read.length > LONGEST ? `${read.slice(0, LONGEST - 1)}…` : read;
}

/** What a message says first: a card its header, any other its first line. */
export function saidIn(workspace: Workspace, args: Json): string {
  const header = objs(args, 'blocks').find(({ type }) => type === 'header');
  const text = header ? label(header, 'text') : (str(args, 'text') ?? '');
  return plainWords(workspace, text.split('\n').find((line) => line.trim() !== '') ?? '');
}

function placeOf(workspace: Workspace, args: Json): string {
  const channel = workspace.channels.get(str(args, 'channel') ?? '');
  if (str(args, 'thread_ts') !== undefined) return 'in the thread';
  if (channel?.isIm) return `to ${nameOf(workspace, channel.id)}`;
  return objs(args, 'blocks').length > 0 ? 'a card' : `in ${nameOf(workspace, channel?.id ?? '')}`;
}

function updatedOf(workspace: Workspace, args: Json): string {
  const channel = workspace.channels.get(str(args, 'channel') ?? '');
  const there = channel && workspace.messages(channel.id).some(({ ts }) => ts === args.ts);
  if (channel?.isIm) return `the message to ${nameOf(workspace, channel.id)}`;
  return there ? 'the card' : 'a line in the thread';
}

function nameOf({ channels, botUserId, nameOf: userName }: Workspace, id: string): string {
  const channel = channels.get(id);
  if (!channel?.isIm) return `#${channel?.name ?? id}`;
  return [...channel.members]
    .filter((member) => member !== botUserId)
    .map(userName)
    .join();
}

/** Slack's error in an answer; undefined if the call went well. */
export function errorIn(answer: Json | undefined): string | undefined {
  return isJson(answer) && answer.ok === false ? String(answer.error) : undefined;
}
