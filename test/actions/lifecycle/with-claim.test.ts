import { describe, expect, test, vi } from 'vitest';
import { renewing, withClaim } from '../../../src/actions/lifecycle/with-claim.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Store, Tx } from '../../../src/interfaces/store.ts';
import { ENGINES, useDatabase } from '../../store/support/database.ts';
import { addAll, anApproved } from '../../store/support/samples.ts';
import { changedTx } from '../../support/changed-tx.ts';

/** Takes one request and only begins it; with `first`, where it is the first. Writes down which was begun. */
function beginOne(store: Store, begun: string[], first: (tx: Tx, request: Request) => Promise<unknown>) {
  return withClaim(
    { store },
    {
      worker: 'place',
      async begin(tx, request) {
        if (request.id === 'ic-00') await first(tx, request);
        begun.push(request.id);
        return undefined;
      },
    },
    async () => undefined,
  );
}

describe.each(ENGINES)('%s: a request that can not even be begun', (engine) => {
  const database = useDatabase(engine);

  test('is told of, and keeps nobody behind it waiting', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    const begun: string[] = [];
    const once = () =>
      beginOne(store, begun, async (tx, request) => {
        await tx.requests.put({ ...request, reason: 'Half done' });
        throw new RangeError('unreadable');
      });
    await expect(once()).rejects.toThrow('unreadable');
    expect(await once()).toBe(true);
    expect(begun).toEqual(['ic-01']);
    const bad = await store.read((at) => at.requests.read('ic-00'));
    expect(bad?.reason).not.toBe('Half done');
    // Tried again once its lease is over.
    database.clock.now += 15_000;
    await expect(once()).rejects.toThrow('unreadable');
  });
});

describe.each(ENGINES)('%s: a request that can not be begun', (engine) => {
  const database = useDatabase(engine);
  const UNREADABLE = `update requests set state = '{' where id = 'ic-00'`;

  /** A change of a row that the engine's database refuses. */
  const REFUSED: Partial<Request> = engine === 'postgres' ? { dueAt: Number.NaN } : { reason: null as never };

  test.each<[string, string | undefined, Partial<Request>]>([
    ['since what is stored of it is no JSON', UNREADABLE, {}],
    ['since the database refuses what is written', undefined, REFUSED],
  ])('%s keeps nobody behind it waiting', async (_why, statement, change) => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    if (statement) await database.sql(statement);
    const begun: string[] = [];
    const once = () => beginOne(store, begun, (tx, request) => tx.requests.put({ ...request, ...change }));
    await expect(once()).rejects.toThrow();
    expect(await once()).toBe(true);
    expect(begun).toEqual(['ic-01']);
  });

  test('is set aside by its name, whatever else is due by then; and the first error is the one that is told', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    const begin = async () => {
      throw new RangeError('unreadable');
    };
    const setAside: string[] = [];
    const watched: Store = changedTx(store, (tx) => ({
      requests: {
        setAside: async (id, forMs) => {
          setAside.push(id);
          await tx.requests.setAside(id, forMs);
          throw new TypeError('not set aside either');
        },
      },
    }));
    const once = withClaim({ store: watched }, { worker: 'place', begin }, async () => undefined);
    await expect(once).rejects.toThrow('unreadable');
    expect(setAside).toEqual(['ic-00']);
  });
});

test('what is given back is not held once more by a renewal that was under way', async () => {
  vi.useFakeTimers();
  try {
    const renewals = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let begun = 0;
    const order: string[] = [];
    const work = Promise.withResolvers<void>();
    const done = renewing(
      async () => {
        await renewals[begun++]?.promise;
        order.push('renewed');
      },
      () => work.promise,
    ).then(() => order.push('goes on'));
    await vi.advanceTimersByTimeAsync(10_000);
    work.resolve();
    renewals[1]?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['renewed']);
    renewals[0]?.resolve();
    await done;
    expect(order).toEqual(['renewed', 'renewed', 'goes on']);
  } finally {
    vi.useRealTimers();
  }
});
