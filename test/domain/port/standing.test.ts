import { expect, test } from 'vitest';
import { standing } from '../../../src/domain/port/standing.ts';
import { alarm } from '../../slack/blocks/ordered.ts';
import { AT } from '../support.ts';

test('what was told and is not over stands; of several steps the last', () => {
  const loa = (step: number) => ({ ...alarm('loa', 2), step });
  const lost = alarm('light_lost', 40);
  const over = { ...alarm('light_lost', 30), clearedAt: AT };
  const passed = { ...alarm('requested', 0), told: false };
  expect(standing([passed, loa(2), over, loa(1), lost])).toEqual([loa(2), lost]);
});

test('an order that AWS may delete is one thing, not two', () => {
  const [late, unanswered, lost] = [alarm('requested', 0), alarm('unanswered', 0), alarm('light_lost', 40)];
  expect(standing([late, unanswered])).toEqual([unanswered]);
  expect(standing([late, { ...unanswered, clearedAt: AT }, lost])).toEqual([late, lost]);
});
