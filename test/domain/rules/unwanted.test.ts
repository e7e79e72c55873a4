import { expect, test } from 'vitest';
import type { WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { unwanted } from '../../../src/domain/rules/unwanted.ts';
import { order } from '../support.ts';

const CENTERS = ['4711', '4712'];

type Wanting = Pick<WrittenRule, 'tags' | 'namePattern'>;

test.each<[Wanting, Record<string, string>, string, [string, string][]]>([
  [{}, { a: 'b' }, 'dc2', []],
  [
    { tags: [{ key: 'team', required: true }] },
    {},
    'dc2',
    [['tags', 'The rule 100g-us needs the tag team.']],
  ],
  [{ tags: [{ key: 'team', required: true }] }, { team: '' }, 'dc2', []],
  [
    { tags: [{ key: 'cost-center', required: true, values: CENTERS }] },
    {},
    'dc2',
    [['tags', 'The rule 100g-us needs the tag cost-center=4711 or cost-center=4712.']],
  ],
  [
    { tags: [{ key: 'cost-center', required: false, values: CENTERS }] },
    { 'cost-center': '12' },
    'dc2',
    [['tags', 'The rule 100g-us takes the tag cost-center=4711 or cost-center=4712, not cost-center=12.']],
  ],
  [{ tags: [{ key: 'cost-center', required: false, values: CENTERS }] }, {}, 'dc2', []],
  [{ tags: [{ key: 'cost-center', required: true, values: CENTERS }] }, { 'cost-center': '4712' }, 'dc2', []],
  [{ namePattern: '^dc[0-9]+-' }, {}, 'dc2-core', []],
  [
    { namePattern: '^dc[0-9]+-', tags: [{ key: 'team', required: true }] },
    { Team: 'x' },
    'eq2-core',
    [
      ['name', 'The rule 100g-us wants a name that matches ^dc[0-9]+- (a regular expression).'],
      ['tags', 'The rule 100g-us needs the tag team.'],
    ],
  ],
])('%j of tags %j and the name %s', (wants, tags, interconnectName, expected) => {
  const given = order({
    interconnectName,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  expect(
    unwanted({ name: '100g-us', ...wants }, given).map(({ field, message }) => [field, message]),
  ).toEqual(expected);
});

test('of many values the first few are named', () => {
  const values = Array.from({ length: 9 }, (_, index) => String(index));
  const [violation] = unwanted({ name: 'a', tags: [{ key: 'k', required: true, values }] }, order());
  expect(violation?.message).toBe('The rule a needs the tag k=0, k=1, k=2, k=3, k=4 or 4 more.');
});
