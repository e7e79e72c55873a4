import { describe, expect, test, vi } from 'vitest';
import { renewing, withClaim } from '../../../src/actions/lifecycle/with-claim.ts';
import { ENGINES, useDatabase } from '../../store/support/database.ts';
import { addAll, anApproved } from '../../store/support/samples.ts';

describe.each(ENGINES)('%s: a request that can not even be begun', (engine) => {
  const database = useDatabase(engine);

  test('is told of, and keeps nobody behind it waiting', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    const begun: string[] = [];
    const once = () =>
      withClaim(
        { store },
        {
          worker: 'place',
          async begin(tx, request) {
            if (request.id === 'ic-00') {
              await tx.requests.put({ ...request, reason: 'Half done' });
              throw new RangeError('unreadable');
            }
            begun.push(request.id);
            return undefined;
          },
        },
        async () => undefined,
      );
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

test('what is given back is not held once more by a renewal that was under way', async () => {
  vi.useFakeTimers();
  try {
    const renewal = Promise.withResolvers<void>();
    const order: string[] = [];
    const work = Promise.withResolvers<void>();
    const done = renewing(
      async () => {
        await renewal.promise;
        order.push('renewed');
      },
      () => work.promise,
    ).then(() => order.push('goes on'));
    await vi.advanceTimersByTimeAsync(5_000);
    work.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual([]);
    renewal.resolve();
    await done;
    expect(order).toEqual(['renewed', 'goes on']);
  } finally {
    vi.useRealTimers();
  }
});
