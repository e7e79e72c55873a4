import type { Request } from '../../domain/request/request.ts';
import type { Members } from '../../domain/rules/members.ts';
import type { Denied } from '../../domain/rules/permission.ts';
import { groupsOf, type Rule } from '../../domain/rules/policy.ts';
import type { Directory, Unchecked } from '../../interfaces/directory.ts';
import type { Store, Tx } from '../../interfaces/store.ts';

/** What decisions are judged by, besides the request itself. */
export interface Judging {
  directory: Directory;
  /** The rule that would apply to this request today; undefined where none would. */
  ruleNow: (request: Request) => Rule | Unsure | undefined;
  /** All rules of now. */
  rules: () => Rule[];
}

/** What people's decisions work with. */
export interface DecideDeps {
  store: Store;
  judging: Judging;
}

/** Something that a decision rests on is not known or too old; what to ask Slack for. */
export interface Unsure {
  kind: 'unchecked';
  unchecked: Unchecked;
  groups: string[];
  users: string[];
}

/** Why someone may not do something. */
export type Barred = Exclude<Denied, { kind: 'not_open' } | { kind: 'expired' }> | Unsure;

/** So long whoever clicked waits for Slack to say who they are, where nobody has asked before. */
const LEARN_MS = 1_000;
/** What a click has for its transactions and for that: Slack waits three seconds for an ack, and it has to travel too. */
export const CLICK_MS = 2_300;
/** With less than this left, a second run would only fail. */
const LEAST_MS = 300;

/** Who is who, for the request's own rule and the rule of now; `users` are those whose standing matters. */
export function membersFor(
  { directory, ruleNow }: Judging,
  request: Request,
  users: readonly string[],
): { kind: 'known'; members: Members; rule: Rule | undefined } | Unsure {
  const rule = ruleNow(request);
  const people = [...new Set(users)];
  if (rule && 'kind' in rule)
    return { ...rule, groups: [...rule.groups, ...groupsOf(request.rule)], users: people };
  const groups = groupsOf(request.rule, rule);
  const listed = directory.members(groups, people);
  return 'unchecked' in listed
    ? { kind: 'unchecked', unchecked: listed.unchecked, groups, users: people }
    : { kind: 'known', members: listed.members, rule };
}

/**
 * Runs a decision in one transaction, and once more after asking Slack where something about its people was not known:
 * all of it within what a click has, else the first answer stands.
 */
export async function deciding<T extends { kind: string } | undefined>(
  { store, judging: { directory } }: DecideDeps,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const until = performance.now() + CLICK_MS;
  const first = await store.transaction(work, CLICK_MS);
  if (!isUnsure(first) || until - performance.now() < LEARN_MS + LEAST_MS) return first;
  await directory.learn(first.groups, first.users, LEARN_MS);
  return store.transaction(work, until - performance.now());
}

function isUnsure(answer: { kind: string } | undefined): answer is Unsure {
  return answer?.kind === 'unchecked';
}
