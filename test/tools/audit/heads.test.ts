import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeHeads } from '../../../src/actions/auditing/write-heads.ts';
import { note } from '../../../src/actions/lifecycle/advance.ts';
import type { AuditHead, AuditRow } from '../../../src/domain/audit.ts';
import { useDesk } from '../../actions/support/desk.ts';
import { ENGINES } from '../../store/support/database.ts';
import { openFolder } from '../../support/folder.ts';
import { audit, chainedAnew, order, replacing, tamper, trail } from './support.ts';

const EVE = { id: 'U0EVE', name: 'Eve' };
const HOUR = 3_600_000;
const keys = generateKeyPairSync('ed25519');

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const publicKey = (key: KeyObject = keys.publicKey) => {
  writeFileSync(path('public.pem'), key.export({ type: 'spki', format: 'pem' }));
  return path('public.pem');
};

describe.each(ENGINES)('%s: heads that have left the house', (engine) => {
  const desk = useDesk(engine);
  const verify = (...args: string[]) => audit(desk.database.url, ['verify', ...args]);
  let id: string;
  let logged: AuditHead[];

  beforeEach(async () => {
    logged = [];
    desk.deps.store.onAudit((head) => logged.push(head));
    await desk.deps.store.transaction((tx) => tx.house.add({ actor: null, event: 'settings', detail: {} }));
    id = await order(desk);
    desk.travel(HOUR);
  });

  /** Keeps the heads of now in a file, and answers its path. */
  async function kept(name = 'heads.jsonl', key: KeyObject | null = keys.privateKey): Promise<string> {
    writeFileSync(path(name), '');
    await writeHeads({ store: desk.deps.store, key: key ?? undefined }, async (text) =>
      appendFileSync(path(name), text),
    );
    return path(name);
  }

  /** Something more happens to the request. */
  const goOn = () =>
    desk.deps.store.transaction(async (tx) => {
      const request = await tx.requests.lock(id);
      if (request) await note(tx, request, { type: 'asked_again', again: 'ic-1' }, { actor: null });
    });

  /** Puts a forged trail in the place of the request's, and of what its thread was told: nothing inside shows it. */
  async function forge(change: (rows: AuditRow[]) => AuditRow[]): Promise<void> {
    const rows = chainedAnew(change(await trail(desk.deps.store, id)));
    const untold = `delete from lines where request_id = '${id}'`;
    await tamper(desk.database.url, [...replacing(id, rows), untold]);
  }
  const otherReason = (rows: AuditRow[]) =>
    rows.map((row) => (row.seq === 1 ? { ...row, detail: { ...row.detail, reason: 'Other' } } : row));

  test('are those of each chain, the house first, with a summary and a signature', async () => {
    const lines = readFileSync(await kept(), 'utf8')
      .trimEnd()
      .split('\n');
    const [house, head, summary, signature] = lines.map((line) => JSON.parse(line) as object);
    const last = (await trail(desk.deps.store, id)).at(-1);
    expect(house).toEqual({ request_id: null, seq: 1, hash: logged[0]?.hash });
    expect(head).toEqual({ request_id: id, seq: 5, hash: last?.hash });
    const now = desk.database.clock.now;
    expect(summary).toEqual({
      count: 2,
      at: new Date(now).toISOString(),
      begun: 1,
      begun_before: new Date(now - 600_000).toISOString(),
    });
    expect(signature).toEqual({
      signature: expect.stringMatching(/^[\w+/]{86}==$/),
      key_id: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(lines).toHaveLength(4);
  });

  test('are printed by a command, signed where there is a key', async () => {
    const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const key = { AUDIT_SIGNING_KEY: pem.trim().replaceAll('\n', '\\n') };
    const signed = await audit(desk.database.url, ['heads'], key);
    expect(signed).toMatchObject({ code: 0, error: '' });
    expect(signed.lines).toHaveLength(4);
    writeFileSync(path('printed.jsonl'), signed.lines.map((line) => `${line}\n`).join(''));
    expect(await verify('--heads', path('printed.jsonl'), '--key', publicKey())).toMatchObject({ code: 0 });
    const unsigned = await audit(desk.database.url, ['heads']);
    expect(unsigned.lines).toHaveLength(3);
  });

  test('hold as long as the chains go on from them', async () => {
    const earlier = await kept('earlier.jsonl');
    await goOn();
    const later = await kept('later.jsonl');
    await goOn();
    const { code, lines } = await verify('--heads', earlier, '--heads', later, '--key', publicKey());
    expect(lines).toEqual(["Proven: 1 requests, 7 entries, 1 of the house's, 4 heads from outside."]);
    expect(code).toBe(0);
  });

  test.each<[string, (rows: AuditRow[]) => AuditRow[], string]>([
    ['rewritten', otherReason, 'has [0-9a-f]{64}: rewritten'],
    [
      'cut off, and with it what was found by its port',
      (rows) => rows.slice(0, 4),
      'it is gone, and the chain ends with entry 4',
    ],
    ['taken away as a whole', () => [], 'the whole chain is gone'],
  ])('find a trail that was %s, each by itself, whatever fits inside', async (_, change, instead) => {
    const file = await kept();
    const head = (await trail(desk.deps.store, id)).at(-1);
    writeFileSync(
      path('bot.log'),
      [
        'Ready: Socket Mode',
        ...logged.map(({ requestId, seq, hash }) =>
          JSON.stringify({ level: 30, request_id: requestId ?? 'house', seq, hash, msg: 'audit' }),
        ),
        '{"msg":"other"}',
      ].join('\n'),
    );
    await forge(change);
    // Whoever forges also makes the other tables fit.
    if (instead.startsWith('it is gone'))
      await tamper(desk.database.url, [
        `update requests set status = 'placing' where id = '${id}'`,
        `delete from ports where request_id = '${id}'`,
      ]);
    if (instead.startsWith('the whole'))
      await tamper(
        desk.database.url,
        ['votes', 'attempts', 'ports'].map((table) => `delete from ${table} where request_id = '${id}'`),
      );
    if (instead.startsWith('the whole'))
      await tamper(desk.database.url, [`delete from requests where id = '${id}'`]);
    expect((await verify()).code).toBe(0);
    const found = (source: string) =>
      new RegExp(`^${id} entry 5: expected the hash ${head?.hash} by ${source}, ${instead}$`);
    for (const [args, source] of [
      [['--heads', file], `${file} line 2`],
      [['--log', path('bot.log')], `${path('bot.log')} line 7`],
      [['--head', `${id}:5:${head?.hash}`], '--head'],
    ] as const) {
      const { code, lines } = await verify(...args);
      expect(code).toBe(1);
      expect(lines.filter((line) => found(source).test(line))).toHaveLength(1);
    }
    const short = await verify('--head', `${id}:5:${head?.hash.slice(0, 16)}`);
    expect(short.code).toBe(1);
  });

  test("find a house's trail that was written anew", async () => {
    const file = await kept();
    await tamper(desk.database.url, ['delete from house_audit']);
    await desk.deps.store.transaction((tx) => tx.house.add({ actor: EVE, event: 'settings', detail: {} }));
    expect((await verify()).code).toBe(0);
    const { code, lines } = await verify('--heads', file);
    expect(code).toBe(1);
    expect(lines[0]).toBe(
      `house entry 1: expected the hash ${logged[0]?.hash} by ${file} line 1, has ${logged.at(-1)?.hash}: rewritten`,
    );
  });

  test('find a request that was put in later, whatever it says of when it began', async () => {
    const file = await kept();
    const rows = await trail(desk.deps.store, id);
    const forged = 'ic-FORGED';
    const copied = (await desk.database.sql(`select * from requests where id = '${id}'`))[0] ?? {};
    const columns = Object.keys(copied).map((name) => `"${name}"`);
    const values = columns.map((name) =>
      name === '"id"'
        ? `'${forged}'`
        : name === '"submission_id"'
          ? "'V-f'"
          : name === '"status"'
            ? "'awaiting_approval'"
            : name,
    );
    await tamper(desk.database.url, [
      `insert into requests (${columns.join()}) select ${values.join()} from requests where id = '${id}'`,
      ...replacing(forged, chainedAnew(rows.slice(0, 1).map((row) => ({ ...row, requestId: forged })))),
    ]);
    expect((await verify()).code).toBe(0);
    const { code, lines } = await verify('--heads', file);
    expect(code).toBe(1);
    const began = new Date(rows[0]?.at ?? 0).toISOString();
    const written = new Date(desk.database.clock.now).toISOString();
    expect(lines[0]).toBe(
      `${forged}: inserted: it says that it began at ${began}, expected it in ${file} of ${written}`,
    );
    // What is said besides: that its signature was not checked, and how much is wrong.
    expect(lines).toHaveLength(3);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'another hash',
      (text) => text.replace(/("hash":")./, '$1f'),
      /: its signature by key \w{16} is wrong: the file was altered$/,
    ],
    [
      'a head that was taken out',
      (text) => text.replace(/.*\n/, ''),
      /: expected 2 heads by its summary, it has 1$/,
    ],
    [
      'no signature',
      (text) => text.replace(/\{"signature.*\n/, ''),
      /: expected a signature by key \w{16}, there is none$/,
    ],
    ['something after it', (text) => `${text}{}\n`, /: line 5: expected nothing after the signature$/],
    ['what is no head', (text) => `x\n${text}`, /: line 1: expected a head, it is none$/],
  ])('say so where a file has %s', async (_, change, message) => {
    const file = await kept();
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    const { code, lines } = await verify('--heads', file, '--key', publicKey());
    expect(code).toBe(1);
    expect(
      lines.some((line) => line.startsWith(file) && message.test(line)),
      lines.join('\n'),
    ).toBe(true);
  });

  test.each<[string, number]>([
    ['its summary', 2],
    ['some of its heads', 1],
    ['all', 0],
  ])('say so where a file that nobody signed was cut off, %s', async (_, left) => {
    const file = await kept('heads.jsonl', null);
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, left);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    const verified = await verify('--heads', file);
    expect(verified.code).toBe(1);
    expect(verified.lines[0]).toBe(`${file}: expected a summary after its heads, there is none: cut off`);
  });

  test('say so where another key has signed them, or none is named', async () => {
    const file = await kept();
    const other = publicKey(generateKeyPairSync('ed25519').publicKey);
    const { code, lines } = await verify('--heads', file, '--key', other);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/: expected a signature by key \w{16}, it names \w{16}$/);
    const unchecked = await verify('--heads', file);
    expect(unchecked.code).toBe(0);
    expect(unchecked.lines[0]).toBe(`${file} is signed; its signature is checked with --key PUBLIC.pem.`);
  });
});
