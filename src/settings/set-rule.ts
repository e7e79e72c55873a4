import type { PersonOrGroup } from '../domain/rules/policy.ts';
import type { Match, WrittenRule } from '../domain/rules/rule-set.ts';
import { personOrGroup } from './lists.ts';
import type { FileRule } from './rule-schema.ts';
import type { RulesFile } from './rules-file.ts';
import type { Values } from './table.ts';

/** A rule, and how what is wrong with it is named at the start. */
export interface SetRule extends WrittenRule {
  /** `QUORUM`, or where the rule's own stands in the file. */
  quorumAt: string;
  /** `APPROVERS`, or the rule's key. */
  approveAt: string;
  /** Where its quorum of rejections stands, if it has one. */
  rejectQuorumAt?: string;
}

/** The settings that make the last rule, and what the file's rules leave out. */
export const RULE_NAMES = ['APPROVERS', 'QUORUM', 'APPROVAL_EXPIRY_HOURS', 'REQUESTERS'] as const;
export type RuleValues = Pick<Values, (typeof RULE_NAMES)[number]>;

/** The name of the rule that APPROVERS makes. */
export const DEFAULT_RULE = 'default';

/** The rule that APPROVERS makes. */
export function defaultRule(set: RuleValues, approve: PersonOrGroup[]): SetRule {
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

/** The file's rule at `index`; what it leaves out without a default isn't there. */
export function toRule(written: FileRule, index: number, set: RuleValues, file: RulesFile): SetRule {
  const { requester, ...match } = written.match ?? {};
  const place = (key: string) => file.place('rules', index, key);
  return {
    name: written.name,
    match: { ...match, ...(requester ? { requester: toPeople(requester) } : {}) } satisfies Match,
    request: written.request ? toPeople(written.request) : (set.REQUESTERS ?? []),
    approve: toPeople(written.approve),
    quorum: written.quorum ?? 1,
    expiryHours: written.expiry_hours ?? set.APPROVAL_EXPIRY_HOURS,
    ...toDeciding(written),
    quorumAt: place('quorum'),
    approveAt: 'approve',
    ...(written.reject_quorum ? { rejectQuorumAt: place('reject_quorum') } : {}),
  };
}

function toDeciding(written: FileRule): Partial<WrittenRule> {
  const { reject_quorum, comment, notify, remind_hours, escalate, tags, name_pattern } = written;
  return {
    ...(reject_quorum ? { rejectQuorum: reject_quorum } : {}),
    ...(comment
      ? { comment: { approve: comment.approve ?? 'optional', reject: comment.reject ?? 'required' } }
      : {}),
    ...(notify ? { notify: toPeople(notify) } : {}),
    ...(remind_hours ? { remindHours: remind_hours } : {}),
    ...(escalate
      ? { escalate: { afterHours: escalate.after_hours, approvers: toPeople(escalate.approve) } }
      : {}),
    ...(tags ? { tags: toTags(tags) } : {}),
    ...(name_pattern ? { namePattern: name_pattern } : {}),
  };
}

function toTags(tags: NonNullable<FileRule['tags']>): WrittenRule['tags'] {
  return Object.entries(tags).map(([key, { required = false, values }]) => ({
    key,
    required,
    ...(values ? { values } : {}),
  }));
}

/** Each once; the schema knows them to be IDs. */
function toPeople(ids: readonly string[]): PersonOrGroup[] {
  return [...new Set(ids)].map(personOrGroup);
}
