import { describe, expect, test } from 'vitest';
import { asTold } from '../../src/domain/port/maintenance.ts';
import type { Engine } from '../../src/store/engine.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, aMaintenance, anApproved, aPort } from './support/samples.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe.each(ENGINES)('%s', (engine: Engine) => {
  const database = useDatabase(engine);

  test('an event is kept as it was last heard, with what was told of it', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    const heard = aMaintenance('ic-00');
    const endless = aMaintenance('ic-01', { endsAt: null, planned: false });
    const told = asTold({ ...heard, status: 'open' }, 'announced', START + 1);
    await store.transaction(async (tx) => {
      for (const event of [heard, endless]) await tx.maintenance.put(event);
      expect(await tx.maintenance.of(['ic-00', 'ic-01', 'ic-02'])).toEqual([heard, endless]);
      for (const event of [told, asTold(endless, 'announced', START)]) await tx.maintenance.put(event);
    });
    await store.read(async (at) => {
      expect(await at.maintenance.of(['ic-00'])).toEqual([told]);
      expect(await at.maintenance.of(['ic-01'])).toEqual([asTold(endless, 'announced', START)]);
      const open = await at.maintenance.open();
      expect(open.map(({ requestId }) => requestId)).toEqual(['ic-00', 'ic-01']);
      expect(open[0]?.eventArn).toBe(heard.eventArn);
    });
    await store.transaction(async (tx) => {
      await tx.maintenance.put(asTold(told, 'ended', START + 2));
      await tx.maintenance.put(aMaintenance('ic-01', { eventArn: 'arn:other' }));
      const open = await tx.maintenance.open();
      expect(open.map(({ requestId }) => requestId)).toEqual(['ic-01', 'ic-01']);
    });
  });

  test('ports that are gone or told as missing are asked about from five minutes on, each once', async () => {
    const store = await database.open();
    const ids = ['ic-00', 'ic-01', 'ic-02', 'ic-03'];
    await addAll(
      store,
      ids.map((id) => anApproved(id)),
    );
    const port = (id: string, more: object) => aPort(id, { interconnectId: `dxcon-${id}`, ...more });
    await store.transaction(async (tx) => {
      await tx.ports.add(port('ic-00', { state: 'deleted' }));
      await tx.ports.add(
        port('ic-01', { accountId: null, missing: { since: START - MINUTE, listings: 10, told: true } }),
      );
      await tx.ports.add(port('ic-02', { missing: { since: START, listings: 10, told: false } }));
      await tx.ports.add(port('ic-03', { state: 'deleted', stateSince: START - DAY }));
    });
    const due = () =>
      store.transaction(async (tx) => {
        await tx.deletions.begin(DAY);
        return tx.deletions.due(10);
      });
    expect(await due()).toEqual([]);
    database.clock.now += 5 * MINUTE;
    expect(await due()).toEqual([
      {
        requestId: 'ic-01',
        accountId: null,
        region: 'us-east-1',
        interconnectId: 'dxcon-ic-01',
        goneAt: START - MINUTE,
      },
      expect.objectContaining({ requestId: 'ic-00', accountId: '111122223333', goneAt: START }),
    ]);
    await store.transaction(async (tx) => {
      expect(await tx.deletions.of('ic-00')).toBeUndefined();
      await tx.deletions.found('ic-00', { by: 'erin', at: START });
      await tx.deletions.rest('ic-01', tx.now + MINUTE);
    });
    expect(await due()).toEqual([]);
    database.clock.now += MINUTE;
    expect((await due()).map(({ requestId }) => requestId)).toEqual(['ic-01']);
    await store.transaction((tx) => tx.deletions.rest('ic-01', null));
    database.clock.now += MINUTE;
    expect(await due()).toEqual([]);
    expect(await store.read((at) => at.deletions.of('ic-00'))).toEqual({ by: 'erin', at: START });
    expect(await store.read((at) => at.deletions.of('ic-01'))).toBeUndefined();
  });

  test('a duty may be put off for longer than its interval, where that is said', async () => {
    const store = await database.open();
    const take = (minutes: number) =>
      store.transaction((tx) => tx.duties.take('maintenance', minutes * MINUTE, 60 * MINUTE));
    expect(await take(30)).toBe(true);
    database.clock.now += 29 * MINUTE;
    expect(await take(1)).toBe(false);
    database.clock.now += MINUTE;
    expect(await take(1)).toBe(true);
    database.clock.now -= 90 * MINUTE;
    expect(await take(1)).toBe(true);
  });
});
