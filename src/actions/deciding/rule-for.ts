import { askersIn } from '../../domain/rules/named.ts';
import { noRule } from '../../domain/rules/no-rule.ts';
import { type Approver, groupsOf, type PersonOrGroup, type Rule } from '../../domain/rules/policy.ts';
import { type AskedFor, chooseRule, groupsToChoose, type WrittenRule } from '../../domain/rules/rule-set.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Directory, Unchecked } from '../../interfaces/directory.ts';

/** What rules are chosen with. */
export interface RuleDeps {
  /** Those that hold now, in the order in which they are tried. */
  rules: () => readonly WrittenRule[];
  directory: Directory & {
    /** People and groups with the names of now. */
    withNames(named: readonly PersonOrGroup[]): Approver[];
  };
  /** The account that orders are for, once known. */
  account: () => string | undefined;
}

/** What a rule wants of the name and the tags, which the form alone checks. */
type Wanting = Pick<WrittenRule, 'name' | 'tags' | 'namePattern'>;

/** The rule that applies to what is asked for. */
export type RuleFor =
  /** As it is stored with a request, with the names of now. `requesters`: who may ask; empty where everybody may. */
  | { kind: 'rule'; rule: Rule; requesters: Approver[]; wants: Wanting }
  /** None does, and why. */
  | { kind: 'no_rule'; why: Violation }
  /** It hangs on who is in a group, and nobody knows; `groups` are all on which it hangs. */
  | { kind: 'unchecked'; unchecked: Unchecked; groups: string[] };

/** Chooses from memory. A rule that names accounts isn't chosen before the account is known. */
export function ruleFor(deps: RuleDeps, asked: AskedFor): RuleFor {
  const { directory } = deps;
  const rules = deps.rules();
  const known = { ...asked, accountId: asked.accountId ?? deps.account() ?? null };
  const groups = groupsToChoose(rules, known);
  const listed = directory.members(groups, []);
  if ('unchecked' in listed) return { kind: 'unchecked', unchecked: listed.unchecked, groups };
  const chosen = chooseRule(rules, known, listed.members.groups);
  if (!chosen) {
    // What would have done may hang on other groups: named where they happen to be known.
    const all = directory.members(groupsOf({ approvers: askersIn(rules) }), []);
    const { members } = 'unchecked' in all ? listed : all;
    return { kind: 'no_rule', why: noRule(rules, known, members.groups) };
  }
  return {
    kind: 'rule',
    rule: stored(deps, chosen),
    requesters: directory.withNames(chosen.request),
    wants: chosen,
  };
}

/** A rule as it is stored with a request. */
export function stored({ directory }: Pick<RuleDeps, 'directory'>, rule: WrittenRule): Rule {
  const { name, approve, quorum, expiryHours, rejectQuorum, comment, notify, remindHours, escalate } = rule;
  return {
    name,
    approvers: directory.withNames(approve),
    quorum,
    expiryHours,
    // What it leaves out isn't there: the rule is stored as it always was.
    ...(rejectQuorum === undefined ? {} : { rejectQuorum }),
    ...(comment ? { comment } : {}),
    ...(notify ? { notify: directory.withNames(notify) } : {}),
    ...(remindHours ? { remindHours } : {}),
    ...(escalate ? { escalate: { ...escalate, approvers: directory.withNames(escalate.approvers) } } : {}),
  };
}
