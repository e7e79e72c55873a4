import { expect, test } from 'vitest';
import { createJudging } from '../../../src/actions/deciding/judging.ts';
import { type RuleDeps, ruleFor } from '../../../src/actions/deciding/rule-for.ts';
import { membersFor } from '../../../src/actions/deciding/who-may.ts';
import type { PersonOrGroup } from '../../../src/domain/rules/policy.ts';
import type { WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { order, request } from '../../domain/support.ts';

const group = (id: string) => ({ kind: 'group', id }) as const;
const named = ({ kind, id }: PersonOrGroup) => ({ kind, id, name: `the ${id}` });

const RULES: WrittenRule[] = [
  {
    name: 'contractors',
    match: { requester: [group('S0CONTRACTORS')], account: ['123456789012'] },
    request: [],
    approve: [group('S0LEADS')],
    quorum: 2,
    expiryHours: 24,
  },
  {
    name: 'dc2',
    match: { location: ['EqDC2'] },
    request: [group('S0ENGINEERS')],
    approve: [group('S0OPS')],
    quorum: 1,
    expiryHours: 72,
  },
];

/** Rules among people as Slack tells of them: only these groups are known. */
function deps(groups: Record<string, string[]>, account: string | undefined = '123456789012'): RuleDeps {
  return {
    rules: () => RULES,
    account: () => account,
    directory: {
      members(ids) {
        const missing = ids.find((id) => !(id in groups));
        return missing === undefined
          ? { members: { groups: new Map(Object.entries(groups)), standings: new Map() } }
          : { unchecked: { group: missing } };
      },
      learn: async () => undefined,
      withNames: (entries) => entries.map(named),
    },
  };
}
const asked = { order: order(), accountId: null, requesterId: 'U0ERIN' };

test('a rule is stored with the names of now', () => {
  expect(ruleFor(deps({ S0CONTRACTORS: ['U0ERIN'] }), asked)).toEqual({
    kind: 'rule',
    rule: {
      name: 'contractors',
      approvers: [{ ...group('S0LEADS'), name: 'the S0LEADS' }],
      quorum: 2,
      expiryHours: 24,
    },
    requesters: [],
    wants: RULES[0],
  });
  expect(ruleFor(deps({ S0CONTRACTORS: [] }), asked)).toMatchObject({
    rule: { name: 'dc2' },
    requesters: [{ name: 'the S0ENGINEERS' }],
  });
});

test('hangs on a group that nobody knows only where that group could make a difference', () => {
  expect(ruleFor(deps({}), asked)).toEqual({
    kind: 'unchecked',
    unchecked: { group: 'S0CONTRACTORS' },
    groups: ['S0CONTRACTORS'],
  });
  expect(ruleFor(deps({}), { ...asked, accountId: '999988887777' })).toMatchObject({ rule: { name: 'dc2' } });
});

test('while the account is not known no rule that names one applies; a pinned account goes before the one of now', () => {
  const unknown = { ...deps({ S0CONTRACTORS: ['U0ERIN'] }), account: () => undefined };
  expect(ruleFor(unknown, asked)).toMatchObject({ rule: { name: 'dc2' } });
  const pinned = { ...asked, accountId: '123456789012' };
  expect(ruleFor(unknown, pinned)).toMatchObject({ rule: { name: 'contractors' } });
});

test('what no rule takes comes with the field to change', () => {
  const elsewhere = { ...asked, order: order({ location: 'EqAM5' }) };
  expect(ruleFor(deps({ S0CONTRACTORS: [] }), elsewhere)).toEqual({
    kind: 'no_rule',
    why: { field: 'location', message: 'No rule covers this order. dc2 would: at EqDC2.' },
  });
});

test('a request is judged by the rule of now, and by none while nobody knows which', () => {
  const mine = request({ accountId: null });
  const known = createJudging(deps({ S0CONTRACTORS: ['U0ERIN'], S0LEADS: ['U0LEE'] }));
  expect(membersFor(known, mine, [])).toMatchObject({ kind: 'known', rule: { name: 'contractors' } });
  const unsure = membersFor(createJudging(deps({ S0LEADS: ['U0LEE'] })), mine, ['U0LEE']);
  expect(unsure).toEqual({
    kind: 'unchecked',
    unchecked: { group: 'S0CONTRACTORS' },
    groups: ['S0CONTRACTORS', 'S0LEADS'],
    users: ['U0LEE'],
  });
  const none = createJudging({ ...deps({ S0CONTRACTORS: [], S0LEADS: [] }), rules: () => RULES.slice(0, 1) });
  expect(membersFor(none, mine, [])).toMatchObject({ kind: 'known', rule: undefined });
  expect(known.rules().map(({ name }) => name)).toEqual(['contractors', 'dc2']);
});

test('what more a rule says is stored too, with the names of now, and what only the form checks is not', () => {
  const more: Partial<WrittenRule> = {
    rejectQuorum: 2,
    comment: { approve: 'none', reject: 'optional' },
    notify: [group('S0STAFF')],
    remindHours: [1, 2.5],
    escalate: { afterHours: 3, approvers: [group('S0BOARD')] },
    tags: [{ key: 'owner', required: true }],
    namePattern: '^dc',
  };
  const [first] = RULES;
  if (!first) throw new TypeError('There are rules.');
  const written = { ...first, match: {}, ...more };
  expect(ruleFor({ ...deps({}), rules: () => [written] }, asked)).toEqual({
    kind: 'rule',
    rule: {
      name: 'contractors',
      approvers: [{ ...group('S0LEADS'), name: 'the S0LEADS' }],
      quorum: 2,
      expiryHours: 24,
      rejectQuorum: 2,
      comment: { approve: 'none', reject: 'optional' },
      notify: [{ ...group('S0STAFF'), name: 'the S0STAFF' }],
      remindHours: [1, 2.5],
      escalate: { afterHours: 3, approvers: [{ ...group('S0BOARD'), name: 'the S0BOARD' }] },
    },
    requesters: [],
    wants: written,
  });
});

test('what a rule leaves out is not stored: the row is what it was', () => {
  const found = ruleFor(deps({ S0CONTRACTORS: ['U0ERIN'] }), asked);
  expect(JSON.stringify(found.kind === 'rule' && found.rule)).toBe(
    '{"name":"contractors","approvers":[{"kind":"group","id":"S0LEADS","name":"the S0LEADS"}],"quorum":2,"expiryHours":24}',
  );
});
