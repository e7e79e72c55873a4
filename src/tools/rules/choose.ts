import { ruleFor } from '../../actions/deciding/rule-for.ts';
import { whyNotAskingFor } from '../../actions/submitting/may-ask.ts';
import type { PersonOrGroup, Rule } from '../../domain/rules/policy.ts';
import type { WrittenRule } from '../../domain/rules/rule-set.ts';
import { barredAnswer } from '../../words/asking.ts';
import { type CaseOrder, groupsOf, toAsked, unwantedIn } from './order.ts';

/** The rule that the form would choose; or why it would refuse, and by which rule where one does. */
export type Choice = { kind: 'rule'; rule: Rule } | { kind: 'refused'; rule: Rule | undefined; why: string };

/** Chooses as the form does, with whoever asks in the groups that the order names and in no others. */
export function choose(
  { rules, account }: { rules: readonly WrittenRule[]; account: string | undefined },
  order: CaseOrder,
): Choice {
  const asked = toAsked(order, account);
  const groups = groupsOf(order);
  const directory = {
    members: () => ({ members: { groups, standings: new Map() } }),
    learn: async () => undefined,
    withNames: (named: readonly PersonOrGroup[]) => named.map(({ kind, id }) => ({ kind, id, name: id })),
  };
  const found = ruleFor({ rules: () => rules, directory, account: () => account }, asked);
  if (found.kind === 'unchecked') throw new TypeError('Every group is known here.');
  if (found.kind === 'no_rule') return { kind: 'refused', rule: undefined, why: found.why.message };
  const { rule, requesters, wants } = found;
  const barred = whyNotAskingFor({ directory }, { requesters, rule: rule.name }, asked.requesterId);
  const why = barred ? [barredAnswer(barred)] : unwantedIn(wants, order);
  return why.length > 0 ? { kind: 'refused', rule, why: why.join(' ') } : { kind: 'rule', rule };
}
