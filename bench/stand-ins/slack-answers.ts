import { people } from '../people.ts';

const TEAM = 'T0BENCH';
let last = 0;

/** What Slack's Web API would answer, as far as anybody here reads it. */
export function answerOf(
  method: string,
  args: Record<string, string>,
  { who, url }: { who: string; url: string },
): Record<string, unknown> {
  switch (method) {
    case 'auth.test':
      return {
        url,
        team: 'Bench',
        user: 'interconnect',
        team_id: TEAM,
        user_id: people.bot,
        bot_id: 'B0BENCH',
        app_id: 'A0BENCH',
        is_enterprise_install: false,
      };
    case 'apps.connections.open':
      return { url: `${url.replace('http', 'ws')}link?app=${encodeURIComponent(who)}` };
    case 'conversations.info':
      return { channel: { id: args.channel, name: 'approvals', is_channel: true, is_member: true } };
    case 'conversations.open':
      return { channel: { id: `D${args.users}` } };
    case 'conversations.history':
    case 'conversations.replies':
      return { messages: [], has_more: false, response_metadata: { next_cursor: '' } };
    case 'users.info':
      return { user: userOf(args.user ?? '') };
    case 'usergroups.list':
      return { usergroups: [] };
    case 'views.open':
    case 'views.update':
      return { view: { id: `V${args.trigger_id ?? args.view_id}`, hash: '1' } };
    case 'chat.postMessage':
      return posted(args);
    case 'chat.update':
      return { channel: args.channel, ts: args.ts, text: args.text };
    case 'chat.getPermalink':
      return { permalink: `${url}archives/${args.channel}/p${args.message_ts}` };
    default:
      return {};
  }
}

function userOf(id: string): Record<string, unknown> {
  return { id, team_id: TEAM, name: id.toLowerCase(), real_name: `Person ${id}`, deleted: false };
}

function posted({ channel, text, thread_ts }: Record<string, string>): Record<string, unknown> {
  last = Math.max(last + 1, Date.now() * 1000);
  const ts = `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  return { channel, ts, message: { type: 'message', ts, text, ...(thread_ts ? { thread_ts } : {}) } };
}
