import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Account, accountMeant, labelOf, placesOf } from '../../src/domain/account.ts';

const region = fc.constantFrom('us-east-1', 'us-west-2', 'eu-west-1');
const account = fc.record({
  id: fc.constantFrom('111111111111', '222222222222', '333333333333', '444444444444'),
  label: fc.option(fc.constantFrom('prod', 'lab'), { nil: undefined }),
  regions: fc.tuple(region, region).map((all): Account['regions'] => all),
});
const accounts = fc
  .uniqueArray(account, { selector: ({ id }) => id, minLength: 2, maxLength: 4 })
  .map(([first, ...more]): [Account, ...Account[]] => [first as Account, ...more]);

describe('of several accounts', () => {
  test('the one that is meant is the one of that ID, and no other ever stands in for it', () => {
    fc.assert(
      fc.property(accounts, fc.option(account), (all, asked) => {
        const meant = accountMeant(all, asked?.id);
        expect(meant).toBe(all.find(({ id }) => id === asked?.id));
        expect(labelOf(all, asked?.id ?? null)).toBe(meant?.label);
      }),
    );
  });

  test('each place is one of its own account, and none is left out', () => {
    fc.assert(
      fc.property(accounts, (all) => {
        const places = placesOf(all);
        for (const { id, regions } of all)
          expect(places.filter(({ accountId }) => accountId === id).map((place) => place.region)).toEqual(
            regions,
          );
        expect(places).toHaveLength(all.length * 2);
      }),
    );
  });
});

test('the only account is meant whatever was asked for before', () => {
  const only: [Account] = [{ id: '111111111111', label: 'prod', regions: ['us-east-1'] }];
  for (const id of [undefined, null, '111111111111', '222222222222'])
    expect(accountMeant(only, id)).toBe(only[0]);
  expect(labelOf(only, '222222222222')).toBeUndefined();
});
