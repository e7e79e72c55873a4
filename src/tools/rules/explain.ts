import type { Answer } from '../answer.ts';
import { choose } from './choose.ts';
import { further, named } from './describe.ts';
import type { CaseOrder } from './order.ts';
import type { RuleSet } from './rule-set.ts';
import { why } from './why.ts';

/** Which rule applies to an order, who may approve it, how many it takes, and why that rule. */
export function explained(set: RuleSet, order: CaseOrder): Answer {
  const choice = choose(set, order);
  const chosen = set.rules.find(({ name }) => name === choice.rule?.name);
  const lines = [
    ...(chosen ? [`${named(chosen)}.`, ...further(chosen)] : []),
    ...(choice.kind === 'refused' ? [`Refused in the form: ${choice.why}`] : []),
    ...why(set, order, chosen),
  ];
  return { code: choice.kind === 'rule' ? 0 : 1, text: lines.join('\n') };
}
