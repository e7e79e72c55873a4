import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Request } from '../../../src/domain/request/request.ts';
import { openStore } from '../../../src/store/open.ts';
import { runRules } from '../../../src/tools/rules/run.ts';
import { addAll, aRequest, ORDER } from '../../store/support/samples.ts';
import { openFolder } from '../../support/folder.ts';

// What is said of requests that stand in a store.

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.remove());

const path = (name: string) => join(folder.path, name);

/** A store with these requests, which no bot has open. */
async function stored(...requests: Request[]): Promise<void> {
  const store = await openStore({ url: `file:${path('bot.db')}` });
  await addAll(store, requests);
  await store.close();
}

async function run(...args: string[]) {
  const env = { INTERCONNECT_BOT_CONFIG: path('rules.yaml'), DATABASE_URL: `file:${path('bot.db')}` };
  const { code, text } = await runRules(args, env);
  return { code, lines: text.replaceAll(`${folder.path}/`, '').split('\n') };
}

const OLD = `
rules:
  - { name: big, match: { bandwidth: [100Gbps] }, approve: [S0DIRECTORS], quorum: 2 }
  - { name: dc2, match: { location: [EqDC2] }, approve: [U0LEE] }
approvers: [S0LEADS]
`;
const elsewhere = { ...ORDER, location: 'EqAM5' };

describe('diff', () => {
  const diff = (before: string, after: string) => {
    writeFileSync(path('old.yaml'), before);
    writeFileSync(path('new.yaml'), after);
    return run('diff', path('old.yaml'), path('new.yaml'));
  };

  test('ends with 0 where every open request is decided alike', async () => {
    await stored(aRequest('ic-00'));
    const same = `# Another order of keys, and reminders: nothing that decides.\n${OLD.replace('approve: [U0LEE]', 'remind_hours: [4], approve: [U0LEE], reject_quorum: 1')}`;
    expect(await diff(OLD, same)).toEqual({
      code: 0,
      lines: ['1 open request, 0 would be decided otherwise.'],
    });
  });

  test('knows that requests keep the rule that they were asked under: what is stricter there holds', async () => {
    const { rule } = aRequest('ic-00');
    const strict = { ...rule, quorum: 2, rejectQuorum: 1 };
    await stored(aRequest('ic-00', { rule: strict }), aRequest('ic-01', { rule: { ...strict, quorum: 3 } }));
    const loose = OLD.replace(
      'approve: [U0LEE]',
      'approve: [U0LEE, U0LIN, U0OLGA], quorum: 3, reject_quorum: 2',
    );
    const looser = loose.replace('quorum: 3,', 'quorum: 1, comment: { approve: required },');
    expect(await diff(loose, looser)).toEqual({
      code: 1,
      lines: ['ic-00: quorum 3 becomes 2.', '2 open requests, 1 would be decided otherwise.'],
    });
  });

  test('says of each what becomes of rule, approvers and quorum, and ends with 1', async () => {
    await stored(
      aRequest('ic-00'),
      aRequest('ic-01', { order: elsewhere }),
      aRequest('ic-02', { order: { ...ORDER, bandwidth: '100Gbps' } }),
      aRequest('ic-03', { state: { status: 'withdrawn', by: { id: 'U0ERIN', name: 'Erin' }, at: 0 } }),
    );
    const changed = OLD.replace('approve: [U0LEE]', 'approve: [U0LIN, U0LEE], quorum: 2').replace(
      'approvers: [S0LEADS]',
      '',
    );
    expect(await diff(OLD, changed)).toEqual({
      code: 1,
      lines: [
        'ic-00: approve U0LEE becomes U0LEE, U0LIN; quorum 1 becomes 2.',
        'ic-01: rule default (1 of S0LEADS) becomes no rule.',
        '3 open requests, 2 would be decided otherwise.',
      ],
    });
  });

  test('says where it hangs on who is in a group', async () => {
    await stored(aRequest('ic-00'), aRequest('ic-01', { requester: { id: 'U0LIN', name: 'Lin' } }));
    const first = '- { name: new, match: { requester: [S0NEW, U0LIN] }, approve: [U0OLGA] }';
    expect(await diff(OLD, OLD.replace('rules:', `rules:\n  ${first}`))).toEqual({
      code: 1,
      lines: [
        'ic-00: rule dc2 (1 of U0LEE) becomes rule new (1 of U0OLGA) if whoever asked is in S0NEW, else rule dc2 (1 of U0LEE).',
        'ic-01: rule dc2 becomes new; approve U0LEE becomes U0OLGA.',
        '2 open requests, 2 would be decided otherwise.',
      ],
    });
  });

  test('leaves the store as it is, and makes none', async () => {
    expect(await diff(OLD, OLD)).toEqual({
      code: 2,
      lines: [
        'DATABASE_URL: nothing can be read there (there is no such file). Name the store of a bot of this version.',
      ],
    });
    expect(readdirSync(folder.path).sort()).toEqual(['new.yaml', 'old.yaml']);
  });

  test('says of a file what is wrong with it, by its own name', async () => {
    await stored();
    expect(await diff(OLD, 'rules: []')).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/^new\.yaml:1:8: rules: /)],
    });
  });
});

describe('explain --request', () => {
  test('says the rule of then and of now, how many it takes, and why', async () => {
    const rule = {
      name: 'first',
      approvers: [{ kind: 'group', id: 'S0LEADS', name: 'net-leads' } as const],
      quorum: 2,
      expiryHours: 1,
      rejectQuorum: 2,
    };
    await stored(aRequest('ic-00', { rule }));
    writeFileSync(path('rules.yaml'), OLD);
    expect(await run('explain', '--request', 'ic-00')).toEqual({
      code: 0,
      lines: [
        'ic-00: awaiting_approval, 10Gbps at EqDC2, us-east-1, asked by Erin (U0ERIN).',
        'Asked under: Rule first: 2 of net-leads (S0LEADS), within 1 hour.',
        '2 rejections end it.',
        'Now: Rule dc2: 1 of U0LEE, within 72 hours.',
        'It takes 2 of those who are of S0LEADS and of U0LEE, without U0ERIN.',
        'Not big: it is for orders with 100Gbps.',
        'First that matches: it is for orders at EqDC2.',
      ],
    });
  });

  test('without whom it is for, and with those whom it has escalated to', async () => {
    const person = (id: string) => ({ kind: 'user', id, name: id }) as const;
    const rule = {
      name: 'first',
      approvers: [person('U0LEE')],
      quorum: 1,
      expiryHours: 72,
      escalate: { afterHours: 1, approvers: [person('U0DORA')] },
    };
    // Long ago, by any clock.
    const asked = { rule, beneficiary: { id: 'U0OLGA', name: 'Olga' }, askedAt: 0 };
    await stored(aRequest('ic-00', asked), aRequest('ic-01', { ...asked, escalatedAt: 3_600_000 }));
    writeFileSync(
      path('rules.yaml'),
      'rules: [{ name: first, approve: [U0LEE], escalate: { after_hours: 1, approve: [U0DORA] } }]',
    );
    const takes = async (id: string) =>
      (await run('explain', '--request', id)).lines.find((line) => line.startsWith('It takes'));
    expect(await takes('ic-00')).toBe(
      'It takes 1 of those who are of U0LEE and of U0LEE or U0DORA, without U0ERIN and U0OLGA.',
    );
    expect(await takes('ic-01')).toBe('It takes 1 of U0LEE or U0DORA, without U0ERIN and U0OLGA.');
  });

  test('by the groups that whoever asked is said to be in, of which nobody knows here', async () => {
    await stored(aRequest('ic-00'));
    writeFileSync(
      path('rules.yaml'),
      OLD.replace('rules:', 'rules:\n  - { name: new, match: { requester: [S0NEW] }, approve: [U0OLGA] }'),
    );
    const alone = await run('explain', '--request', 'ic-00');
    expect(alone.lines).toContain('Now: Rule dc2: 1 of U0LEE, within 72 hours.');
    expect(alone.lines.at(-1)).toBe('Taken to be in no group: --requester says in which U0ERIN is.');
    const grouped = await run('explain', '--request', 'ic-00', '--requester', 'S0NEW');
    expect(grouped.lines).toContain('Now: Rule new: 1 of U0OLGA, within 72 hours.');
  });

  test('ends with 1 where no rule applies any more, whoever may ask', async () => {
    await stored(aRequest('ic-00'), aRequest('ic-01', { order: elsewhere }));
    writeFileSync(
      path('rules.yaml'),
      'rules: [{ name: dc2, match: { location: [EqDC2] }, request: [U0LIN], tags: { a: { required: true } }, approve: [U0LEE] }]',
    );
    const { code, lines } = await run('explain', '--request', 'ic-01');
    expect(code).toBe(1);
    expect(lines).toContain('Now: no rule applies, so nobody can approve it.');
    // Who may ask and with which tags was judged when it was asked.
    expect(await run('explain', '--request', 'ic-00')).toMatchObject({ code: 0 });
  });

  test('ends with 2 where there is no such request', async () => {
    await stored();
    writeFileSync(path('rules.yaml'), OLD);
    expect(await run('explain', '--request', 'ic-99')).toEqual({
      code: 2,
      lines: ['There is no request ic-99 in this store.'],
    });
  });
});

test('a store that can not be read ends with 2, and is no "no"', async () => {
  await stored(aRequest('ic-00'));
  writeFileSync(path('rules.yaml'), OLD);
  const database = new DatabaseSync(path('bot.db'));
  database.exec("update requests set state = 'no JSON'");
  database.close();
  expect(await run('diff', path('rules.yaml'), path('rules.yaml'))).toMatchObject({ code: 2 });
});
