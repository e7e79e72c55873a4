import { expect, test } from 'vitest';
import { logFollowed } from '../../src/operations/followed.ts';

const WHERE = { accountId: '111122223333', region: 'us-east-1' };
const failed = (code: string) => ({ kind: 'could_not_look', code, message: 'No.' }) as const;

test('why ports are not listed is logged once, until it is another reason or over; each Region by itself', () => {
  const said: string[] = [];
  const say = (_fields: object, words: string) => void said.push(words);
  const note = logFollowed({ info: say, warn: say } as Parameters<typeof logFollowed>[0]);
  note(WHERE, failed('WRONG_ACCOUNT'));
  note(WHERE, failed('WRONG_ACCOUNT'));
  expect(said.splice(0)).toEqual(['ports not listed']);
  note({ ...WHERE, region: 'eu-west-1' }, failed('WRONG_ACCOUNT'));
  note(WHERE, failed('AccessDenied'));
  expect(said.splice(0)).toEqual(['ports not listed', 'ports not listed']);
  note(WHERE, { kind: 'followed', seen: 3, changed: 0, failed: [] });
  note(WHERE, { kind: 'followed', seen: 3, changed: 1, failed: [] });
  expect(said).toEqual(['ports are listed again', 'ports changed']);
});
