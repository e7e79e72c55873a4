import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { useDatabase } from './support/database.ts';
import { addAll, anApproved, ids } from './support/samples.ts';

/** How long another process writes: seldom, and below what a transaction waits for. */
const SHORT_MS = 1_200;
/** What a turn of the event loop may take on a busy machine; one that waits with the transactions takes all of SHORT_MS. */
const BLOCK_MS = SHORT_MS / 2;
/** Two seconds for each transaction at once; one after the other they would take forty. */
const ALL_MS = 10_000;
const CLICKS = 20;

/** Locks the file as another process would; the result unlocks it. */
function lock(url: string, how: 'immediate' | 'exclusive' = 'immediate'): () => void {
  const connection = new DatabaseSync(url.slice('file:'.length));
  connection.exec(`begin ${how}`);
  return () => {
    connection.exec('rollback');
    connection.close();
  };
}

/** The longest time in which nothing else could run while `work` was under way, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const note = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(note, 5);
  await work();
  clearInterval(timer);
  note();
  return longest;
}

describe('sqlite: while another process writes', () => {
  const database = useDatabase('sqlite');

  /** As many transactions at once as clicks might come in. */
  function touchAll(store: Store) {
    return ids(CLICKS).map((id) =>
      store.transaction(async (tx) => {
        const request = await tx.requests.lock(id);
        if (request) await tx.requests.put({ ...request, reason: 'Touched' });
      }),
    );
  }

  async function filled(): Promise<Store> {
    const store = await database.open();
    await addAll(
      store,
      ids(CLICKS).map((id) => anApproved(id)),
    );
    return store;
  }

  test('transactions wait a little, and nothing else waits with them', async () => {
    const store = await filled();
    const unlock = lock(database.url);
    const block = await longestBlock(() => Promise.all([...touchAll(store), wait(SHORT_MS).then(unlock)]));
    expect(block).toBeLessThan(BLOCK_MS);
    const { length } = await database.sql("select id from requests where reason = 'Touched'");
    expect(length).toBe(CLICKS);
  });

  test('transactions give up after two seconds, having done nothing', async () => {
    const store = await filled();
    const unlock = lock(database.url);
    const began = performance.now();
    const block = await longestBlock(async () => {
      for (const { status, reason } of (await Promise.allSettled(
        touchAll(store),
      )) as PromiseRejectedResult[]) {
        expect(status).toBe('rejected');
        expect(reason).toBeInstanceOf(StoreUnavailableError);
        expect(reason).toMatchObject({ code: 'STORE_UNAVAILABLE' });
      }
    });
    expect(performance.now() - began).toBeGreaterThan(1_900);
    expect(performance.now() - began).toBeLessThan(ALL_MS);
    expect(block).toBeLessThan(BLOCK_MS);
    unlock();
    expect(await database.sql("select id from requests where reason = 'Touched'")).toEqual([]);
    await Promise.all(touchAll(store));
  });

  test('a store opens as soon as it can', async () => {
    await filled();
    const unlock = lock(database.url);
    await Promise.all([database.open(), wait(SHORT_MS).then(unlock)]);
  });

  test('a store opens on a file that another process is just making', async () => {
    const unlock = lock(database.url, 'exclusive');
    const [store] = await Promise.all([database.open(), wait(SHORT_MS).then(unlock)]);
    expect(await store.transaction((tx) => tx.requests.countOpen())).toBe(0);
  });

  test('work is begun once: a transaction that reads first is not overtaken', async () => {
    const [one, other] = [await filled(), await database.open()];
    let begun = 0;
    const count = (store: Store) =>
      store.transaction(async (tx) => {
        begun++;
        const request = await tx.requests.lock('ic-00');
        if (request) await tx.requests.put(request);
      });
    await Promise.all(ids(CLICKS).map((_, index) => count(index % 2 === 0 ? one : other)));
    expect(begun).toBe(CLICKS);
    expect(await one.transaction((tx) => tx.requests.lock('ic-00'))).toMatchObject({ version: 1 + CLICKS });
  });
});
