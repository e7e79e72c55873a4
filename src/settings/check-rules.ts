import { neverChosen } from '../domain/rules/never-chosen.ts';
import type { RulesFile } from './rules-file.ts';
import { DEFAULT_RULE, type SetRule } from './set-rule.ts';
import { SettingError } from './setting-error.ts';

/** Throws SettingError for what is wrong with the file's rules by themselves, in the order of the file. */
export function checkWritten(rules: readonly SetRule[], file: RulesFile): void {
  for (const [index, rule] of rules.entries()) {
    checkName(rule, index, rules, file);
    checkHours(rule, index, file);
    checkEscalation(rule, index, file);
  }
}

/** The same of all rules, the one of APPROVERS among them. */
export function checkAll(rules: readonly SetRule[], file: RulesFile): void {
  for (const rule of rules) {
    checkQuorum(rule, rule.quorum, rule.quorumAt);
    if (rule.rejectQuorum) checkQuorum(rule, rule.rejectQuorum, rule.rejectQuorumAt ?? rule.quorumAt);
  }
  checkChosen(rules, file);
}

function checkName({ name }: SetRule, index: number, rules: readonly SetRule[], file: RulesFile): void {
  const first = rules.findIndex((rule) => rule.name === name);
  if (first === index && name !== DEFAULT_RULE) return;
  const what =
    name === DEFAULT_RULE ? 'is the name of the rule that APPROVERS makes.' : `"${name}" is there twice.`;
  throw new SettingError(file.place('rules', index, 'name'), what, 'Choose another name.');
}

/** What is due when a request has expired never happens. */
function checkHours({ expiryHours, remindHours = [], escalate }: SetRule, index: number, file: RulesFile) {
  const hours: [number, ...PropertyKey[]][] = remindHours.map((after, at) => [after, 'remind_hours', at]);
  if (escalate) hours.push([escalate.afterHours, 'escalate', 'after_hours']);
  for (const [after, ...path] of hours) {
    if (after < expiryHours) continue;
    throw new SettingError(
      file.place('rules', index, ...path),
      `${after} never comes: requests expire after ${expiryHours} ${expiryHours === 1 ? 'hour' : 'hours'}.`,
      'Lower it or leave it out.',
    );
  }
}

function checkEscalation({ approve, escalate }: SetRule, index: number, file: RulesFile): void {
  if (!escalate || escalate.approvers.some(({ id }) => !approve.some((one) => one.id === id))) return;
  throw new SettingError(
    file.place('rules', index, 'escalate', 'approve'),
    'adds nobody: all of them are in approve.',
    'Name others or leave it out.',
  );
}

/** Who is in a group is known at the start only. */
function checkQuorum({ approve, approveAt }: SetRule, quorum: number, quorumAt: string): void {
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
  const names = by.map(({ name }) => name).join(' and ');
  const [what, take] = by.length === 1 ? ['rule', 'takes'] : ['rules', 'together take'];
  throw rule.name === DEFAULT_RULE
    ? new SettingError('APPROVERS', `has no effect: the ${what} ${names} ${take} everything.`, 'Remove it.')
    : new SettingError(
        file.place('rules', rules.indexOf(rule)),
        `${rule.name} can never apply: ${names}, before it, ${take} all that it would.`,
        'Move it up or remove it.',
      );
}
