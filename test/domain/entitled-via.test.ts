import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entitledVia, viaWords } from '../../src/domain/entitled-via.ts';
import { eligible, type Rule } from '../../src/domain/policy.ts';
import { rule } from './support.ts';

const groups = new Map([
  ['S0LEADS', ['U0LEE', 'U0LIN']],
  ['S0OPS', ['U0LEE', 'U0OLGA']],
]);

function ruleOf(...ids: string[]): Rule {
  const approvers = ids.map((id) => ({ kind: id.startsWith('S') ? 'group' : 'user', id, name: id }) as const);
  return { ...rule, approvers };
}

test.each([
  [['S0LEADS', 'S0OPS'], 'U0LEE', 'group S0LEADS'],
  [['S0OPS', 'S0LEADS'], 'U0LEE', 'group S0OPS'],
  [['S0LEADS', 'U0LEE'], 'U0LEE', 'user U0LEE'],
  [['S0LEADS', 'U0LEE'], 'U0LIN', 'group S0LEADS'],
])('of %j, %s is entitled as %s', (ids, who, words) => {
  const via = entitledVia(ruleOf(...ids), { groups }, who);
  expect(via && viaWords(via)).toBe(words);
});

test('an entry entitles exactly those who are eligible, and names them or a group of theirs', () => {
  const id = fc.constantFrom('U0LEE', 'U0LIN', 'U0OLGA', 'S0LEADS', 'S0OPS', 'S0NONE');
  fc.assert(
    fc.property(fc.uniqueArray(id), id, (ids, who) => {
      const via = entitledVia(ruleOf(...ids), { groups }, who);
      expect(via !== undefined).toBe(eligible(ruleOf(...ids), groups, 'U0ERIN').has(who));
      if (via) expect(via.kind === 'user' ? [via.id] : groups.get(via.id)).toContain(who);
    }),
  );
});
