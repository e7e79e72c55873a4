import type { Person } from './request.ts';

/** One entry of APPROVERS, with the name it had when the request was made. */
export interface Approver {
  kind: 'user' | 'group';
  id: string;
  name: string;
}

/** The rule that applies to a request, stored with it as it was. */
export interface Rule {
  name: string;
  approvers: Approver[];
  /** Distinct people who have to approve. */
  quorum: number;
  expiryHours: number;
}

/** Who is in each group right now: group ID to user IDs. */
export type Members = ReadonlyMap<string, readonly string[]>;

/** Everyone whom a rule lets decide, the requester left out. */
export function eligible(rule: Rule, members: Members, requesterId: string): Set<string> {
  const people = rule.approvers.flatMap((approver) =>
    approver.kind === 'user' ? [approver.id] : [...(members.get(approver.id) ?? [])],
  );
  const set = new Set(people);
  set.delete(requesterId);
  return set;
}

export type Entitlement = 'entitled' | 'requester' | 'outsider';

/** Whether a person may decide a request. */
export function entitlement(rule: Rule, members: Members, requester: Person, userId: string): Entitlement {
  if (userId === requester.id) return 'requester';
  return eligible(rule, members, requester.id).has(userId) ? 'entitled' : 'outsider';
}

/** `net-leads` or `net-leads or Lee`: who decides, in plain names. */
export function approverNames(rule: Rule): string {
  const names = rule.approvers.map((approver) => approver.name);
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Why nobody could ever approve this request, or undefined if enough people can. */
export function unreachable(rule: Rule, members: Members, requesterId: string): string | undefined {
  const count = eligible(rule, members, requesterId).size;
  if (count >= rule.quorum) return undefined;
  return `Needs ${rule.quorum} of ${approverNames(rule)} besides you, and there ${count === 1 ? 'is only 1' : `are only ${count}`}. Ask someone else to request this port.`;
}
