import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  approverNames,
  eligible,
  entitledBy,
  type Rule,
  unreachable,
} from '../../../src/domain/rules/policy.ts';
import { erin, rule } from '../support.ts';

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
    expect([...eligible(both, members, 'U0ERIN')].sort()).toEqual(['U0LEE', 'U0LIN', 'U0OLGA']);
  });

  test('who is no member counts for nothing, whatever group they are in', () => {
    const standings = new Map([
      ['U0LEE', 'guest'],
      ['U0LIN', 'deactivated'],
      ['U0OLGA', 'member'],
    ] as const);
    const both = ruleOf('S0LEADS', 'S0OPS');
    expect([...eligible(both, { ...members, standings }, 'U0ERIN')]).toEqual(['U0OLGA']);
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
        expect(entitled).toBe(eligible(ruleOf(...ids), members, erin.id).has(who));
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
    expect(unreachable(ruleOf('S0LEADS'), members, 'U0OLGA')).toBeUndefined();
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 2 }, members, 'U0ERIN')).toBeUndefined();
  });

  test('counts distinct people without the requester', () => {
    expect(unreachable({ ...ruleOf('S0LEADS'), quorum: 3 }, members, 'U0ERIN')).toBe(
      'Needs 3 of S0LEADS besides you, and there are only 2. Ask someone else to request this port.',
    );
    expect(unreachable({ ...ruleOf('U0LEE', 'U0ERIN'), quorum: 2 }, members, 'U0ERIN')).toBe(
      'Needs 2 of U0LEE or U0ERIN besides you, and there is only 1. Ask someone else to request this port.',
    );
    expect(unreachable(ruleOf('U0ERIN'), members, 'U0ERIN')).toBe(
      'Needs 1 of U0ERIN besides you, and there are only 0. Ask someone else to request this port.',
    );
  });
});
