import type { WebClient } from '@slack/web-api';
import type { Directory } from '../actions/ports.ts';
import type { Approver } from '../domain/policy.ts';
import { slackCode } from './slack-error.ts';

/** A vote is judged by a list no older than this. */
const FRESH_MS = 5 * 60_000;

export interface SlackDirectory extends Directory {
  /** Reads every group again; returns what could not be read. */
  refresh(): Promise<{ id: string; code: string }[]>;
  approvers(): Approver[];
  /** The name to show for a person: from memory, else `fallback`. */
  nameOf(userId: string, fallback: string): string;
  /** Learns what was asked for and not known: names, and lists that were too old. Call it after the ack. */
  tend(): Promise<void>;
}

/** Who may decide, kept in memory: Slack allows few reads of groups a minute. `now` is in epoch milliseconds. */
export function createDirectory(
  client: WebClient,
  named: readonly { kind: 'user' | 'group'; id: string }[],
  now: () => number,
): SlackDirectory {
  const groups = new Map<string, { users: string[]; readAt: number }>();
  const groupNames = new Map<string, string>();
  const people = new Map<string, string>();
  /** Groups to keep read: those of the settings, and those of older requests' rules once they are met. */
  const kept = new Set(named.filter(({ kind }) => kind === 'group').map(({ id }) => id));
  const unknownPeople = new Set(named.filter(({ kind }) => kind === 'user').map(({ id }) => id));
  let stale = false;
  let tending: Promise<void> | undefined;

  const readName = async (userId: string) => {
    unknownPeople.delete(userId);
    const { user } = await client.users.info({ user: userId });
    const name = user?.real_name || user?.profile?.display_name || user?.name;
    if (name) people.set(userId, name);
  };
  const readGroup = async (id: string) => {
    const { users = [] } = await client.usergroups.users.list({ usergroup: id });
    groups.set(id, { users, readAt: now() });
    for (const user of users) if (!people.has(user)) unknownPeople.add(user);
  };
  const readGroupNames = async () => {
    const { usergroups = [] } = await client.usergroups.list();
    for (const { id, handle, name } of usergroups) if (id) groupNames.set(id, handle || name || id);
  };
  const readNames = async () => {
    // One after the other, so that a large group's names don't use up the workspace's rate; late-comers included.
    for (const userId of unknownPeople) await readName(userId);
  };
  const refresh = async () => {
    const jobs = [...kept].map((id) => ({ id, job: readGroup(id) }));
    if (kept.size > 0) jobs.push({ id: 'groups', job: readGroupNames() });
    const people = named.filter(({ kind, id }) => kind === 'user' && unknownPeople.has(id));
    jobs.push(...people.map(({ id }) => ({ id, job: readName(id) })));
    const settled = await Promise.allSettled(jobs.map(({ job }) => job));
    return settled.flatMap((result, index) =>
      result.status === 'rejected' ? [{ id: jobs[index]?.id ?? '', code: slackCode(result.reason) }] : [],
    );
  };
  const tend = async () => {
    if (stale) await refresh();
    stale = false;
    await readNames();
  };

  return {
    refresh,
    tend() {
      tending ??= tend().finally(() => {
        tending = undefined;
      });
      return tending;
    },
    members(groupIds) {
      const members = new Map<string, string[]>();
      for (const id of groupIds) {
        const group = groups.get(id);
        if (!group || now() - group.readAt > FRESH_MS) {
          kept.add(id);
          stale = true;
          return { unchecked: { group: groupNames.get(id) ?? id } };
        }
        members.set(id, group.users);
      }
      return { members: { groups: members, standings: new Map() } };
    },
    async learn() {
      await tend();
    },
    approvers: () =>
      named.map(({ kind, id }) => ({
        kind,
        id,
        name: (kind === 'group' ? groupNames.get(id) : people.get(id)) ?? id,
      })),
    nameOf(userId, fallback) {
      const name = people.get(userId);
      if (name === undefined) unknownPeople.add(userId);
      return name ?? fallback;
    },
  };
}
