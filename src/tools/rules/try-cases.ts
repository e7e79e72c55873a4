import type { Answer } from '../answer.ts';
import type { Case } from './cases.ts';
import { type Choice, choose } from './choose.ts';
import type { RuleSet } from './rule-set.ts';

/** Tries each case: a line for each, and 1 if any of them fails. */
export function tried(set: RuleSet, cases: readonly Case[]): Answer {
  const results = cases.map((one) => ({
    name: one.name,
    wrong: differences(one.expect, choose(set, one.order)),
  }));
  const failed = results.filter(({ wrong }) => wrong.length > 0).length;
  const lines = results.map(({ name, wrong }) =>
    wrong.length > 0 ? `failed  ${name}: ${wrong.join('; ')}` : `ok      ${name}`,
  );
  const count = `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`;
  return { code: failed > 0 ? 1 : 0, text: [...lines, `${count}, ${failed} failed.`].join('\n') };
}

/** What is not as expected, in words. */
function differences(expected: Case['expect'], choice: Choice): string[] {
  if (choice.kind === 'refused') return expected.refused ? [] : [`refused: ${choice.why}`];
  const { rule } = choice;
  if (expected.refused) return [`not refused: the rule ${rule.name} takes it`];
  const approve = rule.approvers.map(({ id }) => id);
  return [
    ...unlike('rule', expected.rule, rule.name),
    ...unlike('quorum', expected.quorum, rule.quorum),
    ...unlike('approve', expected.approve && sorted(expected.approve), sorted(approve)),
  ];
}

function unlike(what: string, expected: string | number | undefined, is: string | number): string[] {
  return expected === undefined || expected === is ? [] : [`${what} is ${is}, expected ${expected}`];
}

function sorted(ids: readonly string[]): string {
  return [...new Set(ids)].sort().join(', ');
}
