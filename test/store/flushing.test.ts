import { pbkdf2 } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { createFlushing } from '../../src/store/flushing.ts';
import { openStore } from '../../src/store/open.ts';
import { useDatabase } from './support/database.ts';
import { anApproved } from './support/samples.ts';
import { spoilFlush } from './support/spoiled-flush.ts';

describe('flushes', () => {
  /** Flushes that end when the test says so. */
  const controlled = () => {
    const begun: PromiseWithResolvers<void>[] = [];
    let closed = 0;
    const flushing = createFlushing(
      () => {
        const one = Promise.withResolvers<void>();
        begun.push(one);
        return one.promise;
      },
      () => {
        closed += 1;
      },
    );
    const done: string[] = [];
    const commit = (name: string) => {
      flushing.committed();
      return flushing.flushed().then(() => void done.push(name));
    };
    return { flushing, begun, done, commit, closed: () => closed };
  };
  /** Whatever can go on without a flush has gone on. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test('hold what was committed before they began, and no other', async () => {
    const { begun, done, commit } = controlled();
    void commit('a');
    await settled();
    void commit('b');
    void commit('c');
    await settled();
    expect(begun).toHaveLength(1);
    begun[0]?.resolve();
    await settled();
    expect(done).toEqual(['a']);
    expect(begun).toHaveLength(2);
    begun[1]?.resolve();
    await settled();
    expect(done).toEqual(['a', 'b', 'c']);
    expect(begun).toHaveLength(2);
  });

  test('are waited for by whoever has only read, too, and made by nobody else', async () => {
    const { flushing, begun, commit } = controlled();
    await flushing.flushed();
    expect(begun).toEqual([]);
    void commit('a');
    let read = false;
    void flushing.flushed().then(() => {
      read = true;
    });
    await settled();
    expect(read).toBe(false);
    begun[0]?.resolve();
    await settled();
    expect(read).toBe(true);
    expect(begun).toHaveLength(1);
  });

  test('that fail once are believed no more', async () => {
    const { flushing, begun, commit } = controlled();
    flushing.check();
    const cause = Object.assign(new Error('i/o error'), { code: 'EIO' });
    const failure = expect.objectContaining({ code: 'flush: EIO', cause });
    const commits = [commit('a'), commit('b')];
    const told = Promise.allSettled(commits);
    await settled();
    begun[0]?.reject(cause);
    expect(await told).toEqual(commits.map(() => ({ status: 'rejected', reason: failure })));
    await expect(commit('c')).rejects.toEqual(failure);
    expect(begun).toHaveLength(1);
    expect(() => flushing.check()).toThrow(failure);
  });

  test('end before what they flush is closed, once', async () => {
    const { flushing, begun, commit, closed } = controlled();
    void commit('a');
    const closing = [flushing.close(), flushing.close()];
    await settled();
    expect(closed()).toBe(0);
    begun[0]?.resolve();
    await Promise.all(closing);
    expect(closed()).toBe(1);
  });

  test('are made of what nobody has asked for yet before they end', async () => {
    const { flushing, begun, closed } = controlled();
    flushing.committed();
    const closing = flushing.close();
    const late = flushing.flushed();
    await settled();
    expect({ begun: begun.length, closed: closed() }).toEqual({ begun: 1, closed: 0 });
    begun[0]?.resolve();
    await Promise.all([late, closing]);
    expect({ begun: begun.length, closed: closed() }).toEqual({ begun: 1, closed: 1 });
  });
});

describe('a transaction on SQLite', () => {
  const database = useDatabase('sqlite');
  const count = () => database.sql('select count(*) as n from requests');

  const spoil = () => spoilFlush(database.url);

  test('is reported when it is on the disk; if the disk does not take it, as one that may be recorded', async () => {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(anApproved('ic-00')));
    const told: string[] = [];
    store.onWork(({ key }) => told.push(key));
    spoil();
    const failing = store.transaction((tx) => tx.requests.add(anApproved('ic-01')), 2_000);
    await expect(failing).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      maybeRecorded: true,
      general: true,
      unflushed: true,
      diskFull: false,
      cause: { code: 'flush: EINVAL', cause: { syscall: 'fdatasync' } },
    });
    expect(told).toEqual([]);
    expect(await count()).toEqual([{ n: 2 }]);
    // Nothing more is taken or told until the bot is started again: nobody knows what the disk has.
    const later = store.transaction((tx) => tx.requests.add(anApproved('ic-02')));
    await expect(later).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', maybeRecorded: false });
    expect(await count()).toEqual([{ n: 2 }]);
    const read = store.read((at) => at.requests.read('ic-00'));
    await expect(read).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', unflushed: true });
    const next = await database.open();
    await next.transaction((tx) => tx.requests.add(anApproved('ic-02')));
    expect(await count()).toEqual([{ n: 3 }]);
  });

  test('that changes nothing asks for no flush', async () => {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(anApproved('ic-00')));
    spoil();
    await store.transaction((tx) => tx.requests.read('ic-00'));
    await store.transaction((tx) => tx.messages.redraw('ic-none'));
    const undone = store.transaction(async (tx) => {
      await tx.requests.add(anApproved('ic-01'));
      throw new Error('Undone.');
    });
    await expect(undone).rejects.toThrow('Undone.');
    await store.transaction((tx) => tx.requests.read('ic-00'));
    expect(await count()).toEqual([{ n: 1 }]);
  });

  test('is read by nobody before it is on the disk', async () => {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(anApproved('ic-00')));
    const order: string[] = [];
    // A flush waits for one of the threads that all of the process share.
    const busy = Array.from({ length: 8 }, () => promisify(pbkdf2)('x', 'y', 100_000, 8, 'sha512'));
    const free = Promise.race(busy).then(() => order.push('a thread is free'));
    const added = store
      .transaction((tx) => tx.requests.add(anApproved('ic-01')))
      .then(() => order.push('told'));
    await expect.poll(count).toEqual([{ n: 2 }]);
    const read = store.read((at) => at.requests.read('ic-01')).then(() => order.push('read'));
    await Promise.all([free, added, read, ...busy]);
    expect(order[0]).toBe('a thread is free');
  });

  test('of a store that could not be opened leaves nothing open', async () => {
    await (await database.open()).close();
    const path = database.url.slice('file:'.length);
    const ours = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith(path);
        } catch {
          return false;
        }
      });
    expect(ours()).toEqual([]);
    const clear = vi.spyOn(globalThis, 'clearInterval');
    const failing = vi.spyOn(DatabaseSync.prototype, 'location').mockImplementation(() => {
      throw new Error('No file can be opened any more.');
    });
    try {
      await expect(openStore({ url: database.url })).rejects.toThrow('No file can be opened any more.');
      expect(clear).toHaveBeenCalledOnce();
    } finally {
      failing.mockRestore();
      clear.mockRestore();
    }
    expect(ours()).toEqual([]);
  });
});
