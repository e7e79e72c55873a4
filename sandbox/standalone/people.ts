import type { Workspace } from '../workspace/types.ts';

/** Who and what is in the workspace. */
export interface Town {
  channel: string;
  group: string;
  people: { id: string; role: string }[];
}

const PEOPLE = [
  { name: 'Erin', role: 'engineer' },
  { name: 'Lee', role: 'lead, in @leads' },
  { name: 'Lin', role: 'lead, in @leads' },
  { name: 'Olga', role: 'in no group' },
  { name: 'Gus', role: 'guest', isRestricted: true },
];

/** Puts people, a user group and a channel into a workspace. */
export function populate(workspace: Workspace): Town {
  const people = PEOPLE.map(({ name, role, ...rest }) => {
    const { id } = workspace.addUser({ name: name.toLowerCase(), realName: name, ...rest });
    return { id, role };
  });
  const leads = people.filter(({ role }) => role.startsWith('lead')).map(({ id }) => id);
  return {
    people,
    group: workspace.addGroup({ handle: 'leads', name: 'Leads', users: leads }).id,
    channel: workspace.addChannel({ name: 'general' }).id,
  };
}
