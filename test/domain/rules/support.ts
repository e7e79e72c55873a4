import fc from 'fast-check';
import type { Order } from '../../../src/domain/request/order.ts';
import type { PersonOrGroup } from '../../../src/domain/rules/policy.ts';
import type { AskedFor, Match, WantedTag, WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { order } from '../support.ts';

/** Few of each, so that rules and orders meet. */
const REGIONS = ['us-east-1', 'eu-west-1'] as const;
const LOCATIONS = ['EqDC2', 'EqAM5', 'EqLD5'] as const;
const BANDWIDTHS = ['1Gbps', '10Gbps', '100Gbps'] as const;
const ACCOUNTS = ['123456789012', '999988887777'] as const;
export const PEOPLE = ['U0ERIN', 'U0LEE', 'U0LIN', 'U0OLGA'] as const;
const GROUPS = ['S0ENGINEERS', 'S0LEADS', 'S0OPS'] as const;

export const anyParties: fc.Arbitrary<PersonOrGroup[]> = fc.uniqueArray(
  fc
    .constantFrom(...PEOPLE, ...GROUPS)
    .map((id) => ({ kind: id.startsWith('S') ? 'group' : 'user', id }) as const),
  { minLength: 1, maxLength: 4, selector: ({ id }) => id },
);

function some<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.subarray([...values], { minLength: 1 });
}

export const anyMatch: fc.Arbitrary<Match> = fc.record(
  {
    region: some(REGIONS),
    location: some(LOCATIONS),
    bandwidth: some(BANDWIDTHS),
    account: some(ACCOUNTS),
    lag: fc.boolean(),
    macsec: fc.boolean(),
    requester: anyParties,
  },
  { requiredKeys: [] },
);

const TAG_KEYS = ['owner', 'cost-center'] as const;
const TAG_VALUES = ['4711', '4712', 'core'] as const;

const anyWantedTags: fc.Arbitrary<WantedTag[]> = fc.uniqueArray(
  fc.record(
    { key: fc.constantFrom(...TAG_KEYS), required: fc.boolean(), values: some(TAG_VALUES) },
    { requiredKeys: ['key', 'required'] },
  ),
  { minLength: 1, selector: ({ key }) => key },
);
const anyComment = fc.constantFrom('required', 'optional', 'none');

/** Whatever a rule may leave out. */
const anyFurther: fc.Arbitrary<Partial<WrittenRule>> = fc.record(
  {
    rejectQuorum: fc.integer({ min: 1, max: 3 }),
    comment: fc.record({ approve: anyComment, reject: anyComment }),
    notify: anyParties,
    remindHours: fc.constantFrom([1], [0.25, 4]),
    escalate: fc.record({ afterHours: fc.constantFrom(0.1, 12), approvers: anyParties }),
    tags: anyWantedTags,
    namePattern: fc.constantFrom('^dc', '^eq', '-01$'),
  },
  { requiredKeys: [] },
);

export const anyRule: fc.Arbitrary<WrittenRule> = fc
  .record({
    name: fc.string(),
    match: anyMatch,
    request: fc.oneof(fc.constant([]), anyParties),
    approve: anyParties,
    quorum: fc.integer({ min: 1, max: 3 }),
    expiryHours: fc.constantFrom(0.5, 24, 72),
    further: anyFurther,
  })
  .map(({ further, ...rule }) => ({ ...rule, ...further }));

/** What an order says beside what it is chosen by. */
export const anyNameAndTags: fc.Arbitrary<Pick<Order, 'interconnectName' | 'tags'>> = fc.record({
  interconnectName: fc.constantFrom('dc2-core-01', 'eq2-core-01', 'dc2'),
  tags: fc.uniqueArray(
    fc.record({ key: fc.constantFrom(...TAG_KEYS, 'team'), value: fc.constantFrom(...TAG_VALUES, '') }),
    { selector: ({ key }) => key },
  ),
});

export const anyAsked: fc.Arbitrary<AskedFor> = fc.record({
  order: fc
    .record({
      region: fc.constantFrom(...REGIONS),
      location: fc.constantFrom(...LOCATIONS),
      bandwidth: fc.constantFrom(...BANDWIDTHS),
      lagId: fc.constantFrom(undefined, 'dxlag-fg1234ab'),
      requestMACSec: fc.boolean(),
    })
    .map(order),
  accountId: fc.constantFrom(null, ...ACCOUNTS),
  requesterId: fc.constantFrom(...PEOPLE),
});

/** Who is in which group; a group may be unknown. */
export const anyGroups: fc.Arbitrary<Map<string, string[]>> = fc
  .dictionary(fc.constantFrom(...GROUPS), fc.subarray([...PEOPLE]))
  .map((lists) => new Map(Object.entries(lists)));
