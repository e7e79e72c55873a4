import { describe, expect, test } from 'vitest';
import { csvRow } from '../../../src/tools/audit/csv.ts';
import { useDesk } from '../../actions/support/desk.ts';
import { ENGINES, START } from '../../store/support/database.ts';
import { ACCOUNT, LEE, ORDER, REGION } from '../../store/support/samples.ts';
import { audit, order, trail } from './support.ts';

const MINUTE = 60_000;

describe.each(ENGINES)('%s: an export', (engine) => {
  const desk = useDesk(engine);
  const exported = (...args: string[]) => audit(desk.database.url, ['export', ...args]);
  const entries = async (...args: string[]) =>
    (await exported(...args)).lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  test('has every entry as it stands, and those alone that are asked for', async () => {
    await desk.deps.store.transaction((tx) => tx.house.add({ actor: LEE, event: 'frozen', detail: {} }));
    const first = await order(desk);
    desk.travel(MINUTE);
    const second = await desk.asked({ submissionId: 'V2', reason: '=cmd|calc', order: ORDER });
    const all = await entries();
    expect(all).toHaveLength(7);
    expect(all[0]).toMatchObject({ request_id: null, seq: 1, event: 'frozen', revision: null });
    const [submitted] = await trail(desk.deps.store, first);
    expect(all.find(({ request_id, seq }) => request_id === first && seq === 1)).toEqual({
      request_id: first,
      seq: 1,
      at: new Date(START).toISOString(),
      actor_id: 'U0ERIN',
      actor_name: 'Erin',
      event: 'submitted',
      revision: 1,
      fingerprint: submitted?.fingerprint,
      error_code: null,
      aws_request_id: null,
      detail: submitted?.detail,
      previous_hash: '0'.repeat(64),
      hash: submitted?.hash,
    });
    const count = async (...args: string[]) => (await entries(...args)).length;
    const later = new Date(START + MINUTE).toISOString();
    expect(await count('--from', later)).toBe(1);
    expect(await count('--to', later)).toBe(6);
    expect(await count('--to', later.replace('Z', ''))).toBe(6);
    expect(await count('--request', first)).toBe(5);
    expect(await count('--request', second.id)).toBe(1);
    expect(await count('--request', 'house')).toBe(1);
    expect(await count('--request', 'ic-none')).toBe(0);
    expect(await count('--actor', LEE.id)).toBe(3);
    expect(await count('--event', 'submitted')).toBe(2);
    expect(await count('--account', ACCOUNT, '--region', REGION)).toBe(6);
    expect(await count('--account', '999999999999')).toBe(0);
    expect(await count('--region', 'eu-west-1')).toBe(0);
    expect(await count('--actor', 'U0ERIN', '--from', later)).toBe(1);
  });

  test('as CSV has a head and ends its lines as RFC 4180 has it', async () => {
    const id = await order(desk);
    const { lines, code } = await exported('--csv', '--event', 'voted');
    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(
      'request_id,seq,at,actor_id,actor_name,event,revision,fingerprint,error_code,aws_request_id,detail,previous_hash,hash\r',
    );
    expect(lines[1]?.startsWith(`${id},2,${new Date(START).toISOString()},U0LEE,Lee,voted,1,`)).toBe(true);
    expect(lines[1]).toContain(',,,"{""count"":1,""decision"":""approve"",');
  });
});

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['＝1', "'＝1"],
  ["'quoted", "''quoted"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
])('a cell of %j', (typed, written) => {
  expect(csvRow([typed, 1, null])).toBe(`${written},1,\r\n`);
  // Read as documented, it is what was typed.
  const cell = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
  expect(cell.replace(/^'/, '')).toBe(typed);
});
