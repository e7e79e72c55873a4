import { entitledBy, escalated, groupsOf } from '../../domain/rules/policy.ts';
import type { Judging, Unsure } from './who-may.ts';

/** No rule lets them approve anything; or nobody can tell now. */
export type NotApprover = Unsure | { kind: 'no_approver' };

/** Why somebody isn't one of those whom some rule lets approve; undefined where they are. */
export function notApprover({ directory, rules }: Judging, who: { id: string }): NotApprover | undefined {
  const now = rules();
  const groups = groupsOf(...now);
  const listed = directory.members(groups, [who.id]);
  if ('unchecked' in listed) {
    return { kind: 'unchecked', unchecked: listed.unchecked, groups, users: [who.id] };
  }
  const may = now.some((rule) => entitledBy(escalated(rule), listed.members, who.id) !== undefined);
  return may ? undefined : { kind: 'no_approver' };
}
