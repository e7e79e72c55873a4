import type { Members, Standing } from '../../domain/rules/members.ts';
import { entitledBy, escalated, groupsOf } from '../../domain/rules/policy.ts';
import type { Judging, Unsure } from '../deciding/who-may.ts';

/** Who looks: what of it matters for what they see. */
export type Viewer =
  /** `decides`: whether any rule of now lets them decide something. */
  | { kind: 'member'; decides: boolean }
  /** Slack says that they are no member of this workspace. */
  | { kind: 'no_member'; standing: Exclude<Standing, 'member'> }
  | Unsure;

/** Only members of the workspace get to see requests. */
export function viewer({ directory, rules }: Judging, who: { id: string }): Viewer {
  const now = rules().map(escalated);
  const groups = groupsOf(...now);
  const listed = directory.members(groups, [who.id]);
  if ('unchecked' in listed)
    return { kind: 'unchecked', unchecked: listed.unchecked, groups, users: [who.id] };
  const standing = standingOf(listed.members, who.id);
  if (standing !== 'member') return { kind: 'no_member', standing };
  return {
    kind: 'member',
    decides: now.some((rule) => entitledBy(rule, listed.members, who.id) !== undefined),
  };
}

function standingOf(members: Members, userId: string): Standing {
  return members.standings.get(userId) ?? 'member';
}
