import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, untilOneHasWaitedLong, useDatabase } from './support/database.ts';
import { addAll, anApproved, anAttempt, aPort, aRequest, LEE } from './support/samples.ts';

const COUNTS = {
  requests: { awaiting_approval: 1, approved: 2 },
  attempts: { open: 1, refused: 1 },
  ports: [{ account: '111122223333', region: 'us-east-1', state: 'requested', count: 1 }],
  linesWaiting: 1,
  oldestLineAt: START,
  linesGivenUp: 1,
  strays: 1,
  frozenAt: START + 5,
  listings: [{ accountId: '111122223333', region: 'us-east-1', at: 1_700_000_000_000 }],
};

/** Three requests, two attempts, a port and one that is gone, one line to be told and one given up, a stray, a freeze. */
async function fill(store: Store): Promise<void> {
  await addAll(store, [aRequest('ic-00'), anApproved('ic-01'), anApproved('ic-02')]);
  await store.transaction(async (tx) => {
    await tx.attempts.add(anAttempt('ic-01'));
    await tx.attempts.add(anAttempt('ic-02'));
    await tx.attempts.close('ic-02', 1, { kind: 'refused', code: 'X', message: 'No' });
    await tx.listings.note({ accountId: '111122223333', region: 'us-east-1', at: 1_700_000_000_000 });
    await tx.ports.add(aPort('ic-01', { state: 'requested' }));
    await tx.ports.add(aPort('ic-02', { state: 'deleted', interconnectId: 'dxcon-2' }));
    await tx.freeze.put({ by: LEE, reason: 'Audit', at: START + 5 });
    await tx.orphans.add({ region: 'us-east-1', interconnectId: 'dxcon-1', requestId: 'ic-01' });
    await tx.outbox.add([
      { requestId: 'ic-00', destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
    ]);
    const line = await tx.outbox.next('ic-00', 'channel');
    if (line) await tx.outbox.put(line.id, 'given_up');
    await tx.outbox.add([
      { requestId: 'ic-00', destination: 'channel', line: { kind: 'resubmitted', revision: 3 } },
    ]);
  });
}

describe.each(ENGINES)('%s: counting', (engine) => {
  const database = useDatabase(engine);

  test('shows what is there', async () => {
    const store = await database.open();
    expect(await store.counts()).toEqual({
      requests: {},
      attempts: {},
      ports: [],
      linesWaiting: 0,
      oldestLineAt: null,
      linesGivenUp: 0,
      strays: 0,
      frozenAt: null,
      listings: [],
    });
    await fill(store);
    expect(await store.counts()).toEqual(COUNTS);
  });
});

describe('sqlite: counting', () => {
  const database = useDatabase('sqlite');

  test('waits for nobody who writes, and lets everything else go on', async () => {
    const store = await database.open();
    await fill(store);
    const writer = new DatabaseSync(database.url.slice('file:'.length));
    writer.exec('begin immediate');
    let turns = 0;
    const turning = setInterval(() => turns++, 0);
    expect(await store.counts()).toEqual(COUNTS);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(0);
    writer.exec('rollback');
    writer.close();
  });
});

describe('postgres: counting', () => {
  const database = useDatabase('postgres');

  test('may take longer than a click', async () => {
    const store = await database.open();
    await fill(store);
    const other = new pg.Client(database.url);
    await other.connect();
    await other.query('begin; lock table requests in access exclusive mode');
    const counted = store.counts();
    await untilOneHasWaitedLong(database);
    await other.query('rollback');
    await other.end();
    expect(await counted).toEqual(COUNTS);
  });
});
