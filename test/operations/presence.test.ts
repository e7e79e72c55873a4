import { expect, test } from 'vitest';
import { changeRules } from '../../src/actions/operating/change-rules.ts';
import type { BotProcess } from '../../src/domain/bot-process.ts';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { createPresence } from '../../src/operations/presence.ts';
import { useDatabase } from '../store/support/database.ts';

const database = useDatabase('sqlite');
const PRESENCE = { id: 'p-1', host: 'h', pid: process.pid, rulesHash: 'old', frozen: false, dryRun: false };

/** A process that says that it is there; `store` may stand in the way of some of its writes. */
function present(store: Store) {
  const seen: string[] = [];
  const look = async (processes: readonly BotProcess[]) => {
    seen.push(...processes.map(({ rulesHash }) => rulesHash));
  };
  const tries = <T>(write: () => Promise<T>) => write();
  const recording = { tries, isPossible: async () => true, trouble: () => undefined };
  return { staying: createPresence(store, recording, PRESENCE, () => 1, look), seen };
}

const hashes = async (store: Store) =>
  (await store.read((at) => at.processes.recent(60_000))).map(({ rulesHash }) => rulesHash);

test('other rules are said in one commit with the house, and by every sign of life from then on', async () => {
  const store = await database.open();
  const { staying, seen } = present(store);
  await staying.begin();
  expect(await hashes(store)).toEqual(['old']);
  await staying.change('new', (presence) => changeRules({ store }, { presence, settings: { quorum: 2 } }));
  expect(await hashes(store)).toEqual(['new']);
  const trail = await store.read((at) => at.house.trail());
  expect(trail.map(({ event, detail }) => [event, detail.settings])).toEqual([['settings', { quorum: 2 }]]);
  await staying.duty.run();
  expect(seen).toEqual(['new']);
  await staying.end();
});

test('a sign of life that is on its way with the rules of before comes first', async () => {
  const real = await database.open();
  const gate = Promise.withResolvers<void>();
  let isHeldUp = false;
  const store: Store = {
    ...real,
    async transaction(work, limitMs) {
      if (isHeldUp) await gate.promise;
      return real.transaction(work, limitMs);
    },
  };
  const { staying } = present(store);
  await staying.begin();
  isHeldUp = true;
  const beat = staying.duty.run();
  const changed = staying.change('new', (presence) =>
    changeRules({ store: real }, { presence, settings: { quorum: 2 } }),
  );
  gate.resolve();
  await Promise.all([beat, changed]);
  expect(await hashes(real)).toEqual(['new']);
  await staying.end();
});

test('where it can not be written, nothing has changed', async () => {
  const store = await database.open();
  const { staying } = present(store);
  await staying.begin();
  const changed = staying.change('new', async () => {
    throw new StoreUnavailableError(undefined);
  });
  await expect(changed).rejects.toThrow(StoreUnavailableError);
  await staying.duty.run();
  expect(await hashes(store)).toEqual(['old']);
  expect(await store.read((at) => at.house.trail())).toEqual([]);
  await staying.end();
  await expect(staying.change('new', async () => undefined)).rejects.toThrow('about to end');
});
