import { createHash } from 'node:crypto';
import type { PersonOrGroup } from '../domain/rules/policy.ts';
import type { WantedTag, WrittenRule } from '../domain/rules/rule-set.ts';
import { DEFAULT_RULE } from './set-rule.ts';
import type { Settings } from './settings.ts';

/** What a process decides by and whether it spends: the settings that the house's trail keeps. */
export function decidingSettings(settings: Settings): Record<string, unknown> {
  const { rules, expectedAccount, accounts, openRequestsPerPerson, frozen, dryRun } = settings;
  const last = rules.find(({ name }) => name === DEFAULT_RULE);
  const written = writtenOf(rules);
  return {
    ...(last
      ? { approvers: idsOf(last.approve), quorum: last.quorum, approvalExpiryHours: last.expiryHours }
      : {}),
    ...(written.length > 0 ? { rules: written } : {}),
    account: expectedAccount ?? null,
    ...(accounts.length > 0 ? { accounts: rolesOf(accounts) } : {}),
    requesters: idsOf(settings.requesters),
    openRequestsPerPerson,
    freeze: frozen,
    dryRun,
  };
}

/** Two processes in which this differs place nothing. Without rules in the file it is what earlier versions make. */
export function hashOfRules({
  rules,
  expectedAccount,
  accounts,
}: Pick<Settings, 'rules' | 'expectedAccount' | 'accounts'>): string {
  const last = rules.find(({ name }) => name === DEFAULT_RULE);
  const written = writtenOf(rules);
  const deciding = JSON.stringify([
    ...(last ? [idsOf(last.approve), last.quorum, last.expiryHours] : [null, null, null]),
    expectedAccount ?? null,
    ...(written.length > 0 ? [written] : []),
    ...(accounts.length > 0 ? [{ accounts: rolesOf(accounts) }] : []),
  ]);
  return createHash('sha256').update(deciding).digest('hex');
}

/** Which accounts, by which roles; in whatever order, and whatever they are called. */
function rolesOf(accounts: Settings['accounts']) {
  return accounts
    .map(({ id, roleArn = null }) => ({ id, role: roleArn }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The file's rules, of which only their own order counts. */
function writtenOf(rules: readonly WrittenRule[]) {
  return rules
    .filter(({ name }) => name !== DEFAULT_RULE)
    .map(({ name, match: { requester, ...match }, request, approve, quorum, expiryHours, ...more }) => ({
      name,
      match: { ...match, ...(requester ? { requester: idsOf(requester) } : {}) },
      request: idsOf(request),
      approve: idsOf(approve),
      quorum,
      expiryHours,
      ...furtherOf(more),
    }));
}

/** What a rule may leave out: nothing of it where it does, so that the hash stays what it was. */
function furtherOf(rule: Partial<WrittenRule>) {
  const { rejectQuorum, comment, notify, remindHours, escalate, tags, namePattern } = rule;
  return {
    ...(rejectQuorum === undefined ? {} : { rejectQuorum }),
    ...(comment ? { comment: { approve: comment.approve, reject: comment.reject } } : {}),
    ...(notify ? { notify: idsOf(notify) } : {}),
    ...(remindHours ? { remindHours } : {}),
    ...(escalate ? { escalate: { ...escalate, approvers: idsOf(escalate.approvers) } } : {}),
    ...(tags ? { tags: tags.map(wantedOf).sort((a, b) => (a.key < b.key ? -1 : 1)) } : {}),
    ...(namePattern === undefined ? {} : { namePattern }),
  };
}

function wantedOf({ key, required, values }: WantedTag) {
  return { key, required, ...(values ? { values: values.toSorted() } : {}) };
}

function idsOf(named: readonly PersonOrGroup[]): string[] {
  return named.map(({ id }) => id).sort();
}
