import { scopeOf } from '../outbound/slack-error.ts';
import type { SlackDirectory } from '../people/directory.ts';
import { type Problem, UNKNOWN_IDS } from '../people/unknown-ids.ts';
import { type Pause, RETRY_MS } from './asking.ts';
import { StartError } from './start-error.ts';

/** Reads who may approve and ask; throws StartError where that can't be, or where approvers are too few. */
export async function checkApprovers(
  directory: SlackDirectory,
  quorum: number,
  pause: Pause,
): Promise<readonly Problem[]> {
  let problems = await directory.refresh();
  for (const ms of RETRY_MS) {
    const problem = problems.find(({ id }) => settingOf(directory, id));
    if (!problem || scopeOf(problem.code) || UNKNOWN_IDS.has(problem.code)) break;
    await pause(ms);
    problems = await directory.refresh();
  }
  for (const problem of problems) {
    const setting = settingOf(directory, problem.id);
    if (setting) throw new StartError(`${setting}: ${refusal(problem)}`);
  }
  const groups = directory.approvers().filter(({ kind }) => kind === 'group');
  const groupIds = groups.map(({ id }) => id);
  // An answer that leaves people out is believed when the next one says the same.
  if ('unchecked' in directory.members(groupIds, [])) problems = await directory.refresh();
  const listed = directory.members(groupIds, []);
  if ('unchecked' in listed && 'group' in listed.unchecked)
    throw new StartError(`APPROVERS: ${listed.unchecked.group} could not be read. Try again.`);
  await checkQuorum(directory, quorum);
  return problems;
}

/** The setting that names whom Slack could not tell of; `groups` stands for all of them. */
function settingOf(directory: SlackDirectory, id: string): 'APPROVERS' | 'REQUESTERS' | undefined {
  if (id === 'groups' || directory.approvers().some((approver) => approver.id === id)) return 'APPROVERS';
  return directory.requesters().some((requester) => requester.id === id) ? 'REQUESTERS' : undefined;
}

function refusal({ id, code }: Problem): string {
  if (UNKNOWN_IDS.has(code)) return `${id} is not known in this workspace. Check the ID.`;
  if (code === 'plan_upgrade_required')
    return "this workspace's plan has no user groups. Name people (U...) instead.";
  return `${id} could not be read (${code}). Check the app's scopes usergroups:read and users:read.`;
}

/** Asks about no more people than it takes: a large group's would use up the workspace's rate. */
async function checkQuorum(directory: SlackDirectory, quorum: number): Promise<void> {
  const people = [...directory.approvingPeople()];
  const barred: string[] = [];
  let count = 0;
  for (const id of people) {
    const standing = await directory.standing(id);
    // Whom Slack doesn't tell of is held against nobody here: each vote is judged anew.
    if (standing === undefined || standing === 'member') count += 1;
    else barred.push(`${directory.nameOf(id, id)} (${standing})`);
    if (count === quorum) return;
  }
  const who = barred.length > 0 ? ` who may decide; not ${barred.join(', ')}` : '';
  throw new StartError(
    `QUORUM: ${quorum} is more than the ${count} ${count === 1 ? 'person' : 'people'} in APPROVERS${who}. Lower it or name more approvers.`,
  );
}
