import type { WebClient } from '@slack/web-api';
import { MINUTE } from '../../domain/time.ts';
import { slackCode } from '../outbound/slack-error.ts';
import { createAllowance } from './allowance.ts';
import { type Problem, UNKNOWN_IDS } from './unknown-ids.ts';

/** A vote is judged by nothing older than this. */
export const FRESH_MS = 5 * MINUTE;
/** Slack allows twenty reads of groups a minute; some of them may be for groups that its list leaves out. */
const READS_A_MINUTE = 12;

/** Who is in which user group, from memory. */
export interface Groups {
  /** Undefined while nobody knows, or what is known is older than five minutes or doubtful. */
  users(id: string): readonly string[] | undefined;
  /** The latest that was known, however old. */
  latest(id: string): readonly string[];
  nameOf(id: string): string | undefined;
  /** From now on this group is read too. */
  keep(id: string): void;
  /** Reads all that are kept, unless that was done too often of late; what could not be read. Never throws. */
  read(): Promise<Problem[]>;
}

/** `now` is in epoch milliseconds. */
export function createGroups(client: WebClient, ids: Iterable<string>, now: () => number): Groups {
  const kept = new Set(ids);
  const lists = new Map<string, { users: readonly string[]; readAt: number }>();
  const names = new Map<string, string>();
  /** Answers that empty a group by leaving something out: believed when the next one says the same. */
  const doubts = new Map<string, 'no list' | 'nobody'>();
  const mayRead = createAllowance(READS_A_MINUTE, now);
  let reading: Promise<Problem[]> | undefined;
  let problems: Problem[] = [];

  const take = (id: string, users: readonly string[] | undefined, readAt: number) => {
    const lost = users?.length === 0 && (lists.get(id)?.users.length ?? 0) > 0;
    const doubt = users === undefined ? 'no list' : lost ? 'nobody' : undefined;
    if (doubt && doubts.get(id) !== doubt) {
      doubts.set(id, doubt);
      return;
    }
    doubts.delete(id);
    lists.set(id, { users: users ?? [], readAt });
  };
  const readOne = async (id: string, listed: readonly string[] | undefined, readAt: number) => {
    try {
      take(id, listed ?? (await client.usergroups.users.list({ usergroup: id })).users, readAt);
      return [];
    } catch (error) {
      const code = slackCode(error);
      if (UNKNOWN_IDS.has(code)) {
        doubts.delete(id);
        lists.set(id, { users: [], readAt });
      }
      return [{ id, code }];
    }
  };
  const readAll = async (): Promise<Problem[]> => {
    const readAt = now();
    try {
      const { usergroups = [] } = await client.usergroups.list({ include_users: true });
      for (const { id, handle, name } of usergroups) if (id) names.set(id, handle || name || id);
      const listed = new Map(usergroups.map(({ id, users }) => [id, users]));
      const read = [...kept].map((id) => readOne(id, listed.get(id), readAt));
      return (await Promise.all(read)).flat();
    } catch (error) {
      return [{ id: 'groups', code: slackCode(error) }];
    }
  };

  return {
    users(id) {
      const list = lists.get(id);
      return !list || doubts.has(id) || now() - list.readAt > FRESH_MS ? undefined : list.users;
    },
    latest: (id) => lists.get(id)?.users ?? [],
    nameOf: (id) => names.get(id),
    keep: (id) => void kept.add(id),
    async read() {
      if (kept.size === 0) return [];
      if (reading) return reading;
      if (!mayRead()) return problems;
      reading = readAll();
      problems = await reading;
      reading = undefined;
      return problems;
    },
  };
}
