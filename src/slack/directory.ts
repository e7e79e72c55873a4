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
  /** The name to show for a person: from memory, else `fallback`; asks Slack for the next time. */
  nameOf(userId: string, fallback: string): string;
}

/** Who may decide, kept in memory: Slack allows few reads of groups a minute. `now` is in epoch milliseconds. */
export function createDirectory(
  client: WebClient,
  wanted: readonly { kind: 'user' | 'group'; id: string }[],
  now: () => number,
): SlackDirectory {
  const groups = new Map<string, { users: string[]; readAt: number }>();
  const groupNames = new Map<string, string>();
  const people = new Map<string, string>();
  const asking = new Set<string>();

  const learnName = async (userId: string) => {
    if (people.has(userId) || asking.has(userId)) return;
    asking.add(userId);
    try {
      const { user } = await client.users.info({ user: userId });
      const name = user?.real_name || user?.profile?.display_name || user?.name;
      if (name) people.set(userId, name);
    } finally {
      asking.delete(userId);
    }
  };

  /** One after the other, so that a large group's names don't use up the workspace's rate. */
  const learnInTurn = (userIds: readonly string[]) => {
    const [first, ...rest] = userIds;
    if (first !== undefined)
      learnName(first).then(
        () => learnInTurn(rest),
        () => undefined,
      );
  };

  const refreshGroups = async () => {
    const { usergroups = [] } = await client.usergroups.list();
    for (const { id, handle } of usergroups) if (id && handle) groupNames.set(id, handle);
  };
  const refreshGroup = async (id: string) => {
    const { users = [] } = await client.usergroups.users.list({ usergroup: id });
    groups.set(id, { users, readAt: now() });
  };

  const refresh = async () => {
    const jobs = wanted.map(({ kind, id }) => ({
      id,
      job: kind === 'group' ? refreshGroup(id) : learnName(id),
    }));
    const hasGroups = wanted.some(({ kind }) => kind === 'group');
    if (hasGroups) jobs.push({ id: 'groups', job: refreshGroups() });
    const settled = await Promise.allSettled(jobs.map(({ job }) => job));
    learnInTurn([...groups.values()].flatMap(({ users }) => users));
    return settled.flatMap((result, index) =>
      result.status === 'rejected' ? [{ id: jobs[index]?.id ?? '', code: slackCode(result.reason) }] : [],
    );
  };
  // A stale list is asked for anew by the click that met it, so that the next click can count.
  let renewing = false;
  const renew = async () => {
    if (renewing) return;
    renewing = true;
    await refresh();
    renewing = false;
  };

  return {
    refresh,
    members(groupIds) {
      const members = new Map<string, string[]>();
      for (const id of groupIds) {
        const group = groups.get(id);
        if (!group || now() - group.readAt > FRESH_MS) {
          void renew();
          return { unchecked: groupNames.get(id) ?? id };
        }
        members.set(id, group.users);
      }
      return { members };
    },
    approvers: () =>
      wanted.map(({ kind, id }) => ({
        kind,
        id,
        name: (kind === 'group' ? groupNames.get(id) : people.get(id)) ?? id,
      })),
    nameOf(userId, fallback) {
      // The name is a courtesy: without it the payload's own stands, and the next click asks again.
      learnName(userId).catch(() => undefined);
      return people.get(userId) ?? fallback;
    },
  };
}
