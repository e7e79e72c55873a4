import type { WebClient } from '@slack/web-api';
import type { Standing } from '../../domain/rules/members.ts';
import { slackCode } from '../outbound/slack-error.ts';
import { FRESH_MS } from './groups.ts';
import { standingOf } from './standing.ts';
import { UNKNOWN_IDS } from './unknown-ids.ts';

/** What Slack says of people, from memory. */
export interface Persons {
  /** Undefined while nobody knows, or what is known is older than five minutes. */
  standing(id: string): Standing | undefined;
  nameOf(id: string): string | undefined;
  /** Milliseconds since it was read; infinite where it never was. */
  age(id: string): number;
  /** Asks Slack; the word with which it doesn't know this person, if it doesn't. Throws what else goes wrong. */
  read(id: string): Promise<string | undefined>;
}

/** People as seen from the workspace `teamId`; `now` is in epoch milliseconds. */
export function createPersons(client: WebClient, teamId: string, now: () => number): Persons {
  const facts = new Map<string, { standing: Standing; readAt: number }>();
  const names = new Map<string, string>();
  const reading = new Map<string, Promise<string | undefined>>();

  const ask = async (id: string): Promise<string | undefined> => {
    const readAt = now();
    try {
      const { user = {} } = await client.users.info({ user: id });
      facts.set(id, { standing: standingOf(user, teamId), readAt });
      const name = user.real_name || user.profile?.display_name || user.name;
      if (name) names.set(id, name);
      return undefined;
    } catch (error) {
      const code = slackCode(error);
      if (!UNKNOWN_IDS.has(code)) throw error;
      facts.set(id, { standing: 'deactivated', readAt });
      return code;
    }
  };
  const age = (id: string) => now() - (facts.get(id)?.readAt ?? Number.NEGATIVE_INFINITY);
  return {
    age,
    standing: (id) => (age(id) > FRESH_MS ? undefined : facts.get(id)?.standing),
    nameOf: (id) => names.get(id),
    read(id) {
      const job = reading.get(id) ?? ask(id).finally(() => reading.delete(id));
      reading.set(id, job);
      return job;
    },
  };
}
