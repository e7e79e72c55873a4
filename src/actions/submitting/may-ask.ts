import { type NoAsking, whyNotAsk } from '../../domain/rules/asking.ts';
import { type Approver, groupsOf } from '../../domain/rules/policy.ts';
import type { Directory, Unchecked } from '../../interfaces/directory.ts';

/** Who may ask for ports; none where every member of the workspace may. */
export interface Requesters {
  directory: Directory & { requesters(): Approver[] };
}

/** Why a person may not ask for ports: for good, or as long as nobody knows who they are. */
export type NotAsking =
  | { kind: 'barred'; why: NoAsking; requesters: Approver[] }
  | { kind: 'unchecked'; unchecked: Unchecked };

/** From memory; undefined where they may. */
export function whyNotAsking({ directory }: Requesters, userId: string): NotAsking | undefined {
  const requesters = directory.requesters();
  const listed = directory.members(groupsOf({ approvers: requesters }), [userId]);
  if ('unchecked' in listed) return { kind: 'unchecked', unchecked: listed.unchecked };
  const why = whyNotAsk(requesters, listed.members, userId);
  return why && { kind: 'barred', why, requesters };
}

/** Asks Slack for what `whyNotAsking` rests on and isn't known; for `withinMs` at the most. */
export function learnWhoAsks(
  { directory }: Requesters,
  { userId, withinMs }: { userId: string; withinMs: number },
): Promise<void> {
  return directory.learn(groupsOf({ approvers: directory.requesters() }), [userId], withinMs);
}
