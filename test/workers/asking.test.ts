import { expect, test } from 'vitest';
import type { DirectConnect } from '../../src/interfaces/direct-connect.ts';
import { askingInTurns } from '../../src/workers/asking.ts';

test('whatever asks AWS takes a turn, and asks what it wants to', async () => {
  let taken = 0;
  const asked: unknown[] = [];
  const aws: Pick<DirectConnect, 'open'> = {
    open: async (...given) => {
      asked.push([taken, ...given]);
      return { kind: 'wrong_account', accountId: '1' };
    },
  };
  const turns = { take: () => void taken++, isTaken: () => false };
  const where = { accountId: null, region: 'us-east-1' };
  const answer = await askingInTurns(aws as DirectConnect, turns).open(where, 7);
  expect(answer).toEqual({ kind: 'wrong_account', accountId: '1' });
  expect(asked).toEqual([[1, where, 7]]);
});
