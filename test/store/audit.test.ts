import { describe, expect, test } from 'vitest';
import type { AuditHead, AuditRow, HouseRow } from '../../src/domain/audit.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { auditHash, chainHolds, headsHold } from '../../src/store/tables/audit.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, ERIN, ids, LEE } from './support/samples.ts';

/** What somebody with the database's password would run first. */
const UNGUARD = {
  sqlite: ['drop trigger audit_no_update', 'drop trigger audit_no_delete', 'drop trigger audit_no_replace'],
  postgres: ['alter table audit disable trigger all'],
};

const COLUMNS =
  'request_id, seq, at, actor_id, actor_name, event, revision, fingerprint, error_code, aws_request_id, detail, previous_hash, hash';
const OTHER = COLUMNS.replace(' event,', " 'other',");
const HOUSE = 'seq, at, actor_id, actor_name, event, detail, previous_hash, hash';
const OTHER_HOUSE = HOUSE.replace(' event,', " 'other',");
const EITHER = [
  "update audit set event = 'other'",
  'delete from audit',
  "update house_audit set event = 'other'",
  'delete from house_audit',
];
/** What no statement may do to it. */
const FORBIDDEN = {
  sqlite: [
    ...EITHER,
    `insert or replace into audit (${COLUMNS}) select ${OTHER} from audit where seq = 2`,
    `insert or replace into audit (rowid, ${COLUMNS}) select 1, ${COLUMNS.replace('seq,', '99,')} from audit where seq = 2`,
    `insert into audit (${COLUMNS}) select ${OTHER} from audit where seq = 2
      on conflict do update set event = excluded.event`,
    "update or replace audit set seq = 1, event = 'other' where seq = 2",
    `insert or replace into house_audit (${HOUSE}) select ${OTHER_HOUSE} from house_audit`,
  ],
  postgres: [
    ...EITHER,
    'truncate audit',
    'truncate requests cascade',
    `insert into audit (${COLUMNS}) select ${OTHER} from audit where seq = 2
      on conflict (request_id, seq) do update set event = excluded.event`,
    'truncate house_audit',
    `insert into house_audit (${HOUSE}) select ${OTHER_HOUSE} from house_audit
      on conflict (seq) do update set event = excluded.event`,
  ],
};

/** What one of the three rows of a trail might suffer. */
const ALTERATIONS = [
  `update audit set detail = '{"event":"other"}' where seq = 2`,
  "update audit set event = 'approved' where seq = 1",
  "update audit set actor_id = 'U0LEE' where seq = 3",
  "update audit set actor_name = 'Lee' where seq = 2",
  'update audit set actor_id = null where seq = 2',
  'update audit set at = at + 1 where seq = 2',
  'update audit set revision = 2 where seq = 3',
  "update audit set fingerprint = '' where seq = 1",
  "update audit set error_code = 'X' where seq = 2",
  "update audit set aws_request_id = 'X' where seq = 3",
  'update audit set previous_hash = hash where seq = 3',
  'delete from audit where seq = 1',
  'delete from audit where seq = 2',
  'update audit set seq = 9 where seq = 2',
];

function trail(store: Store, requestId = 'ic-00') {
  return store.transaction((tx) => tx.audit.trail(requestId));
}

function houseTrail(store: Store) {
  return store.transaction((tx) => tx.house.trail());
}

/** Writes an audit row as actions do: holding the request. */
function note(store: Store, event: string, requestId = 'ic-00'): Promise<void> {
  return store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (!request) throw new Error('The request is gone.');
    const { revision, fingerprint } = request;
    const detail = { event, nested: { z: 1, a: [1, { y: 2, b: 3 }] } };
    await tx.audit.add([{ requestId, actor: ERIN, event, revision, fingerprint, detail }]);
  });
}

describe.each(ENGINES)('%s: the audit', (engine) => {
  const database = useDatabase(engine);

  async function filled(): Promise<Store> {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    for (const event of ['first', 'second', 'third']) await note(store, event);
    return store;
  }

  test.each(FORBIDDEN[engine])('refuses: %s', async (statement) => {
    const store = await filled();
    await store.transaction((tx) => tx.house.add({ actor: ERIN, event: 'frozen', detail: {} }));
    const before = [await trail(store), await houseTrail(store)];
    await expect(database.sql(statement)).rejects.toThrow('the audit is append-only');
    expect([await trail(store), await houseTrail(store)]).toEqual(before);
  });

  test("finds the latest of a kind in the house's trail", async () => {
    const store = await filled();
    const last = (event: string) => store.transaction((tx) => tx.house.last(event));
    expect(await last('settings')).toBeUndefined();
    await store.transaction(async (tx) => {
      await tx.house.add({ actor: null, event: 'settings', detail: { settings: { b: 2, a: [1] } } });
      await tx.house.add({ actor: ERIN, event: 'frozen', detail: {} });
      await tx.house.add({ actor: null, event: 'settings', detail: { settings: { b: 3, a: [1] } } });
      await tx.house.add({ actor: ERIN, event: 'unfrozen', detail: {} });
    });
    expect(await last('settings')).toEqual((await houseTrail(store))[2]);
    expect((await last('settings'))?.detail).toEqual({ settings: { b: 3, a: [1] } });
  });

  test('counts without holes or doubles, whoever writes at once, each request by itself', async () => {
    const stores = [await filled(), await database.open()];
    const writes = Array.from({ length: 20 }, (_, index) => `event ${index}`);
    await Promise.all([
      ...writes.map((event, index) => note(stores[index % 2] as Store, event)),
      note(stores[1] as Store, 'first', 'ic-01'),
    ]);
    const rows = await trail(stores[0] as Store);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
    expect(
      rows
        .slice(3)
        .map(({ event }) => event)
        .toSorted(),
    ).toEqual(writes.toSorted());
    expect(chainHolds(rows)).toBe(true);
    const other = await trail(stores[0] as Store, 'ic-01');
    expect(other.map(({ seq }) => seq)).toEqual([1]);
    expect(chainHolds(other)).toBe(true);
  });

  test('holds whatever a name has in it that no database keeps', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    const actor = { id: 'U0CUT', name: 'cut \ud83d, and \0 in the middle' };
    await store.transaction(async (tx) => {
      await tx.audit.add([
        {
          requestId: 'ic-00',
          actor,
          event: 'voted',
          revision: 1,
          fingerprint: 'f',
          detail: { said: actor.name },
        },
      ]);
      await tx.house.add({ actor, event: 'frozen', detail: { reason: actor.name } });
    });
    const trail = await store.read((at) => at.audit.trail('ic-00'));
    expect(trail).toMatchObject([
      { actor: { name: 'cut \ufffd, and \ufffd in the middle' }, detail: { said: actor.name } },
    ]);
    expect(chainHolds(trail)).toBe(true);
    const house = await store.read((at) => at.house.trail());
    expect(house).toHaveLength(1);
    expect(chainHolds(house)).toBe(true);
  });

  test('leaves no hole where a transaction failed', async () => {
    const store = await filled();
    const failed = store.transaction(async (tx) => {
      const request = await tx.requests.lock('ic-00');
      if (!request) return;
      await tx.audit.add([{ ...request, requestId: 'ic-00', actor: null, event: 'lost', detail: {} }]);
      throw new Error('Undo');
    });
    await expect(failed).rejects.toThrow('Undo');
    await note(store, 'fourth');
    expect((await trail(store)).map(({ seq, event }) => [seq, event]).at(-1)).toEqual([4, 'fourth']);
    expect(chainHolds(await trail(store))).toBe(true);
  });

  test('of the house counts without holes or doubles, whoever writes at once, and holds', async () => {
    const stores = [await filled(), await database.open()];
    const events = Array.from({ length: 20 }, (_, index) => `event ${index}`);
    await Promise.all(
      events.map((event, index) =>
        (stores[index % 2] as Store).transaction((tx) =>
          tx.house.add({ actor: index % 3 === 0 ? null : ERIN, event, detail: { z: 1, a: [{ y: index }] } }),
        ),
      ),
    );
    const rows = await houseTrail(stores[0] as Store);
    expect(rows.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(rows.map(({ event }) => event).toSorted()).toEqual(events.toSorted());
    expect(rows.find(({ event }) => event === 'event 1')).toMatchObject({
      at: START,
      actor: ERIN,
      detail: { z: 1, a: [{ y: 1 }] },
    });
    expect(chainHolds(rows)).toBe(true);
    expect(chainHolds([...rows.slice(0, 4), { ...rows[4], event: 'other' } as HouseRow])).toBe(false);
  });

  test('tells the head of each chain after the commit that made it, and of none that failed', async () => {
    const store = await filled();
    const heads: AuditHead[] = [];
    store.onAudit((head) => heads.push(head));
    const failed = store.transaction(async (tx) => {
      await tx.house.add({ actor: null, event: 'lost', detail: {} });
      throw new Error('Undo');
    });
    await expect(failed).rejects.toThrow('Undo');
    await note(store, 'fourth');
    await store.transaction((tx) => tx.house.add({ actor: ERIN, event: 'frozen', detail: {} }));
    const last = (await trail(store)).at(-1);
    const [house] = await houseTrail(store);
    expect(heads).toEqual([
      { requestId: 'ic-00', seq: 4, hash: last?.hash },
      { requestId: null, seq: 1, hash: house?.hash },
    ]);
    expect(await store.transaction((tx) => tx.audit.head('ic-00'))).toEqual({ seq: 4, hash: last?.hash });
    expect(await store.transaction((tx) => tx.audit.head('ic-01'))).toBeUndefined();
  });

  test.each<[string, (rows: AuditRow[]) => AuditRow[]]>([
    ['rewrites it', (rows) => rows.map((row) => (row.seq === 2 ? { ...row, actor: LEE } : row))],
    ['cuts off its end', (rows) => rows.slice(0, 2)],
    ['takes a row out', (rows) => rows.filter(({ seq }) => seq !== 2)],
  ])('whoever %s and computes every hash anew is found out by what left the house', async (_what, forge) => {
    const store = await database.open();
    const left: AuditHead[] = [];
    store.onAudit((head) => left.push(head));
    await addAll(store, [anApproved('ic-00')]);
    for (const event of ['first', 'second', 'third']) await note(store, event);
    expect(headsHold(await trail(store), left)).toBe(true);
    for (const unguard of UNGUARD[engine]) await database.sql(unguard);
    const forged = rechained(forge(await trail(store)));
    await database.sql('delete from audit');
    for (const row of forged) await database.sql(insertion(row));
    const rows = await trail(store);
    expect(rows).toEqual(forged);
    expect(chainHolds(rows)).toBe(true);
    expect(headsHold(rows, left)).toBe(false);
    expect(headsHold(rows, left.slice(-1))).toBe(false);
  });

  test('shows what was done behind its back', async () => {
    const store = await database.open();
    const victims = ids(ALTERATIONS.length);
    await addAll(
      store,
      victims.map((id) => anApproved(id)),
    );
    for (const id of victims) for (const event of ['first', 'second', 'third']) await note(store, event, id);
    for (const unguard of UNGUARD[engine]) await database.sql(unguard);
    for (const [index, alteration] of ALTERATIONS.entries()) {
      const id = victims[index] ?? '';
      expect(chainHolds(await trail(store, id))).toBe(true);
      await database.sql(`${alteration} and request_id = '${id}'`);
      expect(chainHolds(await trail(store, id)), alteration).toBe(false);
    }
  });
});

/** The rows numbered and chained anew, as whoever knows how would do it. */
function rechained(rows: AuditRow[]): AuditRow[] {
  const chain: AuditRow[] = [];
  for (const { hash: _, ...row } of rows) {
    const last = chain.at(-1);
    const content = { ...row, seq: chain.length + 1, previousHash: last?.hash ?? '0'.repeat(64) };
    chain.push({ ...content, hash: auditHash(content) });
  }
  return chain;
}

function insertion(row: AuditRow): string {
  const values = [
    row.requestId,
    row.seq,
    row.at,
    row.actor?.id,
    row.actor?.name,
    row.event,
    row.revision,
    row.fingerprint,
    row.errorCode,
    row.awsRequestId,
    JSON.stringify(row.detail),
    row.previousHash,
    row.hash,
  ].map((value) => (value === null ? 'null' : `'${value}'`));
  return `insert into audit (${COLUMNS}) values (${values.join(', ')})`;
}

describe('a forged trail whose hashes fit their rows', () => {
  const row = (seq: number, previousHash: string, event: string): AuditRow => {
    const { revision, fingerprint } = anApproved('ic-00');
    const content = {
      requestId: 'ic-00',
      seq,
      at: START,
      actor: ERIN,
      event,
      revision,
      fingerprint,
      errorCode: null,
      awsRequestId: null,
      detail: {},
      previousHash,
    };
    return { ...content, hash: auditHash(content) };
  };
  const first = row(1, '0'.repeat(64), 'first');
  const second = row(2, first.hash, 'second');
  const third = row(3, second.hash, 'third');

  test('holds where nothing was forged', () => {
    expect(chainHolds([first, second, third])).toBe(true);
  });

  test.each([
    ['a row in the middle is another', [first, row(2, first.hash, 'forged'), third]],
    ['the first row is another', [row(1, '0'.repeat(64), 'forged'), second, third]],
    ['the beginning is missing', [row(1, second.hash, 'third')]],
    ['a number is left out', [first, row(3, first.hash, 'third')]],
  ])('does not hold where %s', (_what, rows) => {
    expect(chainHolds(rows)).toBe(false);
  });
});
