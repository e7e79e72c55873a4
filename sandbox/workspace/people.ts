import type { State } from './state.ts';
import type { Workspace } from './types.ts';

/** The part of a workspace that fills it with users, channels and user groups. */
export function people(state: State): Pick<Workspace, 'addUser' | 'addChannel' | 'addGroup'> {
  return {
    addUser: ({ id = state.nextId('U'), name, realName = name, ...rest }) => {
      const user = { ...state.plainUser(), ...rest, id, name, realName };
      state.users.set(id, user);
      for (const channel of state.openChannels) state.channels.get(channel)?.members.add(id);
      return user;
    },
    addChannel: ({ id = state.nextId('C'), name, members, withBot = true, isExtShared = false, ...rest }) => {
      const joined = new Set(members ?? state.users.keys());
      if (withBot) joined.add(state.botUserId);
      else joined.delete(state.botUserId);
      const kind = { isIm: false, isPrivate: rest.private ?? false, isExtShared, isArchived: false };
      const channel = { id, name, ...kind, members: joined };
      state.channels.set(id, channel);
      if (members === undefined) state.openChannels.add(id);
      return channel;
    },
    addGroup: ({ id = state.nextId('S'), handle, name = handle, users }) => {
      const group = { id, handle, name, users };
      state.groups.set(id, group);
      return group;
    },
  };
}
