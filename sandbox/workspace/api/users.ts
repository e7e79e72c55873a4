import { flag, str } from '../json.ts';
import type { State } from '../state.ts';
import type { Json, StoredGroup } from '../types.ts';
import { wireUser } from '../wire.ts';
import { type Methods, method, page, pageSize, SlackError } from './method.ts';

/** Users and user groups. */
export const userMethods: Methods = {
  'users.info': method(['users:read'], (state, args) => {
    const user = state.users.get(str(args, 'user') ?? '');
    if (user === undefined) throw new SlackError('user_not_found');
    return { user: wireUser(user) };
  }),

  'users.list': method(['users:read'], (state, args) => {
    const { items, next } = page(
      [...state.users.values()],
      str(args, 'cursor'),
      pageSize(args, 1000, state.limits['users.list.limit']),
    );
    return { members: items.map(wireUser), response_metadata: { next_cursor: next } };
  }),

  'usergroups.list': method(['usergroups:read'], (state, args) => ({
    usergroups: [...state.groups.values()]
      .filter(({ disabled }) => !disabled || flag(args, 'include_disabled'))
      .map((group) => wireGroup(state, group, flag(args, 'include_users'))),
  })),

  'usergroups.users.list': method(['usergroups:read'], (state, args) => {
    const group = state.groups.get(str(args, 'usergroup') ?? '');
    const known = group !== undefined && (!group.disabled || flag(args, 'include_disabled'));
    if (!known) throw new SlackError('no_such_subteam');
    return group.untold ? {} : { users: group.users };
  }),
};

function wireGroup(state: State, group: StoredGroup, withUsers: boolean): Json {
  return {
    id: group.id,
    team_id: state.teamId,
    is_usergroup: true,
    handle: group.handle,
    name: group.name,
    date_delete: group.disabled ? Math.floor(state.now() / 1000) : 0,
    user_count: group.users.length,
    ...(withUsers && !group.untold ? { users: group.users } : {}),
  };
}
