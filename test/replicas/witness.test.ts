import { expect, test } from 'vitest';
import { useDatabase } from '../store/support/database.ts';
import { addAll, anApproved, ids } from '../store/support/samples.ts';
import { callWitness, hearWitness } from './support/witness.ts';

const LEASE_MS = 15_000;
const [ONE = '', TWO = ''] = ids(2);
const database = useDatabase('postgres');

/** Another process writes about a request's lease. */
const write = (id: string, what: string) =>
  database.sql(`set application_name = 'bot-2'; update requests set ${what} where id = '${id}'`);

test('the witness sees whoever writes what another holds, or takes it before its time', async () => {
  const store = await database.open();
  await addAll(store, [anApproved(ONE), anApproved(TWO)]);
  await callWitness(database);
  const claim = () => store.transaction((tx) => tx.requests.claim('place', LEASE_MS));
  await claim();
  await claim();
  expect((await hearWitness(database)).faults).toEqual([]);
  await write(ONE, 'lease_until = 0');
  await write(TWO, 'lease_token = lease_token + 1, lease_until = lease_until + 1');
  expect((await hearWitness(database)).faults).toEqual([
    expect.stringMatching(`^requests ${ONE}: bot-2 wrote what .* holds`),
    expect.stringMatching(`^requests ${TWO}: bot-2 took it before its lease was over`),
  ]);
});

test('a lease that ran out is taken by another, and counts for nobody as wrong', async () => {
  const store = await database.open();
  await addAll(store, [anApproved(ONE)]);
  await callWitness(database);
  await store.transaction((tx) => tx.requests.claim('place', LEASE_MS));
  database.clock.now += LEASE_MS;
  await store.transaction((tx) => tx.requests.claim('place', LEASE_MS));
  expect(await hearWitness(database)).toMatchObject({ taken: 2, faults: [] });
});
