import { groupsOf } from '../../domain/rules/policy.ts';
import type { IncidentKey, Incidents } from '../../interfaces/incidents.ts';
import type { SlackDirectory } from './directory.ts';
import { type Problem, UNKNOWN_IDS } from './unknown-ids.ts';

/** More names than these are not read. */
const NAMES = 20;
const OUTSIDE = 'approvers:outside';

/** Says what operators have to mend in who may approve and ask: groups that are gone, people who can't see the cards. */
export async function noteApprovers(
  directory: SlackDirectory,
  problems: readonly Problem[],
  incidents: Pick<Incidents, 'raise' | 'clear'>,
): Promise<void> {
  // Groups that could not be listed are not known to be there.
  const listed = !problems.some(({ id }) => id === 'groups');
  const approvers = groupsOf({ approvers: directory.approvers() });
  const asking = directory.askingGroups();
  for (const id of new Set([...approvers, ...asking, ...directory.notifiedGroups()])) {
    const key = goneKey(id);
    if (problems.some((problem) => problem.id === id && UNKNOWN_IDS.has(problem.code))) {
      const [named] = directory.withNames([{ kind: 'group', id }]);
      const cost = costOf(id, approvers, asking);
      const where = directory.namedAt(id) ?? 'APPROVERS';
      incidents.raise(key, `${where}: Slack no longer knows ${named?.name} (${id}): ${cost}.`);
    } else if (listed) incidents.clear(key);
  }
  const outside = directory.outside();
  const people: string[] = [];
  for (const id of outside?.people ?? []) {
    const standing = await directory.standing(id);
    // Whoever may not decide in any case need not see the cards.
    if (standing === undefined || standing === 'member') people.push(`${directory.nameOf(id, id)} (${id})`);
    if (people.length === NAMES) break;
  }
  if (!outside || people.length === 0) incidents.clear(OUTSIDE);
  else {
    const who = people.join(', ');
    incidents.raise(
      OUTSIDE,
      `APPROVAL_CHANNEL: #${outside.channel} is private, and these approvers are not in it and can't see the cards: ${who}. They are asked by direct message; invite them.`,
    );
  }
}

/** Groups that nobody names any more are nobody's trouble. */
export function forgetGroups(ids: readonly string[], incidents: Pick<Incidents, 'clear'>): void {
  for (const id of ids) incidents.clear(goneKey(id));
}

function goneKey(group: string): IncidentKey {
  return `approvers:gone:${group}`;
}

function costOf(group: string, approvers: readonly string[], asking: readonly string[]): string {
  if (approvers.includes(group)) return 'nobody may approve by it';
  return asking.includes(group) ? 'nobody counts as being in it' : 'nobody is told by it';
}
