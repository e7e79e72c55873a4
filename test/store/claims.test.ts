import { describe, expect, test } from 'vitest';
import { LeaseLostError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, aPort, aRequest, ids } from './support/samples.ts';

const LEASE_MS = 10_000;
const CLAIMERS = 8;
const ROUNDS = 3;
const IDS = ids(CLAIMERS * ROUNDS);

/** What one claim took: a request's or a message's name, and the token it came with. */
interface Taken {
  name: string;
  token: number;
}

type Claim = (store: Store) => Promise<Taken | undefined>;

const claimRequest: Claim = (store) =>
  store.transaction(async (tx) => {
    const claim = await tx.requests.claim('place', LEASE_MS);
    return claim && { name: claim.request.id, token: claim.token };
  });

const claimSurface: Claim = (store) =>
  store.transaction(async (tx) => {
    const claim = await tx.messages.claim(LEASE_MS, 'nonce');
    return claim && { name: `${claim.message.requestId} ${claim.message.destination}`, token: claim.token };
  });

const claimPort: Claim = (store) =>
  store.transaction(async (tx) => {
    const claim = await tx.ports.claim(LEASE_MS);
    return claim && { name: claim.port.requestId, token: claim.token };
  });

/** Approved requests with all their messages, and ports that are due. */
async function addDue(store: Store): Promise<void> {
  await addAll(
    store,
    IDS.map((id) => anApproved(id)),
  );
  await store.transaction(async (tx) => {
    for (const id of IDS) await tx.ports.add(aPort(id, { interconnectId: `dxcon-${id}`, dueAt: START }));
  });
}

/** Claims until nothing is left, or until more was given out than there can be. */
async function drain(store: Store, claim: Claim): Promise<Taken[]> {
  const taken: Taken[] = [];
  while (taken.length < 100) {
    const next = await claim(store);
    if (!next) return taken;
    taken.push(next);
  }
  return taken;
}

describe.each(ENGINES)('%s: claims', (engine) => {
  const database = useDatabase(engine);

  async function stores(): Promise<Store[]> {
    const four = await Promise.all([1, 2, 3, 4].map(() => database.open()));
    return Array.from({ length: CLAIMERS }, (_, index) => four[index % four.length] as Store);
  }

  const kinds = [
    { what: 'requests', claim: claimRequest, names: IDS },
    { what: 'surfaces', claim: claimSurface, names: IDS.flatMap((id) => [`${id} channel`, `${id} dm`]) },
    { what: 'ports', claim: claimPort, names: IDS },
  ];

  describe.each(kinds)('of $what', ({ claim, names }) => {
    test('eight claimers take everything, each once', async () => {
      const workers = await stores();
      await addDue(workers[0] as Store);
      const taken = (await Promise.all(workers.map((store) => drain(store, claim)))).flat();
      expect(taken.map(({ name }) => name).toSorted()).toEqual(names);
      expect(new Set(taken.map(({ token }) => token))).toEqual(new Set([1]));
    });

    test('eight claimers that ask once each get something of their own', async () => {
      const workers = await stores();
      await addDue(workers[0] as Store);
      for (let round = 0; round < ROUNDS; round++) {
        const taken = await Promise.all(workers.map((store) => claim(store)));
        expect(new Set(taken.map((one) => one?.name ?? 'nothing')).size).toBe(CLAIMERS);
        expect(taken).not.toContain(undefined);
      }
    });

    test('a lease holds until its end, and then the next token begins', async () => {
      const store = await database.open();
      await addDue(store);
      await drain(store, claim);
      database.clock.now = START + LEASE_MS - 1;
      expect(await claim(store)).toBeUndefined();
      database.clock.now = START + LEASE_MS;
      const again = await drain(store, claim);
      expect(again.map(({ name }) => name).toSorted()).toEqual(names);
      expect(new Set(again.map(({ token }) => token))).toEqual(new Set([2]));
    });
  });

  test('take the longest waiting first, in the asked states, and only what is due', async () => {
    const store = await database.open();
    await addAll(store, [
      anApproved('ic-last', START),
      anApproved('ic-first', START - 2),
      anApproved('ic-later', START + 1),
      aRequest('ic-undecided', { dueAt: START - 3 }),
      aRequest('ic-never', { dueAt: null }),
    ]);
    expect((await drain(store, claimRequest)).map(({ name }) => name)).toEqual(['ic-first', 'ic-last']);
    database.clock.now = START + 1;
    expect((await drain(store, claimRequest)).map(({ name }) => name)).toEqual(['ic-later']);
  });

  test('a write under an old token is refused, and one under the newest is not', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    const first = await claimRequest(store);
    database.clock.now += LEASE_MS;
    const second = await claimRequest(store);
    const write = (token = 0) =>
      store.transaction(async (tx) => {
        const request = await tx.requests.lock('ic-00');
        if (!request) throw new Error('The request is gone.');
        return tx.requests.put(request, { token, until: null });
      });
    await expect(write(first?.token)).rejects.toThrow(LeaseLostError);
    await expect(write(second?.token)).resolves.toMatchObject({ version: 2 });
  });

  test('so is one of a port', async () => {
    const store = await database.open();
    await addDue(store);
    const [first, ...others] = await drain(store, claimPort);
    expect(others).toHaveLength(IDS.length - 1);
    database.clock.now += LEASE_MS;
    const second = (await drain(store, claimPort)).find(({ name }) => name === first?.name);
    const write = (token = 0) =>
      store.transaction((tx) =>
        tx.ports.put(aPort(first?.name ?? '', { dueAt: START }), { token, until: null }),
      );
    await expect(write(first?.token)).rejects.toThrow(LeaseLostError);
    await write(second?.token);
    expect(await claimPort(store)).toEqual({ name: first?.name, token: 3 });
  });

  test('a write renews the lease or gives it back', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    const write = (until: number | null) =>
      store.transaction(async (tx) => {
        const request = await tx.requests.lock('ic-00');
        if (request) await tx.requests.put(request, { token: 1, until });
      });
    await claimRequest(store);
    await write(START + 2 * LEASE_MS);
    database.clock.now = START + LEASE_MS;
    expect(await claimRequest(store)).toBeUndefined();
    await write(null);
    expect(await claimRequest(store)).toEqual({ name: 'ic-00', token: 2 });
  });

  test('a request given back is free at once, if it is still the giver’s', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    await claimRequest(store);
    database.clock.now = START + LEASE_MS;
    await claimRequest(store);
    await store.transaction((tx) => tx.requests.release('ic-00', 1));
    expect(await claimRequest(store)).toBeUndefined();
    await store.transaction((tx) => tx.requests.release('ic-00', 2));
    expect(await claimRequest(store)).toEqual({ name: 'ic-00', token: 3 });
  });

  test("a person's write needs no lease and takes none away", async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    await claimRequest(store);
    await store.transaction(async (tx) => {
      const request = await tx.requests.lock('ic-00');
      if (request) await tx.requests.put(request);
    });
    expect(await claimRequest(store)).toBeUndefined();
  });

  test('a write of what was read before another write is refused', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    const stale = await store.transaction((tx) => tx.requests.lock('ic-00'));
    if (!stale) throw new Error('The request is gone.');
    await store.transaction((tx) => tx.requests.put({ ...stale, reason: 'First' }));
    const late = store.transaction((tx) => tx.requests.put({ ...stale, reason: 'Second' }));
    await expect(late).rejects.toThrow(LeaseLostError);
    expect(await store.transaction((tx) => tx.requests.lock('ic-00'))).toMatchObject({ reason: 'First' });
  });

  test('a message with what came of an order is taken before those that have been due for longer', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01'), anApproved('ic-02')]);
    database.clock.now += 1_000;
    await store.transaction((tx) =>
      tx.outbox.add([
        {
          requestId: 'ic-01',
          destination: 'dm',
          line: { kind: 'refused', code: 'DirectConnectClientException', message: 'No.' },
        },
      ]),
    );
    expect((await claimSurface(store))?.name).toBe('ic-01 dm');
  });

  test("a message's write under an old token is refused, and so is giving it back", async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    const take = () => store.transaction((tx) => tx.messages.claim(LEASE_MS, 'nonce'));
    const first = await take();
    await take();
    database.clock.now += LEASE_MS;
    const second = await take();
    await take();
    if (!first || second?.message.destination !== first.message.destination) throw new Error('Not the same.');
    const { message } = first;
    const lost = store.transaction((tx) => tx.messages.put({ ...message, ts: 'old' }, first.token, LEASE_MS));
    await expect(lost).rejects.toThrow(LeaseLostError);
    const late = store.transaction((tx) => tx.messages.release({ ...message, failures: 9 }, first.token));
    await expect(late).rejects.toThrow(LeaseLostError);
    expect(await take()).toBeUndefined();
    await store.transaction((tx) => tx.messages.put({ ...message, ts: 'new' }, second.token, LEASE_MS));
    const kept = await store.transaction((tx) => tx.messages.of('ic-00'));
    expect(kept.find(({ destination }) => destination === message.destination)).toMatchObject({
      ts: 'new',
      failures: 0,
    });
  });
});
