import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFlushing } from '../../src/store/flushing.ts';
import { useDatabase } from './support/database.ts';
import { anApproved } from './support/samples.ts';

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
    const [first, second] = [commit('a'), commit('b')];
    await settled();
    begun[0]?.reject(new Error('EIO'));
    await expect(first).rejects.toThrow('EIO');
    await expect(second).rejects.toThrow('EIO');
    await expect(commit('c')).rejects.toThrow('EIO');
    expect(begun).toHaveLength(1);
    expect(() => flushing.check()).toThrow('EIO');
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
});

describe('a transaction on SQLite', () => {
  const database = useDatabase('sqlite');
  const count = () => database.sql('select count(*) as n from requests');

  /** Has the store flush something that takes no flush, in place of its log. */
  function spoil(): void {
    const log = `${database.url.slice('file:'.length)}-wal`;
    const open = readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === log;
      } catch {
        return false;
      }
    });
    // SQLite's own is open for writing.
    const [own] = open.filter((fd) =>
      /^flags:\s+\d*0$/m.test(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')),
    );
    closeSync(Number(own));
    const others: number[] = [];
    for (let fd = openSync('/dev/null', 'r'); fd !== Number(own); fd = openSync('/dev/null', 'r'))
      others.push(fd);
    for (const fd of others) closeSync(fd);
  }

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
      cause: { code: 'EINVAL', syscall: 'fdatasync' },
    });
    expect(told).toEqual([]);
    expect(await count()).toEqual([{ n: 2 }]);
    // Nothing more is taken until the bot is started again; what is there can be read.
    const later = store.transaction((tx) => tx.requests.add(anApproved('ic-02')));
    await expect(later).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', maybeRecorded: false });
    expect(await count()).toEqual([{ n: 2 }]);
    expect(await store.read((at) => at.requests.read('ic-00'))).toMatchObject({ id: 'ic-00' });
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
});
