import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neverChosen } from '../../../src/domain/rules/never-chosen.ts';
import { noRule } from '../../../src/domain/rules/no-rule.ts';
import {
  type AskedFor,
  chooseRule,
  groupsToChoose,
  isFor,
  type Match,
  mayApply,
  type WrittenRule,
} from '../../../src/domain/rules/rule-set.ts';
import { order } from '../support.ts';
import { anyAsked, anyGroups, anyMatch, anyRule } from './support.ts';

const NO_GROUPS = new Map<string, string[]>();

function ruleOf(name: string, match: Match, changes: Partial<WrittenRule> = {}): WrittenRule {
  const approve = [{ kind: 'group', id: 'S0LEADS' }] as const;
  return { name, match, request: [], approve, quorum: 1, expiryHours: 72, ...changes };
}

function asked(changes: Partial<AskedFor['order']> = {}): AskedFor {
  return { order: order(changes), accountId: '123456789012', requesterId: 'U0ERIN' };
}

/** The same, said as plainly as it can be. */
function matches(
  { match }: WrittenRule,
  { order, accountId, requesterId }: AskedFor,
  groups: typeof NO_GROUPS,
) {
  return (
    (match.region?.includes(order.region) ?? true) &&
    (match.location?.includes(order.location) ?? true) &&
    (match.bandwidth?.includes(order.bandwidth) ?? true) &&
    (match.account === undefined || (accountId !== null && match.account.includes(accountId))) &&
    (match.lag === undefined || match.lag === (order.lagId !== undefined)) &&
    (match.macsec === undefined || match.macsec === order.requestMACSec) &&
    (match.requester === undefined ||
      match.requester.some(({ id }) => id === requesterId || groups.get(id)?.includes(requesterId)))
  );
}

describe('which rule applies', () => {
  test.each<[Match, boolean]>([
    [{}, true],
    [{ region: ['eu-west-1', 'us-east-1'] }, true],
    [{ region: ['eu-west-1'] }, false],
    [{ location: ['EqDC2'], bandwidth: ['10Gbps'] }, true],
    [{ location: ['EqDC2'], bandwidth: ['100Gbps'] }, false],
    [{ account: ['123456789012'] }, true],
    [{ account: ['999988887777'] }, false],
    [{ lag: false }, true],
    [{ lag: true }, false],
    [{ macsec: false }, true],
    [{ macsec: true }, false],
    [{ requester: [{ kind: 'user', id: 'U0ERIN' }] }, true],
    [{ requester: [{ kind: 'group', id: 'S0ENGINEERS' }] }, true],
    [{ requester: [{ kind: 'group', id: 'S0LEADS' }] }, false],
    [{ requester: [{ kind: 'group', id: 'S0NONE' }] }, false],
  ])('%j: %s', (match, taken) => {
    const groups = new Map([
      ['S0ENGINEERS', ['U0ERIN']],
      ['S0LEADS', ['U0LEE']],
    ]);
    expect(chooseRule([ruleOf('a', match)], asked(), groups) !== undefined).toBe(taken);
  });

  test('is the first that matches, and none where none does', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyAsked, anyGroups, (rules, what, groups) => {
        const chosen = chooseRule(rules, what, groups);
        expect(chosen).toBe(rules.filter((rule) => matches(rule, what, groups))[0]);
      }),
    );
  });

  test('a rule that is added behind changes nothing for what matched before', () => {
    fc.assert(
      fc.property(fc.array(anyRule), anyRule, anyAsked, anyGroups, (rules, added, what, groups) => {
        const before = chooseRule(rules, what, groups);
        const after = chooseRule([...rules, added], what, groups);
        if (before) expect(after).toBe(before);
        else expect([undefined, added]).toContain(after);
      }),
    );
  });

  test('hangs on no group but those that are said to be needed', () => {
    fc.assert(
      fc.property(fc.array(anyRule), anyAsked, anyGroups, (rules, what, groups) => {
        const needed = groupsToChoose(rules, what);
        const known = new Map([...groups].filter(([id]) => needed.includes(id)));
        expect(chooseRule(rules, what, known)).toBe(chooseRule(rules, what, groups));
      }),
    );
  });

  test('is one of those that may apply where nobody knows who is in which group', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyAsked, anyGroups, (rules, what, groups) => {
        const may = mayApply(rules, what);
        const chosen = chooseRule(rules, what, groups);
        if (chosen) expect(may).toContain(chosen);
        // Each but the last hangs on a group, and is chosen where whoever asks is in that.
        for (const rule of may) {
          const own = rule.match.requester?.flatMap(({ kind, id }) => (kind === 'group' ? [id] : [])) ?? [];
          const alone = new Map(own.map((id) => [id, [what.requesterId]]));
          const passed = may.slice(0, may.indexOf(rule));
          if (!passed.some(({ match }) => isFor(match, what, alone)))
            expect(chooseRule(rules, what, alone)).toBe(rule);
        }
      }),
    );
  });

  test('while the account is not known, none that names one', () => {
    const what = { ...asked(), accountId: null };
    const rules = [ruleOf('a', { account: ['123456789012'] }), ruleOf('b', {})];
    expect(chooseRule(rules, what, NO_GROUPS)?.name).toBe('b');
  });
});

describe('a rule that can never be chosen', () => {
  test.each<[Match, Match, boolean]>([
    [{}, {}, true],
    [{}, { region: ['us-east-1'], lag: true }, true],
    [{ region: ['us-east-1'] }, {}, false],
    [{ region: ['us-east-1', 'eu-west-1'] }, { region: ['eu-west-1'], macsec: true }, true],
    [{ region: ['us-east-1'] }, { region: ['us-east-1', 'eu-west-1'] }, false],
    [{ lag: true }, { lag: false }, false],
    [{ lag: true }, { lag: true, bandwidth: ['10Gbps'] }, true],
    [{ requester: [{ kind: 'group', id: 'S0A' }] }, { requester: [{ kind: 'group', id: 'S0A' }] }, true],
    [{ requester: [{ kind: 'group', id: 'S0A' }] }, { requester: [{ kind: 'group', id: 'S0B' }] }, false],
  ])('%j before %j: %s', (earlier, later, never) => {
    const rules = [ruleOf('a', earlier), ruleOf('b', later)];
    expect(neverChosen(rules)).toEqual(never ? { rule: rules[1], by: [rules[0]] } : undefined);
  });

  test.each<[Match[], number[] | undefined]>([
    [
      [{ lag: true }, { lag: false }, {}],
      [0, 1],
    ],
    [[{ lag: true }, { lag: false, macsec: true }, {}], undefined],
    [
      [{ lag: true }, { macsec: true }, { lag: false, macsec: false }, { region: ['us-east-1'] }],
      [0, 1, 2],
    ],
    [
      [{ region: ['us-east-1'] }, { region: ['eu-west-1'] }, { region: ['us-east-1', 'eu-west-1'] }],
      [0, 1],
    ],
    // There may be more Regions than these.
    [[{ region: ['us-east-1'] }, { region: ['eu-west-1'] }, {}], undefined],
    [
      [
        { requester: [{ kind: 'group', id: 'S0A' }] },
        { requester: [{ kind: 'user', id: 'U0B' }] },
        {
          requester: [
            { kind: 'user', id: 'U0B' },
            { kind: 'group', id: 'S0A' },
          ],
        },
      ],
      [0, 1],
    ],
    [
      [{ requester: [{ kind: 'group', id: 'S0A' }] }, { lag: true }, { lag: false }, {}],
      [1, 2],
    ],
  ])('of %j the last is taken by %j together', (matches, by) => {
    const rules = matches.map((match, index) => ruleOf(`r${index}`, match));
    expect(neverChosen(rules)).toEqual(by && { rule: rules.at(-1), by: by.map((index) => rules[index]) });
  });

  test('is chosen for nothing, whoever asks and whoever is in which group', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(anyMatch, { minLength: 2, maxLength: 5 }),
        fc.array(anyAsked, { minLength: 5, maxLength: 5 }),
        anyGroups,
        (matches, all, groups) => {
          const rules = matches.map((match, index) => ruleOf(`r${index}`, match));
          const never = neverChosen(rules);
          if (!never) return;
          found += 1;
          for (const what of all) expect(chooseRule(rules, what, groups)).not.toBe(never.rule);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(20);
  });

  test('is not looked for among more kinds of orders than can be gone through', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);
    const many = { location: names(60), bandwidth: names(60), region: names(60) };
    const rules = [ruleOf('a', { lag: true }), ruleOf('b', { lag: false }), ruleOf('c', many)];
    expect(neverChosen(rules)).toBeUndefined();
    expect(neverChosen([ruleOf('a', {}), ruleOf('b', many)])?.by).toHaveLength(1);
  });
});

describe('where no rule matches', () => {
  test.each<[Match[], AskedFor, string, string]>([
    [
      [{ location: ['EqAM5', 'EqLD5'] }],
      asked(),
      'location',
      'No rule covers this order. r0 would: at EqAM5 or EqLD5.',
    ],
    [[{ region: ['eu-west-1'] }], asked(), 'region', 'No rule covers this order. r0 would: in eu-west-1.'],
    [
      [{ region: ['eu-west-1'], bandwidth: ['100Gbps'] }, { bandwidth: ['1Gbps'] }],
      asked(),
      'bandwidth',
      'No rule covers this order. r1 would: with 1Gbps.',
    ],
    [
      [{ lag: true, macsec: true }],
      asked(),
      'lag',
      'No rule covers this order. r0 would: in a LAG, with MACsec.',
    ],
    [
      [{ lag: false, macsec: false }],
      asked({ lagId: 'dxlag-1', requestMACSec: true }),
      'lag',
      'No rule covers this order. r0 would: not in a LAG, without MACsec.',
    ],
    [
      [{ account: ['999988887777'] }],
      asked(),
      'account',
      'No rule covers this order. r0 would: in account 999988887777.',
    ],
    [
      [{ account: ['999988887777'] }],
      { ...asked(), accountId: null },
      'account',
      'No rule covers this order while the AWS account is not known. Send the form again in a minute.',
    ],
    [
      [{ requester: [{ kind: 'user', id: 'U0LEE' }] }],
      asked(),
      'reason',
      'No rule lets you ask for this order. Ask someone else to request this port.',
    ],
    [
      [{ requester: [{ kind: 'user', id: 'U0LEE' }] }, { location: ['EqAM5'] }],
      asked(),
      'location',
      'No rule covers this order. r1 would: at EqAM5.',
    ],
    [
      [{ location: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] }],
      asked(),
      'location',
      'No rule covers this order. r0 would: at A, B, C, D, E or 2 more.',
    ],
  ])('%j', (matchers, what, field, message) => {
    const rules = matchers.map((match, index) => ruleOf(`r${index}`, match));
    expect(noRule(rules, what, NO_GROUPS)).toEqual({ field, message });
  });
});
