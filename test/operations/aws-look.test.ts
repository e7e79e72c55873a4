import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { AccountAnswer } from '../../src/interfaces/direct-connect.ts';
import { createAwsLook } from '../../src/operations/aws-look.ts';
import { onlyAccount } from '../domain/support.ts';

test('what was read is kept as whose credentials it was read with, whatever account is meant', async () => {
  let answer: AccountAnswer = { kind: 'known', accountId: '444455556666' };
  const kept: string[] = [];
  const look = createAwsLook({
    account: async () => answer,
    catalog: { refresh: async () => [] },
    accounts: onlyAccount(['us-east-1'], '111122223333'),
    note: () => undefined,
    keep: async (_, accountId) => {
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

test('of several accounts each is asked for, and one that fails keeps nothing of the others back', async () => {
  const ids = ['111122223333', '222233334444', '333344445555'];
  const [first, ...more] = ids.map((id) => ({ id, label: undefined, regions: ['us-east-1'] as [string] }));
  if (!first) throw new Error('unreachable');
  const answers = new Map<string | null, AccountAnswer>([
    ['111122223333', { kind: 'known', accountId: '111122223333' }],
    ['222233334444', { kind: 'not_known', code: 'AccessDenied', message: 'No.' }],
    ['333344445555', { kind: 'known', accountId: '999988887777' }],
  ]);
  const [kept, noted]: [string[], string[]] = [[], []];
  const look = createAwsLook({
    account: async (id = null) => answers.get(id) ?? { kind: 'not_known', code: 'X', message: String(id) },
    catalog: { refresh: async () => [] },
    accounts: [first, ...more],
    note: (answer, { id }) => noted.push(`${id} ${answer.kind}`),
    keep: async ({ id }, accountId) => {
      kept.push(`${id} as ${accountId}`);
    },
    log: pino({ level: 'silent' }),
  });
  await look.first();
  expect(noted).toEqual(['111122223333 known', '222233334444 not_known', '333344445555 known']);
  expect(kept).toEqual(['111122223333 as 111122223333']);
  expect(look.accountId()).toBeUndefined();
});
