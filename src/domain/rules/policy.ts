import type { Person } from '../person.ts';
import { counts, type Members } from './members.ts';

/** One person or user group. */
export interface PersonOrGroup {
  kind: 'user' | 'group';
  id: string;
}

/** One entry of who may approve, with the name it had when the request was made. */
export interface Approver extends PersonOrGroup {
  name: string;
}

/** Whether a decision comes with a comment. */
export type Commenting = 'required' | 'optional' | 'none';

/** What of a rule applies to a request once its order has chosen it; `P`: with the names of now, or by ID alone. */
export interface Deciding<P extends PersonOrGroup = PersonOrGroup> {
  /** Distinct people whose rejections end it; 1 where it is left out. */
  rejectQuorum?: number;
  /** An approval's is optional and a rejection's required where it is left out. */
  comment?: { approve: Commenting; reject: Commenting };
  /** Who is told, and may nothing by it. */
  notify?: readonly P[];
  /** So many hours after it was asked people are reminded, in this order. */
  remindHours?: readonly number[];
  /** Who may decide too once it has waited so long. */
  escalate?: { afterHours: number; approvers: readonly P[] };
}

/** The rule that applies to a request, stored with it as it was; what an older version stored lacks what is optional. */
export interface Rule extends Deciding<Approver> {
  name: string;
  approvers: Approver[];
  /** Distinct people who have to approve. */
  quorum: number;
  expiryHours: number;
}

/** A rule under which those decide too whom it escalates to. */
export function escalated(rule: Rule): Rule {
  const named = new Set(rule.approvers.map(({ id }) => id));
  const more = rule.escalate?.approvers.filter(({ id }) => !named.has(id)) ?? [];
  return more.length === 0 ? rule : { ...rule, approvers: [...rule.approvers, ...more] };
}

/** Whether a rule wants a comment with a decision. */
export function commenting(rule: Rule, decision: 'approve' | 'reject'): Commenting {
  return rule.comment?.[decision] ?? (decision === 'approve' ? 'optional' : 'required');
}

/** The entry of a rule by which a person may decide; undefined for whom it doesn't name, or who doesn't count. */
export function entitledBy(rule: Rule, members: Members, userId: string): Approver | undefined {
  return counts(members, userId) ? namedBy(rule.approvers, members.groups, userId) : undefined;
}

/** The entry that names a person, by themselves or by a group that they are in. */
export function namedBy<P extends PersonOrGroup>(
  entries: readonly P[],
  groups: Members['groups'],
  userId: string,
): P | undefined {
  return entries.find(({ kind, id }) =>
    kind === 'user' ? id === userId : (groups.get(id)?.includes(userId) ?? false),
  );
}

/** Everyone whom a rule lets decide; `own` are those whose request it is. */
export function eligible(rule: Rule, members: Members, own: readonly string[]): Set<string> {
  const people = rule.approvers.flatMap(({ kind, id }) =>
    kind === 'user' ? [id] : [...(members.groups.get(id) ?? [])],
  );
  return new Set(people.filter((id) => !own.includes(id) && counts(members, id)));
}

/** The groups that rules name, by ID; those that they escalate to among them. */
export function groupsOf(
  ...rules: readonly (({ approvers: readonly PersonOrGroup[] } & Pick<Deciding, 'escalate'>) | undefined)[]
): string[] {
  const entries = rules.flatMap((rule) => [...(rule?.approvers ?? []), ...(rule?.escalate?.approvers ?? [])]);
  return [...new Set(entries.filter(({ kind }) => kind === 'group').map(({ id }) => id))];
}

/** `net-leads` or `net-leads or Lee`: who decides, in plain names. */
export function approverNames(rule: Pick<Rule, 'approvers'>): string {
  return oneOf(rule.approvers.map((approver) => approver.name));
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/**
 * Why nobody could ever approve what somebody asks for, perhaps for a colleague; undefined if enough people can.
 * `reachable`: whether a person gets to see it.
 */
export function unreachable(
  rule: Rule,
  members: Members,
  { requester, beneficiary }: { requester: Person; beneficiary: Person | null },
  reachable: (userId: string) => boolean = () => true,
): string | undefined {
  const own = [requester, ...(beneficiary ? [beneficiary] : [])];
  const others = eligible(
    rule,
    members,
    own.map(({ id }) => id),
  );
  const count = [...others].filter(reachable).length;
  if (count >= rule.quorum) return undefined;
  const besides = beneficiary ? `you and ${beneficiary.name}` : 'you';
  return `Needs ${rule.quorum} of ${approverNames(rule)} besides ${besides}, and there ${count === 1 ? 'is only 1' : `are only ${count}`}. Ask someone else to request this port.`;
}
