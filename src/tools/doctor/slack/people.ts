import { approversIn, askersIn, notifiedIn, requestersIn } from '../../../domain/rules/named.ts';
import { groupsOf, oneOf } from '../../../domain/rules/policy.ts';
import type { Rules } from '../../../settings/rules.ts';
import { createDirectory, type SlackDirectory } from '../../../slack/people/directory.ts';
import { type Problem, UNKNOWN_IDS } from '../../../slack/people/unknown-ids.ts';
import { checkQuorums, placeOf, refusal } from '../../../slack/start/approvers.ts';
import type { Identity } from '../../../slack/start/identity.ts';
import type { Checking } from '../checking.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import type { Place } from './channel.ts';
import type { Client } from './client.ts';

/** Each name is a call to Slack. */
const NAMED_MOST = 20;

interface Given {
  identity: Pick<Identity, 'teamId'>;
  channel: Place | undefined;
  known: Known;
  outside: Outside;
}

/** Whether everyone whom the rules name is known to Slack, and whether each rule's quorum can be reached. */
export async function checkPeople(
  { check, note, without }: Checking,
  client: Client,
  { identity, channel, known, outside }: Given,
): Promise<void> {
  const { rules } = known;
  if (!rules) return without('the rules', 'Approvers');
  const named = {
    approvers: approversIn(rules.rules),
    requesters: requestersIn(rules.rules),
    askers: askersIn(rules.rules),
    notified: notifiedIn(rules.rules),
    namedAt: rules.namedAt,
  };
  const directory = createDirectory(client, {
    named: () => named,
    teamId: identity.teamId,
    now: outside.now,
  });
  if (channel?.isPrivate) directory.watchChannel(channel);
  const problems = await check('Approvers', async () => {
    let found = await directory.refresh();
    // An answer that leaves people out is believed when the next one says the same.
    if ('unchecked' in directory.members(groupsOf({ approvers: directory.approvers() }), []))
      found = await directory.refresh();
    const unknown = found.filter(({ id }) => placeOf(directory, id));
    const disabled = unknown.some(({ code }) => UNKNOWN_IDS.has(code)) ? await disabledOf(client) : new Map();
    const [first, ...more] = unknown.map((problem) => problemVerdict(directory, problem, disabled));
    for (const verdict of more) note('Approvers', verdict);
    if (first) return { ...first, found };
    const all = [...named.approvers, ...named.askers, ...named.notified];
    const count = new Set(all.map(({ id }) => id)).size;
    return { ...ok(`Slack knows whom the rules name: ${count} in all.`), found };
  });
  if (!problems) return without('Approvers', ...rules.rules.map(({ name }) => `Quorum of ${name}`));
  for (const rule of rules.rules) await check(`Quorum of ${rule.name}`, () => quorumOf(directory, rule));
  if (channel) await check('Approvers in channel', () => inChannel(directory, rules, channel, problems));
}

async function quorumOf(directory: SlackDirectory, rule: Rules['rules'][number]): Promise<Verdict> {
  await checkQuorums(directory, rule);
  const names = oneOf(directory.withNames(rule.approve).map(({ name }) => name));
  const count = directory.peopleIn(rule.approve).size;
  return ok(`${rule.quorum} of ${count} ${count === 1 ? 'person' : 'people'} (${names}).`);
}

function problemVerdict(
  directory: SlackDirectory,
  problem: Problem,
  disabled: ReadonlyMap<string, string>,
): Verdict {
  const place = placeOf(directory, problem.id);
  const handle = disabled.get(problem.id);
  if (handle !== undefined)
    return wrong(
      `${place}: the group @${handle} (${problem.id}) is disabled. Enable it, or name another.`,
      'Slack: Directory, User groups, the group, Enable',
    );
  return wrong(`${place}: ${refusal(problem)}`, "Slack: Directory, User groups, the group's menu, Copy ID");
}

/** The handles of disabled groups by their IDs; empty where Slack doesn't tell. */
async function disabledOf(client: Client): Promise<Map<string, string>> {
  const { usergroups = [] } = await client.usergroups
    .list({ include_disabled: true })
    .catch((): { usergroups?: [] } => ({}));
  return new Map(
    usergroups.flatMap(({ id, handle = '', date_delete: at = 0 }) => (id && at > 0 ? [[id, handle]] : [])),
  );
}

/** Who isn't in a private channel sees no cards there; each request is shown to up to 20 of them by themselves. */
async function inChannel(
  directory: SlackDirectory,
  { rules }: Rules,
  channel: Place,
  problems: readonly Problem[],
): Promise<Verdict> {
  const unread = problems.find(({ id }) => id === channel.id);
  if (unread) return notChecked(`who is in #${channel.name} could not be read (${unread.code}).`);
  const outside = directory.outside()?.people ?? [];
  if (!channel.isPrivate) return ok(`#${channel.name} is public: everyone can see the cards.`);
  if (outside.length === 0) return ok(`all of them are in #${channel.name}.`);
  // Their names come with it.
  for (const id of outside.slice(0, NAMED_MOST)) await directory.standing(id);
  const names = outside.map((id) => directory.nameOf(id, id)).join(', ');
  const invite = `In #${channel.name}: /invite ${outside.map((id) => `@${directory.nameOf(id, id)}`).join(' ')}`;
  const short = rules.find(
    ({ approve, quorum }) =>
      [...directory.peopleIn(approve)].filter((id) => directory.reachable(id)).length < quorum,
  );
  if (!short) return ok(`not in #${channel.name}, and asked by direct message: ${names}.`, invite);
  return wrong(
    `too few approvers of the rule ${short.name} are in #${channel.name} (not in it: ${names}). Invite them.`,
    invite,
  );
}
