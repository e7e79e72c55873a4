import type { Standing } from '../../domain/rules/members.ts';

/** What users.info says of a person, as far as it decides who they are here. Source: Slack's user object. */
export interface UserFacts {
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  team_id?: string;
  /** Enterprise Grid: the workspaces of the organisation that the person belongs to. */
  enterprise_user?: { teams?: string[] };
}

/** Who a person is in the workspace `teamId`. What Slack leaves out is held against nobody. */
export function standingOf(user: UserFacts, teamId: string): Standing {
  if (user.deleted) return 'deactivated';
  if (user.is_bot) return 'bot';
  const here = user.team_id === undefined || user.team_id === teamId;
  if (user.is_stranger || !(here || user.enterprise_user?.teams?.includes(teamId))) return 'foreign';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}
