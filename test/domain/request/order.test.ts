import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalOrder,
  checkOrder,
  NAME_MAX,
  nameWarning,
  type Order,
  REASON_MAX,
} from '../../../src/domain/request/order.ts';
import { hostileText, order } from '../support.ts';

const REASON = 'New core';

describe('every rule has its sentence beside its field', () => {
  test.each<[string, Partial<Order>, string, { field: string; message: string }[]]>([
    ['a fitting order', {}, REASON, []],
    [
      'everything asked for',
      { lagId: 'dxlag-fg1234ab', providerName: 'Equinix', requestMACSec: true },
      REASON,
      [],
    ],
    [
      'no name',
      { interconnectName: '' },
      REASON,
      [{ field: 'name', message: 'Give the interconnect a name.' }],
    ],
    [
      'a blank name',
      { interconnectName: '\u3000 ' },
      REASON,
      [{ field: 'name', message: 'Give the interconnect a name.' }],
    ],
    [
      'a name too long',
      { interconnectName: 'n'.repeat(NAME_MAX + 1) },
      REASON,
      [{ field: 'name', message: 'At most 200 characters.' }],
    ],
    [
      'a name that turns itself around and hides something',
      { interconnectName: 'dc2\u202e10-eroc\u200b\u202e' },
      REASON,
      [
        {
          field: 'name',
          message: "The name has a character in it that doesn't show (U+202E, U+200B). Type it again.",
        },
      ],
    ],
    [
      'a name of two lines',
      { interconnectName: 'a\nb' },
      REASON,
      [{ field: 'name', message: 'The name has a line break or a control character in it.' }],
    ],
    ['no Region', { region: '' }, REASON, [{ field: 'region', message: 'Choose a Region.' }]],
    ['no location', { location: '' }, REASON, [{ field: 'location', message: 'Choose a location.' }]],
    ['no bandwidth', { bandwidth: '' }, REASON, [{ field: 'bandwidth', message: 'Choose a bandwidth.' }]],
    [
      'a LAG of another shape',
      { lagId: 'lag-1' },
      REASON,
      [{ field: 'lag', message: 'That is not a LAG ID (dxlag-...).' }],
    ],
    [
      'two problems in the tags',
      {
        tags: [
          { key: 'aws:x', value: '1' },
          { key: 'a', value: '#' },
        ],
      },
      REASON,
      [
        { field: 'tags', message: 'Line 1: keys starting with aws: are reserved.' },
        { field: 'tags', message: 'Line 2: only letters, digits, spaces and _ . : / = + - @ are allowed.' },
      ],
    ],
    ['no reason', {}, ' \n', [{ field: 'reason', message: 'Say why the port is needed.' }]],
    [
      'a reason that shows nothing',
      {},
      '\u200b \u2060',
      [{ field: 'reason', message: 'Say why the port is needed.' }],
    ],
    [
      'a reason too long',
      {},
      'r'.repeat(REASON_MAX + 1),
      [{ field: 'reason', message: 'The reason is too long (2001 characters, at most 2000).' }],
    ],
  ])('%s', (_what, changes, reason, violations) => {
    expect(checkOrder(order(changes), reason)).toEqual(violations);
  });
});

test.each([
  ['dc2-core_01, rack 7/A', undefined],
  ['größe', 'Only letters, digits, spaces and - _ , / are known to be taken by AWS.'],
  ['dc2 & more', 'Only letters, digits, spaces and - _ , / are known to be taken by AWS.'],
])('the name %j is warned of: %s', (name, warning) => {
  expect(nameWarning(name)).toBe(warning);
  expect(checkOrder(order({ interconnectName: name }), REASON)).toEqual([]);
});

test('lengths are code points', () => {
  expect(checkOrder(order({ interconnectName: '😀'.repeat(NAME_MAX) }), '😀'.repeat(REASON_MAX))).toEqual([]);
});

test('a name that passes is one visible line of at most 200 characters, whatever was typed', () => {
  fc.assert(
    fc.property(hostileText, (interconnectName) => {
      if (checkOrder(order({ interconnectName }), REASON).length > 0) return;
      expect([...interconnectName].length).toBeLessThanOrEqual(NAME_MAX);
      expect(interconnectName).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(interconnectName.trim()).not.toBe('');
    }),
  );
});

const tags = fc.uniqueArray(fc.record({ key: hostileText, value: hostileText }), {
  selector: ({ key }) => key,
  maxLength: 5,
});
const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    location: fc.constantFrom('EqDC2', 'EqSe2'),
    bandwidth: fc.constantFrom('1Gbps', '10Gbps'),
    interconnectName: hostileText,
    lagId: fc.option(fc.constantFrom('dxlag-a', 'dxlag-b'), { nil: undefined }),
    providerName: fc.option(fc.constantFrom('Equinix', 'dxlag-a'), { nil: undefined }),
    requestMACSec: fc.boolean(),
    tags,
  })
  .map(({ lagId, providerName, ...rest }) => ({
    ...rest,
    ...(lagId ? { lagId } : {}),
    ...(providerName ? { providerName } : {}),
  }));
const account = fc.constantFrom(null, '123456789012', '210987654321');

/** The same order, written the other way round. */
function turned(given: Order): Order {
  const members = Object.entries({ ...given, tags: [...given.tags].reverse() }).reverse();
  return Object.fromEntries(members) as Order;
}

/** Whether two orders ask AWS for the same, by comparing member by member. */
function same(a: Order, b: Order): boolean {
  const asked = ({ tags: own, ...rest }: Order) => ({
    ...rest,
    tags: new Map(own.map(({ key, value }) => [key, value])),
  });
  return isDeepStrictEqual(asked(a), asked(b));
}

describe('the canonical order', () => {
  test('does not depend on the order of members or tags', () => {
    fc.assert(
      fc.property(
        anyOrder,
        account,
        (given, id) => canonicalOrder(turned(given), id) === canonicalOrder(given, id),
      ),
    );
  });

  test('is equal exactly for equal orders', () => {
    fc.assert(
      fc.property(
        anyOrder,
        anyOrder,
        (a, b) => (canonicalOrder(a, null) === canonicalOrder(b, null)) === same(a, b),
      ),
    );
  });

  test.each<Partial<Order>>([
    { region: 'eu-west-1' },
    { location: 'EqSe2' },
    { bandwidth: '1Gbps' },
    { interconnectName: 'dc2-core-02' },
    { lagId: 'dxlag-a' },
    { providerName: 'Equinix' },
    { requestMACSec: true },
    { tags: [{ key: 'a', value: '' }] },
  ])('changes with %j', (changes) => {
    expect(canonicalOrder(order(changes), null)).not.toBe(canonicalOrder(order(), null));
  });

  // Votes are for its hash: other words for the same order would void every vote that is open at an upgrade.
  test('is word for word what earlier versions made of it', () => {
    expect(canonicalOrder(order(), null)).toBe(
      '["order/1",null,"us-east-1","EqDC2","10Gbps","dc2-core-01",null,null,false,[]]',
    );
    const tags = [
      { key: 'team', value: 'net' },
      { key: 'cost', value: '' },
    ];
    const all = order({ lagId: 'dxlag-a', providerName: 'Equinix', requestMACSec: true, tags });
    expect(canonicalOrder(all, '123456789012')).toBe(
      '["order/1","123456789012","us-east-1","EqDC2","10Gbps","dc2-core-01","dxlag-a","Equinix",true,[["cost",""],["team","net"]]]',
    );
  });

  test('changes with the account', () => {
    expect(canonicalOrder(order(), '123456789012')).not.toBe(canonicalOrder(order(), null));
  });
});
