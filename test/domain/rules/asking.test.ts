import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whyNotAsk } from '../../../src/domain/rules/asking.ts';
import type { Members, Standing } from '../../../src/domain/rules/members.ts';
import { type Rule, unreachable } from '../../../src/domain/rules/policy.ts';

const PEOPLE = ['U0ERIN', 'U0LEE', 'U0LIN'] as const;
const standing = fc.constantFrom<Standing>('member', 'guest', 'bot', 'deactivated', 'foreign');
const anyMembers: fc.Arbitrary<Members> = fc
  .tuple(
    fc.subarray([...PEOPLE]),
    fc.subarray([...PEOPLE]),
    fc.dictionary(fc.constantFrom(...PEOPLE), standing),
  )
  .map(([engineers, leads, told]) => ({
    groups: new Map([
      ['S0ENGINEERS', engineers],
      ['S0LEADS', leads],
    ]),
    standings: new Map(Object.entries(told)),
  }));
const anyone = fc.constantFrom(...PEOPLE);
const anyRequesters = fc.subarray([
  { kind: 'group', id: 'S0ENGINEERS' } as const,
  { kind: 'group', id: 'S0LEADS' } as const,
  { kind: 'group', id: 'S0UNKNOWN' } as const,
  { kind: 'user', id: 'U0ERIN' } as const,
]);

describe('who may ask', () => {
  test('is never a guest, a bot, deactivated or of elsewhere, whoever names them', () => {
    fc.assert(
      fc.property(anyRequesters, anyMembers, anyone, (requesters, members, who) => {
        const told = members.standings.get(who) ?? 'member';
        expect(whyNotAsk(requesters, members, who) === 'not_a_member').toBe(told !== 'member');
      }),
    );
  });

  test('is otherwise whoever is named, by person or group, and everybody where nobody is', () => {
    fc.assert(
      fc.property(anyRequesters, anyMembers, anyone, (requesters, { groups }, who) => {
        const members = { groups, standings: new Map() };
        const named = requesters.flatMap(({ kind, id }) => (kind === 'user' ? [id] : (groups.get(id) ?? [])));
        const may = requesters.length === 0 || named.includes(who);
        expect(whyNotAsk(requesters, members, who)).toBe(may ? undefined : 'not_named');
      }),
    );
  });
});

test('whoever does not count, or sees no card, is not counted on', () => {
  const asking = { requester: { id: 'U0ERIN', name: 'Erin' }, beneficiary: null };
  const rule: Rule = {
    name: 'default',
    approvers: [{ kind: 'group', id: 'S0LEADS', name: 'net-leads' }],
    quorum: 2,
    expiryHours: 72,
  };
  const groups = new Map([['S0LEADS', ['U0LEE', 'U0LIN']]]);
  expect(unreachable(rule, { groups, standings: new Map() }, asking, () => true)).toBeUndefined();
  expect(unreachable(rule, { groups, standings: new Map() }, asking, (id) => id !== 'U0LIN')).toBe(
    'Needs 2 of net-leads besides you, and there is only 1. Ask someone else to request this port.',
  );
});
