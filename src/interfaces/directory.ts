import type { Members } from '../domain/rules/members.ts';

/** What is missing or older than five minutes: who is in a group, or what Slack says of a person. A group by its name where that is known, a person by their ID. */
export type Unchecked = { group: string } | { person: string };

/** Who is in which group and what Slack says of people, from memory. */
export interface Directory {
  /** What a decision rests on, none of it older than five minutes; or the first thing that is missing. */
  members(
    groupIds: readonly string[],
    userIds: readonly string[],
  ): { members: Members } | { unchecked: Unchecked };
  /** Asks Slack for what isn't fresh. Ends after `withinMs` at the latest, and never throws: `members` tells what came. */
  learn(groupIds: readonly string[], userIds: readonly string[], withinMs: number): Promise<void>;
}
