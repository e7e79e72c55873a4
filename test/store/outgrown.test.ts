import { describe, expect, test } from 'vitest';
import type { Store, Tx } from '../../src/interfaces/store.ts';
import { SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, aLoaWish, anApproved, aPort, LEE } from './support/samples.ts';

const ID = 'ic-00';
const LEASE_MS = 1_000;
const DUTY = 'following:123456789012/us-east-1';

/** Everything that workers take. */
const CLAIMS: Record<string, (tx: Tx) => Promise<unknown>> = {
  requests: (tx) => tx.requests.claim('place', LEASE_MS),
  messages: (tx) => tx.messages.claim(LEASE_MS, 'nonce'),
  ports: (tx) => tx.ports.claim(LEASE_MS),
  loa: (tx) => tx.loa.claim(LEASE_MS),
  homes: (tx) => tx.homes.claim(LEASE_MS),
  duties: (tx) => tx.duties.claim('following:', LEASE_MS),
  turns: async (tx) => (await tx.duties.take('audit-heads', LEASE_MS)) || undefined,
};

/** One row of each that is due. */
async function addDue(store: Store): Promise<void> {
  await addAll(store, [anApproved(ID)]);
  await store.transaction(async (tx) => {
    await tx.ports.add(aPort(ID, { dueAt: START }));
    await tx.loa.add([aLoaWish(ID)]);
    await tx.homes.open(LEE.id, undefined, 1);
    await tx.homes.want([LEE.id]);
    await tx.duties.want(DUTY, 0);
  });
}

async function taken(store: Store): Promise<string[]> {
  const found: string[] = [];
  for (const [what, claim] of Object.entries(CLAIMS)) {
    if (await store.transaction(claim)) found.push(what);
  }
  return found;
}

describe.each(ENGINES)('%s: a newer version has changed the schema', (engine) => {
  const database = useDatabase(engine);

  test('nothing is taken any more, and nothing looks due; what people do is still recorded', async () => {
    const store = await database.open();
    await addDue(store);
    expect(await store.read((at) => at.isOutgrown())).toBe(false);
    expect(Object.keys(await store.read((at) => at.dueWithin(LEASE_MS)))).not.toEqual([]);
    await database.sql(`insert into schema_versions (version, applied_at) values (${SCHEMA_VERSION + 1}, 0)`);
    expect(await store.read((at) => at.isOutgrown())).toBe(true);
    expect(await store.transaction((tx) => tx.freeze.hold())).toBe('outgrown');
    expect(await store.read((at) => at.dueWithin(LEASE_MS))).toEqual({});
    expect(await taken(store)).toEqual([]);
    await addAll(store, [anApproved('ic-01')]);
    expect(await store.transaction((tx) => tx.requests.countOpen())).toBe(2);
    // The same rows are there for the newer one.
    await database.sql(`delete from schema_versions where version > ${SCHEMA_VERSION}`);
    expect(await taken(store)).toEqual(Object.keys(CLAIMS));
  });
});
