import { setTimeout as wait } from 'node:timers/promises';
import type { Standing } from '../../domain/rules/members.ts';
import type { Directory, Unchecked } from '../../interfaces/directory.ts';
import type { Groups } from './groups.ts';
import type { Persons } from './persons.ts';

/** What judging rests on, and how what is missing gets known. */
export interface JudgedDeps {
  groups: Groups;
  persons: Persons;
  /** People whom the settings name: what is known of them is always told. */
  named: () => readonly string[];
  wantGroup(id: string): void;
  /** People to be asked about after the ack. */
  wanted: Set<string>;
  /** Asks Slack about a person who isn't known, if the rates allow it. */
  askAbout(id: string): Promise<void>;
}

/** Groups and people as decisions need them: nothing older than five minutes, or else what is missing. */
export function createJudged(deps: JudgedDeps): Directory {
  const { groups, persons, named, wanted } = deps;
  return {
    members(groupIds, userIds) {
      const missing: Unchecked[] = [];
      const lists = new Map<string, readonly string[]>();
      for (const id of groupIds) {
        const users = groups.users(id);
        if (users) lists.set(id, users);
        else {
          deps.wantGroup(id);
          missing.push({ group: groups.nameOf(id) ?? id });
        }
      }
      for (const id of userIds) {
        if (persons.standing(id) !== undefined) continue;
        wanted.add(id);
        missing.push({ person: id });
      }
      const [unchecked] = missing;
      if (unchecked) return { unchecked };
      const standings = new Map<string, Standing>();
      for (const id of [...userIds, ...named(), ...[...lists.values()].flat()]) {
        const standing = persons.standing(id);
        if (standing) standings.set(id, standing);
      }
      return { members: { groups: lists, standings } };
    },
    async learn(groupIds, userIds, withinMs) {
      for (const id of groupIds) groups.keep(id);
      const unknown = userIds.filter((id) => persons.standing(id) === undefined);
      const jobs: Promise<unknown>[] = unknown.map(deps.askAbout);
      if (groupIds.some((id) => !groups.users(id))) jobs.push(groups.read());
      if (jobs.length === 0) return;
      const learnt = new AbortController();
      const over = wait(withinMs, undefined, { signal: learnt.signal }).catch(() => undefined);
      await Promise.race([Promise.allSettled(jobs), over]);
      learnt.abort();
    },
  };
}
