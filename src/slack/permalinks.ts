import type { WebClient } from '@slack/web-api';
import type { Threads } from '../actions/slack-ports.ts';

/** Links never change, and each direct message asks for its own again and again. */
const REMEMBERED = 1_000;

/** Permalinks of messages, each asked for once. */
export function createPermalinks(client: WebClient, teamUrl: string): Threads['permalink'] {
  const known = new Map<string, string>();
  return async (channel, ts) => {
    const key = `${channel} ${ts}`;
    const link = known.get(key);
    if (link !== undefined) return link;
    try {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      if (permalink === undefined) return archiveLink(teamUrl, channel, ts);
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, permalink);
      return permalink;
    } catch {
      // No reason to hold back a message or an order: Slack's archive links have had one form for years.
      return archiveLink(teamUrl, channel, ts);
    }
  };
}

function archiveLink(teamUrl: string, channel: string, ts: string): string {
  return `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
}
