import { groupsOf, type PersonOrGroup } from '../../domain/rules/policy.ts';
import { scopeOf } from '../outbound/slack-error.ts';
import type { SlackDirectory } from '../people/directory.ts';
import { type Problem, UNKNOWN_IDS } from '../people/unknown-ids.ts';
import { type Pause, RETRY_MS } from './asking.ts';
import { StartError } from './start-error.ts';

/** Who approves by a rule, and how what is wrong with it is named. */
export interface StartRule {
  approve: readonly PersonOrGroup[];
  quorum: number;
  /** `QUORUM`, or where the rule's own stands in the file. */
  quorumAt: string;
  /** `APPROVERS`, or the rule's key. */
  approveAt: string;
  /** How many rejections it takes, and where that stands. */
  rejectQuorum?: number;
  rejectQuorumAt?: string;
}

/** Reads who may approve and ask; throws StartError where that can't be, or where approvers are too few. */
export async function checkApprovers(
  directory: SlackDirectory,
  rules: readonly StartRule[],
  pause: Pause,
): Promise<readonly Problem[]> {
  let problems = await directory.refresh();
  for (const ms of RETRY_MS) {
    const problem = problems.find(({ id }) => placeOf(directory, id));
    if (!problem || scopeOf(problem.code) || UNKNOWN_IDS.has(problem.code)) break;
    await pause(ms);
    problems = await directory.refresh();
  }
  for (const problem of problems) {
    const place = placeOf(directory, problem.id);
    if (place) throw new StartError(`${place}: ${refusal(problem)}`);
  }
  const groupIds = groupsOf({ approvers: directory.approvers() });
  // An answer that leaves people out is believed when the next one says the same.
  if ('unchecked' in directory.members(groupIds, [])) problems = await directory.refresh();
  for (const id of groupIds) {
    const listed = directory.members([id], []);
    if ('unchecked' in listed && 'group' in listed.unchecked)
      throw new StartError(
        `${placeOf(directory, id)}: ${listed.unchecked.group} could not be read. Try again.`,
      );
  }
  for (const rule of rules) await checkQuorums(directory, rule);
  return problems;
}

/** Throws StartError where fewer than a rule needs may decide by it. */
export async function checkQuorums(directory: SlackDirectory, rule: StartRule): Promise<void> {
  const { rejectQuorum: quorum, rejectQuorumAt: quorumAt } = rule;
  await checkQuorum(directory, rule);
  if (quorum && quorumAt) await checkQuorum(directory, { ...rule, quorum, quorumAt });
}

/** What names whom Slack could not tell of, undefined where no rule does; `groups` stands for all of them. */
export function placeOf(directory: SlackDirectory, id: string): string | undefined {
  if (id !== 'groups') return directory.namedAt(id);
  const [group = ''] = [
    ...groupsOf({ approvers: directory.approvers() }),
    ...directory.askingGroups(),
    ...directory.notifiedGroups(),
  ];
  return directory.namedAt(group);
}

/** What is wrong with a person or group that Slack could not tell of, and what to do. */
export function refusal({ id, code }: Problem): string {
  if (UNKNOWN_IDS.has(code)) return `${id} is not known in this workspace. Check the ID.`;
  if (code === 'plan_upgrade_required')
    return "this workspace's plan has no user groups. Name people (U...) instead.";
  return `${id} could not be read (${code}). Check the app's scopes usergroups:read and users:read.`;
}

/** Asks about no more people than it takes: a large group's would use up the workspace's rate. */
async function checkQuorum(directory: SlackDirectory, rule: StartRule): Promise<void> {
  const { approve, quorum, quorumAt, approveAt } = rule;
  const barred: string[] = [];
  let count = 0;
  for (const id of directory.peopleIn(approve)) {
    const standing = await directory.standing(id);
    // Whom Slack doesn't tell of is held against nobody here: each vote is judged anew.
    if (standing === undefined || standing === 'member') count += 1;
    else barred.push(`${directory.nameOf(id, id)} (${standing})`);
    if (count === quorum) return;
  }
  const who = barred.length > 0 ? ` who may decide; not ${barred.join(', ')}` : '';
  throw new StartError(
    `${quorumAt}: ${quorum} is more than the ${count} ${count === 1 ? 'person' : 'people'} in ${approveAt}${who}. Lower it or name more approvers.`,
  );
}
