import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approverNames, eligible, entitlement, type Rule, unreachable } from '../../src/domain/policy.ts';
import { erin, rule } from './support.ts';

const groups = new Map([
  ['S0LEADS', ['U0LEE', 'U0LIN', 'U0ERIN']],
  ['S0OPS', ['U0LEE', 'U0OLGA']],
]);

function ruleOf(...ids: string[]): Rule {
  const approvers = ids.map((id) => ({ kind: id.startsWith('S') ? 'group' : 'user', id, name: id }) as const);
  return { ...rule, approvers };
}

describe('who may decide', () => {
  test('people and members of groups, each once, never the requester', () => {
    const both = ruleOf('S0LEADS', 'S0OPS', 'U0LEE', 'U0ERIN');
    expect([...eligible(both, groups, 'U0ERIN')].sort()).toEqual(['U0LEE', 'U0LIN', 'U0OLGA']);
  });

  test('the requester is told apart from an outsider, even where the rule names them', () => {
    expect(entitlement(ruleOf('U0ERIN'), groups, erin, 'U0ERIN')).toBe('requester');
    expect(entitlement(ruleOf('U0LEE'), groups, erin, 'U0ERIN')).toBe('requester');
    expect(entitlement(ruleOf('S0LEADS'), groups, erin, 'U0LEE')).toBe('entitled');
    expect(entitlement(ruleOf('S0LEADS'), groups, erin, 'U0OLGA')).toBe('outsider');
  });

  test('a group without a list, or a group ID used as a person, entitles nobody', () => {
    expect(entitlement(ruleOf('S0NONE'), groups, erin, 'U0LEE')).toBe('outsider');
    expect(entitlement(ruleOf('S0LEADS'), groups, erin, 'S0LEADS')).toBe('outsider');
  });

  test('entitled are exactly those who are eligible', () => {
    const id = fc.constantFrom('U0LEE', 'U0LIN', 'U0ERIN', 'U0OLGA', 'S0LEADS', 'S0OPS', 'S0NONE');
    fc.assert(
      fc.property(fc.uniqueArray(id), id, (ids, who) => {
        const entitled = entitlement(ruleOf(...ids), groups, erin, who) === 'entitled';
        expect(entitled).toBe(eligible(ruleOf(...ids), groups, erin.id).has(who));
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
  test('says nothing where they can', () => {
    expect(unreachable(ruleOf('S0LEADS'), groups, 'U0OLGA')).toBeUndefined();
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 2 }, groups, 'U0ERIN')).toBeUndefined();
  });

  test('counts distinct people without the requester', () => {
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 3 }, groups, 'U0ERIN')).toBe(
      'Needs 3 of S0LEADS besides you, and there are only 2. Ask someone else to request this port.',
    );
    expect(unreachable({ ...ruleOf('U0LEE', 'U0ERIN'), quorum: 2 }, groups, 'U0ERIN')).toBe(
      'Needs 2 of U0LEE or U0ERIN besides you, and there is only 1. Ask someone else to request this port.',
    );
    expect(unreachable(ruleOf('U0ERIN'), groups, 'U0ERIN')).toBe(
      'Needs 1 of U0ERIN besides you, and there are only 0. Ask someone else to request this port.',
    );
  });
});
