import type { WebClient } from '@slack/web-api';
import { slackCode } from '../outbound/slack-error.ts';
import type { Problem } from './unknown-ids.ts';

const PAGE = 200;

/** Who sees what stands in the approvals channel. */
export interface Onlookers {
  /** From now on the channel counts as private: only who is in it sees it. */
  watch(channel: { id: string; name: string }): void;
  /** The channel, where it is private and its people are known. */
  watched(): { name: string; people: ReadonlySet<string> } | undefined;
  /** Reads who is in it; what could not be read. Never throws. */
  read(): Promise<Problem[]>;
}

/** Nobody is left out until a private channel is watched and was read. */
export function createOnlookers(client: WebClient): Onlookers {
  let channel: { id: string; name: string } | undefined;
  let people: ReadonlySet<string> | undefined;
  return {
    watch(given) {
      channel = given;
    },
    watched: () => channel && people && { name: channel.name, people },
    async read() {
      if (!channel) return [];
      const found = new Set<string>();
      try {
        let cursor: string | undefined;
        do {
          const where = { channel: channel.id, limit: PAGE, ...(cursor ? { cursor } : {}) };
          const { members = [], response_metadata } = await client.conversations.members(where);
          for (const id of members) found.add(id);
          cursor = response_metadata?.next_cursor;
        } while (cursor);
      } catch (error) {
        return [{ id: channel.id, code: slackCode(error) }];
      }
      people = found;
      return [];
    },
  };
}
