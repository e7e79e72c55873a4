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
  note(WHERE, { kind: 'followed', seen: 3, changed: 0, failed: [], together: [], unlike: [] });
  note(WHERE, { kind: 'followed', seen: 3, changed: 1, failed: [], together: [], unlike: [] });
  expect(said).toEqual(['ports are listed again', 'ports changed']);
});

test('a port that can not be noted is logged once, with its request and why, until that is another reason or over', () => {
  const said: object[] = [];
  const note = logFollowed({
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object, words?: string) => void said.push({ ...fields, words }),
  } as unknown as Parameters<typeof logFollowed>[0]);
  const words = 'a port could not be noted';
  const port = { requestId: 'ic-01', interconnectId: 'dxcon-1' };
  const other = { requestId: 'ic-02', interconnectId: 'dxcon-2' };
  const logged = ({ requestId: request, interconnectId }: typeof port) => ({ request, interconnectId });
  const round = (...failed: [typeof port, Error][]) =>
    note(WHERE, {
      kind: 'followed',
      seen: 3,
      changed: 0,
      failed: failed.map(([item, error]) => ({ item, error })),
      together: [],
      unlike: [],
    });
  const [broken, gone] = [new Error('broken'), new Error('gone')];
  round([port, broken]);
  round([port, new Error('broken')], [other, gone]);
  expect(said.splice(0)).toEqual([
    { ...WHERE, ...logged(port), err: broken, words },
    { ...WHERE, ...logged(other), err: gone, words },
  ]);
  round([port, gone]);
  round();
  round([port, gone]);
  expect(said).toEqual([
    { ...WHERE, ...logged(port), err: gone, words },
    { ...WHERE, ...logged(port), err: gone, words },
  ]);
});

test('why ports had to be noted one by one is logged once, until that is another reason or over', () => {
  const said: object[] = [];
  const note = logFollowed({
    info: () => undefined,
    warn: (fields: object, words?: string) => void said.push({ ...fields, words }),
    error: () => undefined,
  } as unknown as Parameters<typeof logFollowed>[0]);
  const words = 'ports had to be noted one by one';
  const round = (...together: Error[]) =>
    note(WHERE, { kind: 'followed', seen: 3, changed: 0, failed: [], together, unlike: [] });
  const [full, slow] = [new Error('full'), new Error('slow')];
  round(full, new Error('full'));
  round(full);
  expect(said.splice(0)).toMatchObject([{ ...WHERE, err: { message: 'full' }, words }]);
  round(slow);
  round();
  round(slow);
  expect(said).toEqual([
    { ...WHERE, err: slow, words },
    { ...WHERE, err: slow, words },
  ]);
});
