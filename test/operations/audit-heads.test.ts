import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeHeads } from '../../src/actions/auditing/heads-due.ts';
import { keyId } from '../../src/actions/auditing/sign.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { headsDuty } from '../../src/operations/audit-heads.ts';
import { createIncidents } from '../../src/operations/incidents.ts';
import { asOftenAsItTakes, ENGINES, START, useDatabase } from '../store/support/database.ts';
import { openFolder } from '../support/folder.ts';
import { audit } from '../tools/audit/support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

let root: ReturnType<typeof openFolder>;
let folder: string;
beforeEach(() => {
  root = openFolder();
  folder = join(root.path, 'heads');
  mkdirSync(folder);
});
afterEach(() => root.remove());

describe.each(ENGINES)('%s: the heads of each day', (engine) => {
  const database = useDatabase(engine);
  let store: Store;
  beforeEach(async () => {
    store = await database.open();
    // One lock for all schemas of a database keeps house trails in order: on a busy machine it may be others' for long.
    await asOftenAsItTakes(() =>
      store.transaction((tx) => tx.house.add({ actor: null, event: 'settings', detail: {} })),
    );
  });

  function bot(processId: string, its: Store = store, key: KeyObject | null = privateKey) {
    const warned: unknown[] = [];
    const incidents = createIncidents(
      () => database.clock.now,
      () => undefined,
    );
    const log = { info: () => undefined, warn: (said: unknown) => void warned.push(said) };
    const given = { store: its, folder, key: key ?? undefined, processId, incidents, lookMs: 7, log };
    const duty = headsDuty(given as unknown as Parameters<typeof headsDuty>[0]);
    return {
      warned,
      async looks() {
        expect(await duty.run()).toBe(7);
      },
      standing: () => incidents.standing().map(({ text }) => text),
    };
  }
  const kept = async () =>
    (await store.read((at) => at.house.trail()))
      .filter(({ event }) => event === 'heads_kept')
      .map(({ detail }) => [detail.day, detail.count]);
  /** The day in UTC, so many days after the start. */
  const day = (days: number) => new Date(START + days * DAY).toISOString().slice(0, 10);
  const file = (days: number) => `heads-${day(days)}.jsonl`;

  test('are written once, by one of all, and anew when the next day has come', async () => {
    const bots = [bot('one'), bot('two')];
    await Promise.all(bots.map(({ looks }) => looks()));
    expect(readdirSync(folder)).toEqual([file(0)]);
    expect(await kept()).toEqual([[day(0), 1]]);
    const first = readFileSync(join(folder, file(0)), 'utf8');
    for (const hours of [1, 1]) {
      database.clock.now += hours * HOUR;
      for (const { looks } of bots) await looks();
    }
    expect(readdirSync(folder)).toEqual([file(0)]);
    // Away for days: today's are written, and those of the days between are not.
    database.clock.now += 3 * DAY;
    for (const { looks } of bots) await looks();
    expect(readdirSync(folder)).toEqual([file(0), file(3)]);
    expect(await kept()).toEqual([
      [day(0), 1],
      [day(3), 1],
    ]);
    expect(readFileSync(join(folder, file(0)), 'utf8')).toBe(first);
    expect(bots.flatMap(({ warned }) => warned)).toEqual([]);
    const pem = join(root.path, 'public.pem');
    writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }));
    const files = [0, 3].flatMap((days) => ['--heads', join(folder, file(days))]);
    const { code, lines } = await audit(database.url, ['verify', ...files, '--key', pem]);
    expect([code, lines]).toEqual([
      0,
      ["Proven: 0 requests, 0 entries, 3 of the house's, 2 heads from outside."],
    ]);
  });

  test('never take the place of a file that is there, nor of one that another process writes', async () => {
    writeFileSync(join(folder, file(0)), 'mine');
    writeFileSync(join(folder, `.unfinished-${file(0)}-other`), 'other');
    writeFileSync(join(folder, `.unfinished-${file(-1)}-dead`), 'left behind');
    const one = bot('one');
    await one.looks();
    expect(readFileSync(join(folder, file(0)), 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual([`.unfinished-${file(0)}-other`, file(0)]);
    // Nobody says that it was written by a bot.
    expect(await kept()).toEqual([]);
    const message = `${file(0)} is there, and is none of this bot's: move it away`;
    expect(one.warned).toMatchObject([{ err: { message } }]);
  });

  test.each<[string, KeyObject | null]>([
    ['signed', privateKey],
    ['not signed', null],
  ])('%s, are noted where who wrote them died before that', async (_, key) => {
    const before = `${'x'.repeat(9_000)}\n{"count":41,"at":"","begun":4,"begun_before":""}\n`;
    const signature = key ? `${JSON.stringify({ signature: '', key_id: keyId(publicKey) })}\n` : '';
    writeFileSync(join(folder, file(0)), before + signature);
    await bot('one', store, key).looks();
    expect(await kept()).toEqual([[day(0), 41]]);
  });

  test('are no incident at a start after days away while another process writes them, but where it never ends', async () => {
    await bot('one').looks();
    database.clock.now += 3 * DAY;
    await takeHeads({ store }, { day: day(3), since: null, now: database.clock.now });
    const another = bot('another');
    await another.looks();
    expect(another.standing()).toEqual([]);
    await another.looks();
    expect(another.standing()).toEqual([expect.stringContaining('have not been written for a day')]);
  });

  test('leave nothing behind where it fails half-way', async () => {
    const broken = {
      ...store,
      read: ((work) =>
        store.read(async (at) => {
          const heads = async () => Promise.reject(new Error('Away'));
          return work({ ...at, auditing: { ...at.auditing, heads } });
        })) as Store['read'],
    };
    const one = bot('one', broken);
    await one.looks();
    expect(one.warned).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  test('that can not be written are tried again, and an incident after a day, until they are', async () => {
    const one = bot('one');
    const another = bot('another');
    rmSync(folder, { recursive: true });
    await one.looks();
    await another.looks();
    expect(one.warned).toMatchObject([{ file: file(0), err: { code: 'ENOENT' } }]);
    // It is tried once in ten minutes, by whoever comes first.
    await one.looks();
    expect([...one.warned, ...another.warned]).toHaveLength(1);
    database.clock.now += DAY - 1;
    await one.looks();
    expect(one.standing()).toEqual([]);
    database.clock.now += 1;
    await one.looks();
    await another.looks();
    const text = `Look at ${folder}, AUDIT_HEADS_DIR: its rights and its room.`;
    expect(one.standing()).toEqual([
      `The heads of the audit have not been written for a day (ENOENT). ${text}`,
    ]);
    expect(another.standing()).toEqual([`The heads of the audit have not been written for a day. ${text}`]);
    mkdirSync(folder);
    database.clock.now += HOUR;
    await one.looks();
    expect(readdirSync(folder)).toEqual([file(1)]);
    await another.looks();
    expect([...one.standing(), ...another.standing()]).toEqual([]);
  });
});
