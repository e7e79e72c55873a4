import fc from 'fast-check';
import { expect, test } from 'vitest';
import { menu, menuValue, readMenuValue } from '../../../src/slack/blocks/menu.ts';
import { HOSTILE, request, rule, STATES } from '../../domain/support.ts';
import { anyRequest } from './support.ts';

test("an option's value binds it to what its card showed, in few characters", () => {
  fc.assert(
    fc.property(anyRequest, (given) => {
      for (const { value = '' } of menu(given).options) {
        expect(value.length).toBeLessThanOrEqual(150);
        const { id: requestId, revision } = given;
        expect(readMenuValue(value)).toMatchObject({ requestId, revision });
      }
    }),
  );
  expect(readMenuValue(menuValue(request({ state: STATES.refused }), 'withdraw'))).toEqual({
    requestId: 'ic-0123456789',
    revision: 1,
    attempt: 1,
    verb: 'withdraw',
  });
});

test('a comment is offered where the rule takes one', () => {
  const offered = (approve: 'required' | 'optional' | 'none') => {
    const given = request({ rule: { ...rule, comment: { approve, reject: 'optional' } } });
    return menu(given).options.some(({ text }) => text.text === 'Approve with a comment');
  };
  expect([offered('required'), offered('optional'), offered('none')]).toEqual([true, true, false]);
});

test('what another version offers is read, and what is not ours is not', () => {
  expect(readMenuValue('v2|ic-1|1|0|dance')).toMatchObject({ verb: 'dance' });
  const others = [
    'v2',
    'v1|ic-1|1|abc|0',
    'v2|ic-1|x|0|details',
    'v2|ic-1|1|-1|details',
    'v2|ic-1|1|0',
    undefined,
  ];
  for (const value of [...HOSTILE, ...others]) expect(readMenuValue(value)).toBeUndefined();
});
