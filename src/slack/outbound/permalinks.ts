import type { WebClient } from '@slack/web-api';
import { createMemory } from '../../domain/memory.ts';
import { after } from '../listeners/after.ts';

/** Links never change, and each direct message asks for its own again and again. */
const REMEMBERED = 1_000;
/** No message waits longer for its link: Slack's archive links have had one form for years. */
const ASK_MS = 2_000;

/** Links to messages. */
export interface Permalinks {
  /** What Slack says, asked for once; where it doesn't say in time, the archive link. */
  ask(channel: string, ts: string): Promise<string>;
  /** What Slack has said already, else the archive link. */
  known(channel: string, ts: string): string;
}

/** `teamUrl` is the workspace's address, where archive links begin. */
export function createPermalinks(client: WebClient, teamUrl: string): Permalinks {
  const links = createMemory<{ asked: Promise<string>; told: string | undefined }>(REMEMBERED);
  const archiveLink = (channel: string, ts: string) =>
    `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
  const ask = async (channel: string, ts: string): Promise<string> => {
    const link = archiveLink(channel, ts);
    const answer = client.chat.getPermalink({ channel, message_ts: ts }).then(
      ({ permalink }) => permalink ?? link,
      () => link,
    );
    return Promise.race([answer, after(ASK_MS).then(() => link)]);
  };
  const nameOf = (channel: string, ts: string) => `${channel} ${ts}`;
  return {
    async ask(channel, ts) {
      const link = links.of(nameOf(channel, ts), () => ({ asked: ask(channel, ts), told: undefined }));
      link.told = await link.asked;
      return link.told;
    },
    known: (channel, ts) => links.known(nameOf(channel, ts))?.told ?? archiveLink(channel, ts),
  };
}
