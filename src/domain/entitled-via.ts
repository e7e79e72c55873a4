import type { Members } from './members.ts';
import type { Approver, Rule } from './policy.ts';

/**
 * The entry of a rule that entitles a person: their own, or else the first group that they are in now. Undefined where
 * none does; that a requester may not decide is not asked here.
 */
export function entitledVia(
  rule: Pick<Rule, 'approvers'>,
  { groups }: Pick<Members, 'groups'>,
  userId: string,
): Approver | undefined {
  return (
    rule.approvers.find(({ kind, id }) => kind === 'user' && id === userId) ??
    rule.approvers.find(({ kind, id }) => kind === 'group' && groups.get(id)?.includes(userId))
  );
}

/** How the audit keeps it with a vote: `group S0LEADS`, `user U0LEE`. */
export function viaWords({ kind, id }: Pick<Approver, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
