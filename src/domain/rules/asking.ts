import { counts, type Members } from './members.ts';
import type { Approver } from './policy.ts';

/** Why a person may not ask for ports: no member of the workspace, or none of those who may. */
export type NoAsking = 'not_a_member' | 'not_named';

/** Undefined where they may. `requesters`: who may ask; empty where every member of the workspace may. */
export function whyNotAsk(
  requesters: readonly Pick<Approver, 'kind' | 'id'>[],
  members: Members,
  userId: string,
): NoAsking | undefined {
  if (!counts(members, userId)) return 'not_a_member';
  const named = requesters.some(({ kind, id }) =>
    kind === 'user' ? id === userId : members.groups.get(id)?.includes(userId),
  );
  return named || requesters.length === 0 ? undefined : 'not_named';
}
