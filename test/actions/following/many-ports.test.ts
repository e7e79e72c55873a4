import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { follow } from '../../../src/actions/following/follow.ts';
import type { Followed } from '../../../src/actions/following/list.ts';
import { noteSeen, type Sighting } from '../../../src/actions/following/note-seen.ts';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import { ALARM_TIMES } from '../../../src/domain/port/alarm-times.ts';
import { StoreUnavailableError } from '../../../src/interfaces/errors.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { chainHolds } from '../../../src/store/tables/audit.ts';
import { ENGINES, untilOneWaits, useDatabase } from '../../store/support/database.ts';
import { ids } from '../../store/support/samples.ts';
import { counted } from '../../support/counted.ts';
import { addPorts, listing, portOf } from './support/many-ports.ts';

const MINUTE = 60_000;

describe.each(ENGINES)('%s: many ports', (engine) => {
  const database = useDatabase(engine);

  /** What one listing of these comes to. */
  async function list(store: Store, listed: ListedInterconnect[]): Promise<Followed | undefined> {
    let came: Followed | undefined;
    database.clock.now += MINUTE;
    const deps = {
      store,
      statePollMs: MINUTE,
      alarms: () => ALARM_TIMES,
      random: () => 0,
      directConnect: listing(() => listed),
    };
    const onFollowed = (_where: unknown, followed: Followed) => {
      came = followed;
    };
    expect(await follow({ ...deps, onFollowed, onDoubt: () => undefined })).toBe(true);
    return came;
  }
  const stateOf = async (id: string) =>
    (await database.sql(`select state from ports where request_id = '${id}'`))[0]?.state;

  test.each([1, 60, 600])(
    '%i of which nothing is new cost two transactions, a read, and next to no more statements than one',
    async (count) => {
      const statements: string[] = [];
      const watched = counted(await database.open({ onStatement: (sql) => statements.push(sql) }));
      await addPorts(watched.store, ids(count));
      const listed = ids(count).map((id) => portOf(id).seen);
      watched.transactions.length = 0;
      statements.length = 0;
      expect(await list(watched.store, listed)).toEqual({
        kind: 'followed',
        seen: count,
        changed: 0,
        failed: [],
        together: [],
        unlike: [],
      });
      // The turn that is taken, and given back.
      expect(watched.transactions).toHaveLength(2);
      expect(watched.reads).toEqual(['ports.followedIn']);
      // Ports are read five hundred at a time.
      expect(statements.length).toBeLessThanOrEqual(15 + Math.floor(count / 500));
      const writes = statements.flatMap(
        (sql) => /^(?:insert into|update|delete from) "?(\w+)/i.exec(sql)?.[1] ?? [],
      );
      expect(writes).toEqual(['duties', 'listings', 'duties']);
    },
  );

  test('a batch that changes costs as many statements as one port', async () => {
    const statements: string[] = [];
    const watched = counted(await database.open({ onStatement: (sql) => statements.push(sql) }));
    await addPorts(watched.store, ids(200));
    const cost = async (count: number, state: string) => {
      watched.transactions.length = 0;
      statements.length = 0;
      const listed = ids(200).map((id, at) => ({ ...portOf(id).seen, ...(at < count ? { state } : {}) }));
      expect(await list(watched.store, listed)).toMatchObject({ changed: count, failed: [] });
      return { statements: statements.length, transactions: watched.transactions.length };
    };
    const one = await cost(1, 'pending');
    expect(one.transactions).toBe(3);
    expect(one.statements).toBeLessThanOrEqual(31);
    const most = watched.store.batchMost;
    expect(most).toBe(engine === 'sqlite' ? 8 : 25);
    expect(await cost(most, 'down')).toEqual(one);
    expect(await cost(4 * most, 'available')).toMatchObject({ transactions: 6 });
  });

  const BROKEN = {
    sqlite: [
      `create trigger broken before update on ports when new.request_id = 'ic-01' begin select raise(abort, 'broken'); end`,
    ],
    postgres: [
      `create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
      `create trigger broken before update on ports for each row when (new.request_id = 'ic-01') execute function broken()`,
    ],
  };

  test.each<[string, string[]]>([
    ['that can not be written', BROKEN[engine]],
    ['that can not be read', [`update ports set seen = '{' where request_id = 'ic-01'`]],
    ['whose request can not be read', [`update requests set state = '{' where id = 'ic-01'`]],
  ])('one %s costs no other, and is tried again', async (_what, statements) => {
    const store = await database.open();
    await addPorts(store, ids(4));
    for (const statement of statements) await database.sql(statement);
    const listed = ids(3).map((id) => ({ ...portOf(id).seen, state: 'pending' }));
    const failing = {
      kind: 'followed',
      failed: [{ item: { requestId: 'ic-01' }, error: expect.any(Error) }],
    };
    expect(await list(store, listed)).toMatchObject({ ...failing, changed: 2 });
    expect([await stateOf('ic-00'), await stateOf('ic-02')]).toEqual(['pending', 'pending']);
    // The fourth is missing, and that is noted too.
    expect(await database.sql('select missed from ports where missed > 0')).toHaveLength(1);
    expect(await list(store, listed)).toMatchObject({ ...failing, changed: 0 });
  });

  test('a store that is away ends the listing', async () => {
    const store = await database.open();
    await addPorts(store, ids(60));
    let begun = 0;
    const failing: Store = {
      ...store,
      transaction: (work) =>
        ++begun > 1 ? Promise.reject(new StoreUnavailableError(undefined)) : store.transaction(work),
    };
    const listed = ids(60).map((id) => ({ ...portOf(id).seen, state: 'pending' }));
    await expect(list(failing, listed)).rejects.toThrow(StoreUnavailableError);
    expect(begun).toBe(4);
    expect(await list(store, listed)).toMatchObject({ changed: 60, failed: [] });
  });

  test('a batch that fails though each of its ports can be noted is told of', async () => {
    const store = await database.open();
    await addPorts(store, ids(4));
    const several = new TypeError('These can not be noted together.');
    const failing: Store = {
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const lockAll: typeof tx.requests.lockAll = (some) => {
            if (some.length > 1) throw several;
            return tx.requests.lockAll(some);
          };
          return work({ ...tx, requests: { ...tx.requests, lockAll } });
        }),
    };
    const listed = ids(4).map((id) => ({ ...portOf(id).seen, state: 'pending' }));
    expect(await list(failing, listed)).toMatchObject({ changed: 4, failed: [], together: [several] });
  });

  // In SQLite one transaction writes at a time: there is nobody to wait for.
  if (engine === 'postgres')
    test('a batch waits for nobody while it holds many ports', async () => {
      const store = await database.open();
      const other = await database.open();
      await addPorts(store, ids(4));
      const listed = ids(4).map((id) => ({ ...portOf(id).seen, state: 'pending' }));
      const held = Promise.withResolvers<void>();
      const free = Promise.withResolvers<void>();
      const clicking = other.transaction(async (tx) => {
        await tx.requests.lock('ic-03');
        held.resolve();
        await free.promise;
      });
      await held.promise;
      const listing = list(store, listed);
      await untilOneWaits(database);
      // The one that is held is waited for alone: the others are noted by then.
      expect(await Promise.all(ids(3).map(stateOf))).toEqual(ids(3).map(() => 'pending'));
      free.resolve();
      await clicking;
      expect(await listing).toMatchObject({ changed: 4, failed: [], together: [] });
    });

  /** All that a listing may change of a request, without what only says which request it is. */
  async function leftOf(store: Store, id: string) {
    const of = (columns: string, table: string, key = 'request_id') =>
      database.sql(`select ${columns} from ${table} where ${key} = '${id}' order by 1, 2`);
    const trail = await store.read((at) => at.audit.trail(id));
    expect(chainHolds(trail)).toBe(true);
    const all = [
      await of('version, status, state, due_at', 'requests', 'id'),
      await of(
        'state, state_since, first_available_at, seen, listed_at, missing_since, missed, due_at',
        'ports',
      ),
      await of('destination, seq, line, state', 'lines'),
      await of('destination, wanted, due_at', 'surfaces'),
      trail.map(({ seq, at, event, detail }) => ({ seq, at, event, detail })),
    ];
    return JSON.parse(JSON.stringify(all).replaceAll(id, 'ID'));
  }

  test('are noted alike one by one and in batches of any size', async () => {
    const store = await database.open();
    let run = 0;
    const sighting = fc.record({
      state: fc.constantFrom('requested', 'pending', 'down', 'available', 'deleted'),
      device: fc.constantFrom(undefined, 'EqDC2-1'),
      wasMissing: fc.boolean(),
      // A listing that began before what was last seen says nothing.
      listedLater: fc.constantFrom(0, 0, 0, 10 * MINUTE),
    });
    const property = fc.asyncProperty(
      fc.array(sighting, { minLength: 1, maxLength: 7 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 7, maxLength: 7 }),
      async (sightings, sizes) => {
        run += 1;
        const at = database.clock.now;
        const note = async (side: string, slices: number[]) => {
          const own = sightings.map((_, index) => `ic-${side}${run}-${index}`);
          await addPorts(store, own);
          await store.transaction(async (tx) => {
            for (const [index, { wasMissing, listedLater }] of sightings.entries()) {
              const missing = wasMissing ? { since: at, listings: 12, told: true } : null;
              await tx.ports.put({ ...portOf(own[index] ?? ''), missing, listedAt: at + listedLater });
            }
          });
          const seen = sightings.map(({ state, device }, index): Sighting => {
            const requestId = own[index] ?? '';
            return { requestId, seen: { ...portOf(requestId).seen, state, ...(device ? { device } : {}) } };
          });
          let changed = 0;
          for (const size of slices) {
            const batch = seen.splice(0, size);
            if (batch.length > 0)
              changed += await store.transaction((tx) => noteSeen(tx, batch, at, ALARM_TIMES));
          }
          return { changed, left: await Promise.all(own.map((id) => leftOf(store, id))) };
        };
        const alone = await note(
          'a',
          sightings.map(() => 1),
        );
        expect(await note('b', sizes)).toEqual(alone);
      },
    );
    await fc.assert(property, { numRuns: engine === 'sqlite' ? 25 : 8 });
  });
});
