import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { AccountAnswer } from '../../src/interfaces/direct-connect.ts';
import { createAwsLook } from '../../src/operations/aws-look.ts';

test('what was read is kept as whose credentials it was read with, whatever account is meant', async () => {
  let answer: AccountAnswer = { kind: 'known', accountId: '444455556666' };
  const kept: string[] = [];
  const look = createAwsLook({
    account: async () => answer,
    catalog: { refresh: async () => [] },
    expected: '111122223333',
    note: () => undefined,
    keep: async (accountId) => {
      kept.push(accountId);
      throw new Error('A store that is away stops nothing.');
    },
    log: pino({ level: 'silent' }),
  });
  await look.first();
  expect([kept, look.accountId()]).toEqual([['444455556666'], '111122223333']);
  answer = { kind: 'not_known', code: 'X', message: 'No.' };
  await look.duty.run();
  expect(kept).toHaveLength(1);
});
