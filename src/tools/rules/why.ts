import type { WrittenRule } from '../../domain/rules/rule-set.ts';
import { notTaken, taken } from './describe.ts';
import { type CaseOrder, groupsOf, toAsked } from './order.ts';
import type { RuleSet } from './rule-set.ts';

/** Why it is this rule, or none: what was passed over before it, and what it is for; a line each. */
export function why(
  { rules, account }: RuleSet,
  order: CaseOrder,
  chosen: WrittenRule | undefined,
): string[] {
  const asked = toAsked(order, account);
  const groups = groupsOf(order);
  const passed = (
    chosen
      ? rules.slice(
          0,
          rules.findIndex(({ name }) => name === chosen.name),
        )
      : rules
  ).map((rule) => `Not ${rule.name}: it is for ${notTaken(rule.match, asked, groups)}.`);
  return [
    ...passed,
    ...(chosen ? [`First that matches: it is for ${taken(chosen.match)}.`] : []),
    ...(asked.accountId === null ? ['The account is not known: rules that name one were passed over.'] : []),
  ];
}
