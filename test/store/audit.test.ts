import { describe, expect, test } from 'vitest';
import type { AuditRow, Store } from '../../src/actions/ports.ts';
import { auditHash, chainHolds } from '../../src/store/audit.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, ERIN, ids } from './support/samples.ts';

/** What somebody with the database's password would run first. */
const UNGUARD = {
  sqlite: ['drop trigger audit_no_update', 'drop trigger audit_no_delete'],
  postgres: ['alter table audit disable trigger all'],
};

const EITHER = ["update audit set event = 'other'", 'delete from audit'];
/** What no statement may do to it. */
const FORBIDDEN = { sqlite: EITHER, postgres: [...EITHER, 'truncate audit'] };

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
  return store.transaction((tx) => tx.auditTrail(requestId));
}

/** Writes an audit row as actions do: holding the request. */
function note(store: Store, event: string, requestId = 'ic-00'): Promise<void> {
  return store.transaction(async (tx) => {
    const request = await tx.request(requestId);
    if (!request) throw new Error('The request is gone.');
    const { revision, fingerprint } = request;
    const detail = { event, nested: { z: 1, a: [1, { y: 2, b: 3 }] } };
    await tx.audit({ requestId, actor: ERIN, event, revision, fingerprint, detail });
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
    const before = await trail(store);
    await expect(database.sql(statement)).rejects.toThrow('the audit is append-only');
    expect(await trail(store)).toEqual(before);
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

  test('leaves no hole where a transaction failed', async () => {
    const store = await filled();
    const failed = store.transaction(async (tx) => {
      const request = await tx.request('ic-00');
      if (!request) return;
      await tx.audit({ ...request, requestId: 'ic-00', actor: null, event: 'lost', detail: {} });
      throw new Error('Undo');
    });
    await expect(failed).rejects.toThrow('Undo');
    await note(store, 'fourth');
    expect((await trail(store)).map(({ seq, event }) => [seq, event]).at(-1)).toEqual([4, 'fourth']);
    expect(chainHolds(await trail(store))).toBe(true);
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
