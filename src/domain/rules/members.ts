/** What Slack says of a person. Only a member of this workspace may ask or decide. Source: users.info. */
export type Standing = 'member' | 'guest' | 'bot' | 'deactivated' | 'foreign';

/** Who is in each group right now, and what Slack says of people; whoever is not in `standings` was not asked about. */
export interface Members {
  groups: ReadonlyMap<string, readonly string[]>;
  standings: ReadonlyMap<string, Standing>;
}

/** False for whom Slack says to be a guest, a bot, deactivated or of another workspace. */
export function counts(members: Members, userId: string): boolean {
  const standing = members.standings.get(userId);
  return standing === undefined || standing === 'member';
}

/** For what asks about nobody but the requester. */
export const NOBODY: Members = { groups: new Map(), standings: new Map() };
