import { type NoAsking, whyNotAsk } from '../../domain/rules/asking.ts';
import { type Approver, groupsOf } from '../../domain/rules/policy.ts';
import type { Directory, Unchecked } from '../../interfaces/directory.ts';

/** Who may ask for ports; none where every member of the workspace may. */
export interface Requesters {
  directory: Directory & {
    /** Whom some rule lets ask. */
    requesters(): Approver[];
    /** The groups on which it hangs who may ask, and under which rule. */
    askingGroups(): string[];
  };
}

/** Why a person may not ask for ports: for good, or as long as nobody knows who they are. */
export type NotAsking =
  /** `rule` is the one that doesn't name them, where others do. */
  | { kind: 'barred'; why: NoAsking; requesters: Approver[]; rule: string | undefined }
  | { kind: 'unchecked'; unchecked: Unchecked };

/** From memory; undefined where they may ask for something. */
export function whyNotAsking({ directory }: Requesters, userId: string): NotAsking | undefined {
  return whyNotAskingFor({ directory }, { requesters: directory.requesters(), rule: undefined }, userId);
}

/** The same where a rule says who may ask. */
export function whyNotAskingFor(
  { directory }: { directory: Directory },
  { requesters, rule }: { requesters: Approver[]; rule: string | undefined },
  userId: string,
): NotAsking | undefined {
  const listed = directory.members(groupsOf({ approvers: requesters }), [userId]);
  if ('unchecked' in listed) return { kind: 'unchecked', unchecked: listed.unchecked };
  const why = whyNotAsk(requesters, listed.members, userId);
  return why && { kind: 'barred', why, requesters, rule };
}

/**
 * Asks Slack for what `whyNotAsking` rests on and isn't known, and who the colleague is for whom somebody asks; for
 * `withinMs` at the most.
 */
export function learnWhoAsks(
  { directory }: Requesters,
  { userId, beneficiaryId, withinMs }: { userId: string; beneficiaryId?: string; withinMs: number },
): Promise<void> {
  const users = [userId, ...(beneficiaryId === undefined ? [] : [beneficiaryId])];
  return directory.learn(directory.askingGroups(), users, withinMs);
}
