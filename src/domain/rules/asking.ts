import { counts, type Members } from './members.ts';
import { namedBy, type PersonOrGroup } from './policy.ts';

/** Why a person may not ask for ports: no member of the workspace, or none of those who may. */
export type NoAsking = 'not_a_member' | 'not_named';

/** Undefined where they may. `requesters`: who may ask; empty where every member of the workspace may. */
export function whyNotAsk(
  requesters: readonly PersonOrGroup[],
  members: Members,
  userId: string,
): NoAsking | undefined {
  if (!counts(members, userId)) return 'not_a_member';
  return requesters.length === 0 || namedBy(requesters, members.groups, userId) ? undefined : 'not_named';
}
