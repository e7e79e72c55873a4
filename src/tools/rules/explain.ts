import type { WrittenRule } from '../../domain/rules/rule-set.ts';
import type { Rules } from '../../settings/rules.ts';
import type { Answer } from './answer.ts';
import { choose } from './choose.ts';
import { further, named, notTaken, taken } from './describe.ts';
import { type CaseOrder, groupsOf, toAsked } from './order.ts';

/** Which rule applies to an order, who may approve it, how many it takes, and why that rule. */
export function explained(
  set: Pick<Rules, 'rules'> & { account: string | undefined },
  order: CaseOrder,
): Answer {
  const choice = choose(set, order);
  const asked = toAsked(order, set.account);
  const groups = groupsOf(order);
  const at = set.rules.findIndex(({ name }) => name === choice.rule?.name);
  const chosen = set.rules[at];
  const passed = (chosen ? set.rules.slice(0, at) : set.rules).map(
    (rule: WrittenRule) => `Not ${rule.name}: it is for ${notTaken(rule.match, asked, groups)}.`,
  );
  const lines = [
    ...(chosen ? [`${named(chosen)}.`, ...further(chosen)] : []),
    ...(choice.kind === 'refused' ? [`Refused in the form: ${choice.why}`] : []),
    ...passed,
    ...(chosen ? [`First that matches: it is for ${taken(chosen.match)}.`] : []),
    ...(asked.accountId === null ? ['The account is not known: rules that name one were passed over.'] : []),
  ];
  return { code: choice.kind === 'rule' ? 0 : 1, text: lines.join('\n') };
}
