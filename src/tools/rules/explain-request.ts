import type { Request } from '../../domain/request/request.ts';
import { atAge, ownPeople, quorumOf, ruleThen } from '../../domain/rules/permission.ts';
import { oneOf, type Rule } from '../../domain/rules/policy.ts';
import type { WrittenRule } from '../../domain/rules/rule-set.ts';
import type { Answer } from '../answer.ts';
import { choose } from './choose.ts';
import { further, ids, named } from './describe.ts';
import type { CaseOrder } from './order.ts';
import type { RuleSet } from './rule-set.ts';
import { why } from './why.ts';

/**
 * By what a stored request is decided: the rule that it was asked under, the one that applies now, how many that takes,
 * and why. `groups`: those that whoever asked is in; `at`: now, epoch milliseconds. 1 where no rule applies any more.
 */
export function explainedRequest(
  set: RuleSet,
  { request, at }: { request: Request; at: number },
  groups: readonly string[],
): Answer {
  const { id, requester, state, order, rule: stored } = request;
  const asked = toCase(request, groups);
  const choice = choose(set, asked);
  const now = set.rules.find(({ name }) => name === choice.rule?.name);
  const lines = [
    `${id}: ${state.status}, ${order.bandwidth} at ${order.location}, ${order.region}, asked by ${requester.name} (${requester.id}).`,
    `Asked under: ${named(asWritten(stored))}.`,
    ...further(asWritten(stored)),
    ...(now
      ? [`Now: ${named(now)}.`, ...further(now), both(request, atAge(request, { rule: choice.rule, at }))]
      : [`Now: no rule applies, so nobody can approve it.`]),
    ...why(set, asked, now),
    ...(groups.length === 0 && hangsOnGroups(set, now)
      ? [`Taken to be in no group: --requester says in which ${requester.id} is.`]
      : []),
  ];
  return { code: now ? 0 : 1, text: lines.join('\n') };
}

/** As an order that says who asks and nothing of name and tags, which the form alone checks. */
function toCase({ order, accountId, requester }: Request, groups: readonly string[]): CaseOrder {
  const { region, location, bandwidth, lagId, requestMACSec } = order;
  return {
    region,
    location,
    bandwidth,
    ...(accountId === null ? {} : { account: accountId }),
    requester: [requester.id, ...groups],
    lag: lagId !== undefined,
    macsec: requestMACSec,
  };
}

function both(request: Request, now: Rule | undefined): string {
  const quorum = quorumOf(request, now);
  const [then, today] = [ruleThen(request).approvers, now?.approvers ?? []].map((some) => oneOf(ids(some)));
  const who = then === today ? then : `those who are of ${then} and of ${today}`;
  return `It takes ${quorum} of ${who}, without ${ownPeople(request).join(' and ')}.`;
}

/** With the names of then, beside the IDs. */
function asWritten({ approvers, notify, escalate, ...rule }: Rule): WrittenRule {
  const withNames = (some: Rule['approvers']) =>
    some.map(({ kind, id, name }) => ({ kind, id: name === id ? id : `${name} (${id})` }));
  return {
    ...rule,
    match: {},
    request: [],
    approve: withNames(approvers),
    ...(notify ? { notify: withNames([...notify]) } : {}),
    ...(escalate ? { escalate: { ...escalate, approvers: withNames([...escalate.approvers]) } } : {}),
  };
}

/** Whether the group of whoever asked might have chosen another rule. */
function hangsOnGroups({ rules }: RuleSet, chosen: WrittenRule | undefined): boolean {
  const tried = chosen
    ? rules.slice(
        0,
        rules.findIndex(({ name }) => name === chosen.name),
      )
    : rules;
  return tried.some(({ match }) => match.requester?.some(({ kind }) => kind === 'group'));
}
