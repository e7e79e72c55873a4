import { describe, expect, test } from 'vitest';
import { place } from '../../../src/actions/placing/place.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { LEE } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const ASKING = `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`;
const DECIDING = `00-${'c3'.repeat(16)}-${'d4'.repeat(8)}-00`;

/** The store as it is for what belongs to a trace. */
function within(store: Store, trace: string): Store {
  return {
    ...store,
    transaction: (work, limitMs) => store.transaction((tx) => work({ ...tx, trace }), limitMs),
  };
}

describe('a request keeps where its trace goes on', () => {
  const desk = useDesk();

  test('from whatever moved it last, and what belongs to no trace leaves it as it is', async () => {
    const { store } = desk.deps;
    const told: [string, string | undefined][] = [];
    store.onAudit((_, entry) => {
      if ('correlation' in entry) told.push([entry.event, entry.correlation]);
    });
    const kept = async () => (await desk.view()).request.trace;

    desk.deps.store = within(store, ASKING);
    const asked = await desk.asked();
    expect(await kept()).toEqual({ parent: ASKING, at: desk.database.clock.now });

    desk.travel(1_000);
    desk.deps.store = within(store, DECIDING);
    await desk.approve(asked, LEE);
    const decided = { parent: DECIDING, at: desk.database.clock.now };
    expect(await kept()).toEqual(decided);

    desk.travel(1_000);
    desk.deps.store = store;
    await place(desk.deps);
    expect(await kept()).toEqual(decided);
    const [byAsking, byDeciding] = ['a1'.repeat(16), 'c3'.repeat(16)];
    expect(told).toEqual([
      ['submitted', byAsking],
      ['voted', byDeciding],
      ['approved', byDeciding],
      ['attempt_committed', byDeciding],
      ['created', byDeciding],
    ]);
  });

  test('and none of it is in the trail', async () => {
    const { store } = desk.deps;
    desk.deps.store = within(store, ASKING);
    await desk.asked();
    const [row] = await store.read((at) => at.audit.trail(desk.id));
    expect(Object.keys(row ?? {})).not.toContain('correlation');
    expect(JSON.stringify(row)).not.toContain('a1'.repeat(16));
  });
});
