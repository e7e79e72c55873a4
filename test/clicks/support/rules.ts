import type { Approver, Rule } from '../../../src/domain/rules/policy.ts';
import type { WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { GROUPS, NOEL } from './people.ts';

const group = (id: keyof typeof GROUPS) => ({ kind: 'group', id }) as const;

/** Two of the leads decide, after a day the directors too; two of them end it. */
export const WRITTEN: WrittenRule = {
  name: 'ports',
  match: {},
  request: [],
  approve: [group('S0LEADS')],
  quorum: 2,
  rejectQuorum: 2,
  expiryHours: 72,
  notify: [{ kind: 'user', id: NOEL.id }],
  escalate: { afterHours: 24, approvers: [group('S0DIRECTORS')] },
};

/** Fewer people, and nobody else after a day. */
export const STRICTER: WrittenRule = {
  name: 'seniors-only',
  match: {},
  request: [],
  approve: [group('S0SENIORS')],
  quorum: 2,
  rejectQuorum: 2,
  expiryHours: 72,
};

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(GROUPS).map(([id, { handle }]) => [id, handle] as const),
  [NOEL.id, NOEL.name],
]);

/** A written rule as a request keeps it. */
export function kept({ name, approve, quorum, expiryHours, ...rest }: WrittenRule): Rule {
  const named = (some: readonly { kind: 'user' | 'group'; id: string }[]): Approver[] =>
    some.map((one) => ({ ...one, name: NAMES.get(one.id) ?? one.id }));
  const { rejectQuorum, notify, escalate } = rest;
  return {
    name,
    approvers: named(approve),
    quorum,
    expiryHours,
    ...(rejectQuorum === undefined ? {} : { rejectQuorum }),
    ...(notify ? { notify: named(notify) } : {}),
    ...(escalate ? { escalate: { ...escalate, approvers: named(escalate.approvers) } } : {}),
  };
}
