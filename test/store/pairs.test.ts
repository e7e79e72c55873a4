import { describe, expect, test } from 'vitest';
import { noteSeen } from '../../src/actions/following/note-seen.ts';
import { judgePairs } from '../../src/actions/pairing/judge-pairs.ts';
import { partnerOf } from '../../src/actions/pairing/partner.ts';
import { ALARM_TIMES } from '../../src/domain/port/alarm-times.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, aPort, aRequest, LEE } from './support/samples.ts';

const PORTS = { 'ic-00': 'dxcon-a', 'ic-01': 'dxcon-b' } as const;
type Id = keyof typeof PORTS;

function ordered(id: Id): Request {
  const port = { interconnectId: PORTS[id], portState: 'down' };
  return aRequest(id, {
    dueAt: null,
    state: { status: 'ordered', by: [LEE], at: START, attempt: 1, ...port },
  });
}

function seenAs(id: Id, device?: string) {
  const interconnectId = PORTS[id];
  return { ...aPort(id).seen, interconnectId, state: 'down', ...(device === undefined ? {} : { device }) };
}

async function addPair(store: Store): Promise<void> {
  await addAll(store, [ordered('ic-00'), ordered('ic-01')]);
  await store.transaction(async (tx) => {
    for (const id of Object.keys(PORTS) as Id[]) {
      const { interconnectId, ...seen } = seenAs(id);
      await tx.ports.add(aPort(id, { interconnectId, state: 'down', seen: { ...seen, interconnectId } }));
    }
    await tx.pairs.add({ first: 'ic-00', second: 'ic-01' });
  });
}

/** What a listing shows, noted in a transaction of its own. */
const noted = (store: Store, id: Id, device: string) =>
  store.transaction((tx) =>
    noteSeen(tx, [{ requestId: id, seen: seenAs(id, device) }], START + 1, ALARM_TIMES),
  );

/** As each listing ends. */
async function judgeMarked(store: Store): Promise<void> {
  await judgePairs(store, await store.read((at) => at.pairs.toJudge()));
}

describe.each(ENGINES)('%s: a pair', (engine) => {
  const database = useDatabase(engine);
  const verdicts = async () =>
    (
      await database.sql(`select request_id from lines where line like '%"kind":"pair"%' order by request_id`)
    ).map(({ request_id }) => request_id);

  test('is read from either side, whichever was asked for second', async () => {
    const store = await database.open();
    await addPair(store);
    const [first, second] = await store.read(async (at) => [
      await partnerOf(at, 'ic-00'),
      await partnerOf(at, 'ic-01'),
    ]);
    expect(first).toMatchObject({ request: { id: 'ic-01' }, isSecond: true });
    expect(second).toMatchObject({ request: { id: 'ic-00' }, isSecond: false });
    expect(await store.read((at) => at.pairs.of(['ic-00', 'ic-01']))).toEqual([
      { first: 'ic-00', second: 'ic-01', told: null },
    ]);
  });

  test('is judged once, however many processes list its two ports at once', async () => {
    const stores = [await database.open(), await database.open()] as const;
    await addPair(stores[0]);
    const both = ['ic-00', 'ic-01'] as const;
    await Promise.all(both.map((id, index) => noted(stores[index === 0 ? 0 : 1], id, 'EqDC2-a1')));
    await Promise.all(stores.map((store) => judgeMarked(store)));
    // One that found the other at it has left it to the next listing.
    await judgeMarked(stores[1]);
    expect(await verdicts()).toEqual(['ic-00', 'ic-01']);
    expect(await stores[0].read((at) => at.pairs.toJudge())).toEqual([]);
  });

  test('whose judge has died is judged after the next listing, and costs none when nothing is new', async () => {
    const store = await database.open();
    await addPair(store);
    await noted(store, 'ic-00', 'EqDC2-a1');
    expect(await store.read((at) => at.pairs.toJudge())).toHaveLength(1);
    await judgeMarked(store);
    expect(await verdicts()).toEqual([]);
    await noted(store, 'ic-01', 'EqDC2-b2');
    const later = await database.open();
    await judgeMarked(later);
    expect(await verdicts()).toEqual(['ic-00', 'ic-01']);
    await noted(later, 'ic-01', 'EqDC2-b2');
    expect(await later.read((at) => at.pairs.toJudge())).toEqual([]);
  });
});
