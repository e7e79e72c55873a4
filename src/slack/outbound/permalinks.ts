import type { WebClient } from '@slack/web-api';
import type { Threads } from '../../interfaces/chat.ts';
import { after } from '../listeners/after.ts';

/** Links never change, and each direct message asks for its own again and again. */
const REMEMBERED = 1_000;
/** No message waits longer for its link: Slack's archive links have had one form for years. */
const ASK_MS = 2_000;

/** Permalinks of messages, each asked for once; where Slack doesn't say in time, the archive link. */
export function createPermalinks(client: WebClient, teamUrl: string): Threads['permalink'] {
  const known = new Map<string, Promise<string>>();
  const ask = async (channel: string, ts: string): Promise<string> => {
    const link = archiveLink(teamUrl, channel, ts);
    const asked = client.chat.getPermalink({ channel, message_ts: ts }).then(
      ({ permalink }) => permalink ?? link,
      () => link,
    );
    return Promise.race([asked, after(ASK_MS).then(() => link)]);
  };
  return (channel, ts) => {
    const key = `${channel} ${ts}`;
    const link = known.get(key) ?? ask(channel, ts);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, link);
    return link;
  };
}

function archiveLink(teamUrl: string, channel: string, ts: string): string {
  return `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
}
