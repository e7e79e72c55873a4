import type { Snapshot, Store } from '../../interfaces/store.ts';
import type { Judging, Unsure } from '../deciding/who-may.ts';

/** So long whoever looks waits for Slack to say who is who, where nobody has asked before; milliseconds. */
const LEARN_MS = 1_000;

/** What people of other workspaces, guests and bots get to see: nothing. */
export interface NoMember {
  kind: 'no_member';
}

/**
 * Reads something at one moment, and once more after asking Slack where it wasn't known who is who: `last` says that
 * there is no further time. Only members of the workspace get to see anything.
 */
export async function looking<T extends { kind: string }>(
  { store, judging }: { store: Pick<Store, 'read'>; judging: Judging },
  who: { id: string },
  read: (at: Snapshot, last: boolean) => Promise<T | Unsure>,
): Promise<T | Unsure | NoMember> {
  const { directory } = judging;
  const once = async (last: boolean): Promise<T | Unsure | NoMember> => {
    const listed = directory.members([], [who.id]);
    if ('unchecked' in listed)
      return { kind: 'unchecked', unchecked: listed.unchecked, groups: [], users: [who.id] };
    const standing = listed.members.standings.get(who.id) ?? 'member';
    return standing === 'member' ? store.read((at) => read(at, last)) : { kind: 'no_member' };
  };
  const first = await once(false);
  if (first.kind !== 'unchecked') return first;
  const { groups, users } = first as Unsure;
  await directory.learn(groups, users, LEARN_MS);
  return once(true);
}
