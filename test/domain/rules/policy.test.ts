import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Person } from '../../../src/domain/person.ts';
import {
  approverNames,
  commenting,
  eligible,
  entitledBy,
  escalated,
  groupsOf,
  type Rule,
  unreachable,
} from '../../../src/domain/rules/policy.ts';
import { erin, lee, rule } from '../support.ts';

const groups = new Map([
  ['S0LEADS', ['U0LEE', 'U0LIN', 'U0ERIN']],
  ['S0OPS', ['U0LEE', 'U0OLGA']],
]);
const members = { groups, standings: new Map() };

function ruleOf(...ids: string[]): Rule {
  const approvers = ids.map((id) => ({ kind: id.startsWith('S') ? 'group' : 'user', id, name: id }) as const);
  return { ...rule, approvers };
}

describe('who may decide', () => {
  test('people and members of groups, each once, never the requester', () => {
    const both = ruleOf('S0LEADS', 'S0OPS', 'U0LEE', 'U0ERIN');
    expect([...eligible(both, members, ['U0ERIN'])].sort()).toEqual(['U0LEE', 'U0LIN', 'U0OLGA']);
  });

  test('who is no member counts for nothing, whatever group they are in', () => {
    const standings = new Map([
      ['U0LEE', 'guest'],
      ['U0LIN', 'deactivated'],
      ['U0OLGA', 'member'],
    ] as const);
    const both = ruleOf('S0LEADS', 'S0OPS');
    expect([...eligible(both, { ...members, standings }, ['U0ERIN'])]).toEqual(['U0OLGA']);
    expect(entitledBy(both, { ...members, standings }, 'U0LEE')).toBeUndefined();
  });

  test('the entry that entitles somebody is named; a group without a list, or used as a person, entitles nobody', () => {
    expect(entitledBy(ruleOf('U0OLGA', 'S0LEADS'), members, 'U0LEE')).toMatchObject({ id: 'S0LEADS' });
    expect(entitledBy(ruleOf('S0NONE'), members, 'U0LEE')).toBeUndefined();
    expect(entitledBy(ruleOf('S0LEADS'), members, 'S0LEADS')).toBeUndefined();
  });

  test('entitled are exactly those who are eligible', () => {
    const id = fc.constantFrom('U0LEE', 'U0LIN', 'U0ERIN', 'U0OLGA', 'S0LEADS', 'S0OPS', 'S0NONE');
    fc.assert(
      fc.property(fc.uniqueArray(id), id, (ids, who) => {
        fc.pre(who !== erin.id);
        const entitled = entitledBy(ruleOf(...ids), members, who) !== undefined;
        expect(entitled).toBe(eligible(ruleOf(...ids), members, [erin.id]).has(who));
      }),
    );
  });
});

test.each([
  [[], ''],
  [['net-leads'], 'net-leads'],
  [['net-leads', 'Lee'], 'net-leads or Lee'],
  [['net-leads', 'ops', 'Lee'], 'net-leads, ops or Lee'],
])('%j decide as %j', (ids, words) => {
  expect(approverNames(ruleOf(...ids))).toBe(words);
});

describe('whether enough people can approve', () => {
  const by = (id: string, beneficiary: Person | null = null) => ({
    requester: { id, name: id },
    beneficiary,
  });

  test('says nothing where they can', () => {
    expect(unreachable(ruleOf('S0LEADS'), members, by('U0OLGA'))).toBeUndefined();
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 2 }, members, by('U0ERIN'))).toBeUndefined();
  });

  test('counts distinct people without the requester', () => {
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 3 }, members, by('U0ERIN'))).toBe(
      'Needs 3 of S0LEADS besides you, and there are only 2. Ask someone else to request this port.',
    );
    expect(unreachable({ ...ruleOf('U0LEE', 'U0ERIN'), quorum: 2 }, members, by('U0ERIN'))).toBe(
      'Needs 2 of U0LEE or U0ERIN besides you, and there is only 1. Ask someone else to request this port.',
    );
    expect(unreachable(ruleOf('U0ERIN'), members, by('U0ERIN'))).toBe(
      'Needs 1 of U0ERIN besides you, and there are only 0. Ask someone else to request this port.',
    );
  });

  test('nor does whoever it is for count', () => {
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 2 }, members, by('U0ERIN', lee))).toBe(
      'Needs 2 of S0LEADS besides you and Lee, and there is only 1. Ask someone else to request this port.',
    );
  });
});

describe('escalation', () => {
  const rules = {
    ...ruleOf('S0LEADS'),
    escalate: { afterHours: 24, approvers: ruleOf('S0OPS', 'S0LEADS').approvers },
  };

  test('adds those whom the rule does not name yet, once each', () => {
    expect(approverNames(escalated(rules))).toBe('S0LEADS or S0OPS');
    expect(entitledBy(rules, members, 'U0OLGA')).toBeUndefined();
    expect(entitledBy(escalated(rules), members, 'U0OLGA')).toMatchObject({ id: 'S0OPS' });
    expect(escalated(ruleOf('S0OPS'))).toEqual(ruleOf('S0OPS'));
  });

  test('its groups have to be known too', () => {
    expect(groupsOf(rules, undefined).sort()).toEqual(['S0LEADS', 'S0OPS']);
  });
});

test('a rule that says nothing of comments wants one with a rejection', () => {
  expect([commenting(rule, 'approve'), commenting(rule, 'reject')]).toEqual(['optional', 'required']);
  const said = { ...rule, comment: { approve: 'required', reject: 'none' } } as const;
  expect([commenting(said, 'approve'), commenting(said, 'reject')]).toEqual(['required', 'none']);
});
