import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Request, RequestState } from '../../src/domain/request/request.ts';
import type { Measured } from '../../src/interfaces/meter.ts';
import type { Due, Store, Work } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, anAttempt, aPort, aRequest, ERIN, LEE } from './support/samples.ts';

const by = [LEE];
const at = START;

describe.each(ENGINES)('%s: a transaction', (engine) => {
  const database = useDatabase(engine);

  test('that throws leaves nothing behind, and no work', async () => {
    const store = await database.open();
    const work: Due[] = [];
    await addAll(store, [aRequest('ic-00')]);
    store.onWork((kind) => work.push(kind));
    const measured: Measured[] = [];
    store.onMeasured((what) => measured.push(what));
    const failed = store.transaction(async (tx) => {
      const request = await tx.requests.lock('ic-00');
      if (!request) return;
      const { revision, fingerprint } = request;
      await tx.requests.put({ ...request, reason: 'Other', dueAt: START });
      await tx.requests.add(anApproved('ic-01'));
      const vote = {
        requestId: 'ic-00',
        revision,
        attempt: 0,
        voter: LEE,
        fingerprint: 'a',
        comment: null,
        at,
      };
      await tx.votes.cast({ ...vote, choice: 'approve' });
      await tx.attempts.add(anAttempt('ic-00'));
      await tx.ports.add(aPort('ic-00'));
      await tx.audit.add([
        {
          requestId: 'ic-00',
          actor: ERIN,
          event: 'x',
          revision,
          fingerprint,
          detail: {},
        },
      ]);
      await tx.messages.add('ic-01', 'dm', null);
      await tx.messages.redraw('ic-00');
      await tx.outbox.add([
        { requestId: 'ic-00', destination: 'dm', line: { kind: 'tried_again', by: LEE } },
      ]);
      await tx.duties.take('follow', 1_000);
      tx.measured({ kind: 'told', ms: 1 });
      throw new RangeError('Undo');
    });
    await expect(failed).rejects.toThrow(new RangeError('Undo'));
    const left = await store.transaction(async (tx) => ({
      request: await tx.requests.lock('ic-00'),
      other: await tx.requests.lock('ic-01'),
      votes: await tx.votes.of('ic-00', 1, 0),
      attempts: await tx.attempts.of('ic-00'),
      port: await tx.ports.of('ic-00'),
      audit: await tx.audit.trail('ic-00'),
      wanted: (await tx.messages.of('ic-00')).map(({ wanted }) => wanted),
      surfaces: await tx.messages.of('ic-01'),
      line: await tx.outbox.next('ic-00', 'dm'),
    }));
    expect(left).toEqual({
      request: aRequest('ic-00'),
      other: undefined,
      votes: [],
      attempts: [],
      port: undefined,
      audit: [],
      wanted: [1, 1],
      surfaces: [],
      line: undefined,
    });
    expect(work).toEqual([]);
    expect(measured).toEqual([]);
    await store.transaction(async (tx) => tx.measured({ kind: 'told', ms: 2 }));
    expect(measured).toEqual([{ kind: 'told', ms: 2 }]);
    expect(await store.transaction((tx) => tx.duties.take('follow', 1_000))).toBe(true);
  });

  test('gives back what its work returns', async () => {
    const store = await database.open();
    expect(await store.transaction(async (tx) => tx.now)).toBe(START);
  });

  test('names its work only when others can see it', async () => {
    const [store, other] = [await database.open(), await database.open()];
    const seen: Promise<Request | undefined>[] = [];
    store.onWork(() => seen.push(other.transaction((tx) => tx.requests.lock('ic-00'))));
    await store.transaction(async (tx) => {
      await tx.requests.add(anApproved('ic-00'));
      expect(seen).toEqual([]);
    });
    expect(seen).toHaveLength(1);
    expect(await seen[0]).toMatchObject({ id: 'ic-00' });
  });

  const APPROVAL = { votesFor: 0, told: [], accepted: [] };
  const hold = { kind: 'frozen', code: 'FROZEN', message: '' } as const;
  const states: [Work, RequestState][] = [
    ['tend', { status: 'awaiting_approval' }],
    ['tend', { status: 'sent_back', by: null, reason: 'Gone', at }],
    ['place', { status: 'approved', by, at, tries: 1, hold, ...APPROVAL }],
    ['place', { status: 'placing', by, at, approvedAt: at, tries: 1, attempt: 1, ...APPROVAL }],
    ['reconcile', { status: 'unsettled', by, at, attempt: 1, code: 'ECONNRESET', until: at }],
  ];

  test.each(states)('asks to %s what is $status and due, however it came to be so', async (kind, state) => {
    const store = await database.open();
    const work: Due[] = [];
    store.onWork((one) => work.push(one));
    await store.transaction((tx) => tx.requests.add(aRequest('ic-due', { state, dueAt: START })));
    expect(work.splice(0)).toEqual([{ kind, key: 'ic-due', inMs: 0 }]);
    for (const dueAt of [START + 1, null]) {
      await store.transaction((tx) => tx.requests.add(aRequest(`ic-${dueAt}`, { state, dueAt })));
    }
    expect(work.splice(0)).toEqual([
      { kind, key: `ic-${START + 1}`, inMs: 1 },
      { kind, key: 'ic-null', inMs: null },
    ]);
    await store.transaction((tx) => tx.requests.put(aRequest('ic-null', { state, dueAt: START })));
    expect(work).toEqual([{ kind, key: 'ic-null', inMs: 0 }]);
  });

  test('asks for the delivery of each message that it changed', async () => {
    const store = await database.open();
    const work: Due[] = [];
    store.onWork((kind) => work.push(kind));
    await addAll(store, [aRequest('ic-00')]);
    const both = ['channel', 'dm'].map((place) => ({ kind: 'deliver', key: `ic-00:${place}`, inMs: 0 }));
    expect(work.splice(0).filter(({ kind }) => kind === 'deliver')).toEqual(both);
    await store.transaction((tx) => tx.messages.redraw('ic-00'));
    expect(work.splice(0)).toEqual(both);
    await store.transaction((tx) =>
      tx.outbox.add([{ requestId: 'ic-00', destination: 'dm', line: { kind: 'tried_again', by: LEE } }]),
    );
    expect(work.splice(0)).toEqual(both.slice(1));
    await store.transaction((tx) => tx.messages.of('ic-00'));
    expect(work).toEqual([]);
  });
});

describe.each(ENGINES)('%s: what a worker takes', (engine) => {
  const database = useDatabase(engine);

  test('is held until it is given back, and then due when the row says', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    const work: Due[] = [];
    store.onWork((one) => work.push(one));
    const claim = await store.transaction((tx) => tx.requests.claim('place', 1_000));
    expect(work.splice(0)).toEqual([{ kind: 'place', key: 'ic-00', inMs: null, taken: true, held: true }]);
    await store.transaction((tx) => tx.requests.release('ic-00', claim?.token ?? 0));
    expect(work.splice(0)).toEqual([{ kind: 'place', key: 'ic-00', inMs: 0, held: false }]);
    const taken = await store.transaction((tx) => tx.messages.claim(1_000, 'nonce'));
    if (!taken) throw new Error('Nothing was due.');
    const key = `ic-00:${taken.message.destination}`;
    expect(work.splice(0)).toEqual([{ kind: 'deliver', key, inMs: null, taken: true, held: true }]);
    await store.transaction((tx) =>
      tx.messages.release({ ...taken.message, drawAfter: START + 500 }, taken.token),
    );
    expect(work.splice(0)).toEqual([{ kind: 'deliver', key, inMs: 500, held: false }]);
    await store.transaction((tx) => tx.duties.want('following:1/r', 20));
    expect(work.splice(0)).toEqual([{ kind: 'follow', key: 'following:1/r', inMs: 20 }]);
    database.clock.now += 20;
    await store.transaction((tx) => tx.duties.claim('following:', 1_000));
    const turn = { kind: 'follow', key: 'following:1/r' };
    expect(work.splice(0)).toEqual([{ ...turn, inMs: null, taken: true, held: true }]);
    const rhythm = { changedAt: START, throttled: 0 };
    await store.transaction((tx) => tx.duties.giveBack('following:1/r', 1, rhythm, 30));
    expect(work).toEqual([{ ...turn, inMs: 30, held: false }]);
  });
});

describe.each(ENGINES)('%s: a duty', (engine) => {
  const database = useDatabase(engine);

  /** How many of eight processes get the duty when all ask at once. */
  async function takers(stores: readonly Store[], name: string): Promise<number> {
    const asked = stores.map((store) => store.transaction((tx) => tx.duties.take(name, 1_000)));
    return (await Promise.all(asked)).filter(Boolean).length;
  }

  test('is one process’s, once per interval and name', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => database.open()));
    expect(await takers(stores, 'follow:us-east-1')).toBe(1);
    expect(await takers(stores, 'follow:eu-west-1')).toBe(1);
    database.clock.now += 999;
    expect(await takers(stores, 'follow:us-east-1')).toBe(0);
    database.clock.now += 1;
    expect(await takers(stores, 'follow:us-east-1')).toBe(1);
    expect(await takers(stores, 'follow:us-east-1')).toBe(0);
  });
});

describe.each(ENGINES)('%s: the clock', (engine) => {
  const database = useDatabase(engine);
  afterEach(() => {
    vi.useRealTimers();
  });

  test('tells whole milliseconds of now', async () => {
    const store = await database.open({ clock: 'own' });
    const before = Date.now();
    const now = await store.transaction(async (tx) => tx.now);
    expect(Number.isInteger(now)).toBe(true);
    expect(Math.abs(now - before)).toBeLessThan(5_000);
  });

  test.each([{ year: 2001 }])("is the database's own, where there are replicas", async ({ year }) => {
    const store = await database.open({ clock: 'own' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(year) });
    const now = await store.transaction(async (tx) => tx.now);
    expect(new Date(now).getUTCFullYear() === year).toBe(engine === 'sqlite');
  });
});
