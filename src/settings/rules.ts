import { neverChosen } from '../domain/rules/never-chosen.ts';
import type { PersonOrGroup } from '../domain/rules/policy.ts';
import type { Match, WrittenRule } from '../domain/rules/rule-set.ts';
import type { Env } from './env.ts';
import { personOrGroup } from './lists.ts';
import { type RulesFile, readRulesFile } from './rules-file.ts';
import type { FileRule } from './rules-schema.ts';
import { SettingError } from './setting-error.ts';
import type { Name, Values } from './table.ts';
import { readValues, textOf } from './values.ts';

/** A rule, and how what is wrong with it is named at the start. */
export interface SetRule extends WrittenRule {
  /** `QUORUM`, or where the rule's own stands in the file. */
  quorumAt: string;
  /** `APPROVERS`, or the rule's key. */
  approveAt: string;
}

/** All rules in the order in which they are tried; there is at least one. */
export interface Rules {
  rules: SetRule[];
  /** Where each person and group is named, by ID. */
  namedAt: ReadonlyMap<string, string>;
}

/** The settings that make the last rule, and what the file's rules leave out. */
const RULE_NAMES = ['APPROVERS', 'QUORUM', 'APPROVAL_EXPIRY_HOURS', 'REQUESTERS'] as const;
type RuleValues = Pick<Values, (typeof RULE_NAMES)[number]>;

/** The name of the rule that APPROVERS makes. */
export const DEFAULT_RULE = 'default';

/** The rules alone, as the bot would take them, without what else it needs; throws SettingError. */
export function readRulesAlone(env: Env): Rules & { account: string | undefined } {
  const file = readRulesFile(env);
  const set = readValues(RULE_NAMES, env, file);
  const rules = readRules(set, file, (name) => textOf(name, env, file) !== undefined);
  return { ...rules, account: file.content.account };
}

/** The file's rules, and the one of APPROVERS behind them; throws SettingError for what is wrong with them. */
export function readRules(set: RuleValues, file: RulesFile, isSet: (name: Name) => boolean): Rules {
  const { rules: written = [] } = file.content;
  const own = written.map((rule, index) => toRule(rule, index, set, file));
  checkNames(own, file);
  const rules = set.APPROVERS ? [...own, defaultRule(set, set.APPROVERS)] : own;
  if (rules.length === 0) {
    throw new SettingError(
      'APPROVERS',
      'is missing.',
      'Name the people (U...) or groups (S...) who may approve, comma-separated.',
    );
  }
  if (!set.APPROVERS && isSet('QUORUM'))
    throw new SettingError('QUORUM', 'has no effect without APPROVERS.', 'Give each rule its own.');
  for (const rule of rules) checkQuorum(rule);
  checkChosen(rules, file);
  return { rules, namedAt: namedAt(set, file) };
}

function defaultRule(set: RuleValues, approve: PersonOrGroup[]): SetRule {
  return {
    name: DEFAULT_RULE,
    match: {},
    request: set.REQUESTERS ?? [],
    approve,
    quorum: set.QUORUM,
    expiryHours: set.APPROVAL_EXPIRY_HOURS,
    quorumAt: 'QUORUM',
    approveAt: 'APPROVERS',
  };
}

function toRule(written: FileRule, index: number, set: RuleValues, file: RulesFile): SetRule {
  const { requester, ...match } = written.match ?? {};
  return {
    name: written.name,
    match: { ...match, ...(requester ? { requester: toPeople(requester) } : {}) } satisfies Match,
    request: written.request ? toPeople(written.request) : (set.REQUESTERS ?? []),
    approve: toPeople(written.approve),
    quorum: written.quorum ?? 1,
    expiryHours: written.expiry_hours ?? set.APPROVAL_EXPIRY_HOURS,
    quorumAt: file.place('rules', index, 'quorum'),
    approveAt: 'approve',
  };
}

/** Each once; the schema knows them to be IDs. */
function toPeople(ids: readonly string[]): PersonOrGroup[] {
  return [...new Set(ids)].map(personOrGroup);
}

function checkNames(rules: readonly SetRule[], file: RulesFile): void {
  for (const [index, { name }] of rules.entries()) {
    const first = rules.findIndex((rule) => rule.name === name);
    if (first === index && name !== DEFAULT_RULE) continue;
    const what =
      name === DEFAULT_RULE ? 'is the name of the rule that APPROVERS makes.' : `"${name}" is there twice.`;
    throw new SettingError(file.place('rules', index, 'name'), what, 'Choose another name.');
  }
}

/** Who is in a group is known at the start only. */
function checkQuorum({ approve, quorum, quorumAt, approveAt }: SetRule): void {
  if (approve.some(({ kind }) => kind === 'group') || quorum <= approve.length) return;
  throw new SettingError(
    quorumAt,
    `${quorum} is more than the ${approve.length} ${approve.length === 1 ? 'person' : 'people'} in ${approveAt}.`,
    'Lower it or name more approvers.',
  );
}

function checkChosen(rules: readonly SetRule[], file: RulesFile): void {
  const never = neverChosen(rules);
  if (!never) return;
  const { rule, by } = never;
  throw rule.name === DEFAULT_RULE
    ? new SettingError('APPROVERS', `has no effect: the rule ${by.name} takes everything.`, 'Remove it.')
    : new SettingError(
        file.place('rules', rules.indexOf(rule)),
        `${rule.name} can never apply: ${by.name}, before it, takes all that it would.`,
        'Move it up or remove it.',
      );
}

function namedAt(set: RuleValues, file: RulesFile): Map<string, string> {
  const named = new Map<string, string>();
  const note = (ids: readonly string[] = [], placeOf: (index: number) => string) => {
    for (const [index, id] of ids.entries()) if (!named.has(id)) named.set(id, placeOf(index));
  };
  note(
    set.APPROVERS?.map(({ id }) => id),
    () => 'APPROVERS',
  );
  note(
    set.REQUESTERS?.map(({ id }) => id),
    () => 'REQUESTERS',
  );
  for (const [rule, { approve, request, match }] of (file.content.rules ?? []).entries()) {
    note(approve, (index) => file.place('rules', rule, 'approve', index));
    note(request, (index) => file.place('rules', rule, 'request', index));
    note(match?.requester, (index) => file.place('rules', rule, 'match', 'requester', index));
  }
  return named;
}
