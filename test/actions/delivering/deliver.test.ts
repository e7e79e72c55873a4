import { expect, test } from 'vitest';
import { deliver } from '../../../src/actions/delivering/deliver.ts';
import type { Messenger } from '../../../src/interfaces/chat.ts';
import { useDatabase } from '../../store/support/database.ts';
import { aRequest, unheard, willing } from '../../store/support/samples.ts';
import { counted } from '../../support/counted.ts';

const database = useDatabase('sqlite');

test('a card whose posting was interrupted is found, given its lines and drawn, however slow the search is', async () => {
  const store = await database.open();
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00'));
    await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
  });
  const began = database.clock.now;
  const monotonic = () => database.clock.now - began;
  const calls: string[] = [];
  const messenger: Messenger = {
    ...willing,
    async post() {
      calls.push('post');
      return { kind: 'unknown', code: 'TimeoutError' };
    },
    async find() {
      calls.push('find');
      database.clock.now += 5_000;
      return { kind: 'found', ts: '1.1' };
    },
    async update(_view, _destination, _place, ts, { deadline }) {
      if (monotonic() >= deadline) return { kind: 'not_sent' };
      calls.push('update');
      return { kind: 'told', ts };
    },
    async say() {
      calls.push('say');
      return { kind: 'told', ts: '1.2' };
    },
  };
  const round = () => deliver({ store, messenger, ...unheard, monotonic });
  await round();
  await store.transaction((tx) =>
    tx.outbox.add([
      { requestId: 'ic-00', destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
    ]),
  );
  database.clock.now += 20_000;
  expect(await round()).toBe(true);
  expect(calls).toEqual(['post', 'find', 'say', 'update']);
  expect(await store.read((at) => at.messages.of('ic-00'))).toMatchObject([{ posting: 'posted', ts: '1.1' }]);
});

test.each(['the conversation', 'the line'])(
  '%s may take its time: what follows is announced anew before it leaves',
  async (what) => {
    const store = await database.open();
    await store.transaction(async (tx) => {
      await tx.requests.add(aRequest('ic-00'));
      await tx.messages.add('ic-00', 'dm', null);
    });
    const began = database.clock.now;
    const monotonic = () => database.clock.now - began;
    const left: string[] = [];
    const slowly = () => {
      database.clock.now += 5_000;
    };
    const leaves = (call: string, deadline: number) => {
      if (monotonic() >= deadline) throw new Error(`${call} would leave unannounced.`);
      left.push(call);
    };
    const messenger: Messenger = {
      ...willing,
      async openDm() {
        if (what === 'the conversation') slowly();
        return 'D0ERIN';
      },
      async post(_view, _destination, _place, { deadline }) {
        leaves('post', deadline);
        return { kind: 'told', ts: '1.1' };
      },
      async update(_view, _destination, _place, ts, { deadline }) {
        leaves('update', deadline);
        return { kind: 'told', ts };
      },
      async say(_line, _view, _place, { deadline }) {
        leaves('say', deadline);
        slowly();
        return { kind: 'told', ts: '1.2' };
      },
      shows: async () => String(left.length),
    };
    database.clock.now += 6_000;
    const round = () => deliver({ store, messenger, ...unheard, monotonic });
    expect(await round()).toBe(true);
    await store.transaction(async (tx) => {
      await tx.outbox.add([
        { requestId: 'ic-00', destination: 'dm', line: { kind: 'resubmitted', revision: 2 } },
      ]);
      await tx.messages.redraw('ic-00');
    });
    expect(await round()).toBe(true);
    expect(left).toEqual(['post', 'say', 'update']);
  },
);

test('a message whose line can not be read keeps no other waiting', async () => {
  const store = await database.open();
  await store.transaction(async (tx) => {
    for (const id of ['ic-00', 'ic-01']) {
      await tx.requests.add(aRequest(id));
      await tx.messages.add(id, 'channel', 'C0APPROVALS');
    }
    await tx.outbox.add([
      { requestId: 'ic-00', destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
    ]);
  });
  await database.sql(`update lines set line = '{'`);
  const posted: string[] = [];
  const messenger: Messenger = {
    ...willing,
    async post({ request }) {
      posted.push(request.id);
      return { kind: 'told', ts: '1.1' };
    },
  };
  const round = () => deliver({ store, messenger, ...unheard });
  await expect(round()).rejects.toThrow();
  expect(await round()).toBe(true);
  expect(posted).toEqual(['ic-01']);
});

test("a card's row is locked before the direct message's, as by whoever decides: else each would wait for the other", async () => {
  const store = await database.open();
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00'));
    await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
  });
  const watched = counted(store);
  expect(await deliver({ store: watched.store, messenger: willing, ...unheard })).toBe(true);
  expect(watched.transactions.at(-1)).toBe('messages.release messages.redraw');
});

test('a refusal of the line and the drawing of one round is one failure: the next try is no later for it', async () => {
  const store = await database.open();
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00'));
    await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
  });
  const began = database.clock.now;
  let archived = false;
  const refused = { kind: 'refused', scope: 'place', code: 'is_archived' } as const;
  const calls: string[] = [];
  const tried = (call: string) => calls.push(`${call} at ${(database.clock.now - began) / 1_000} s`);
  const messenger: Messenger = {
    ...willing,
    async shows() {
      return `drawing ${calls.length}`;
    },
    async update(_view, _destination, _place, ts) {
      tried('update');
      return archived ? refused : { kind: 'told', ts };
    },
    async say() {
      tried('say');
      return archived ? refused : { kind: 'told', ts: '1.2' };
    },
  };
  const round = () => deliver({ store, messenger, ...unheard, monotonic: () => database.clock.now - began });
  await round();
  await store.transaction(async (tx) => {
    await tx.outbox.add([
      { requestId: 'ic-00', destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
    ]);
    await tx.messages.redraw('ic-00', 'channel');
  });
  for (; database.clock.now <= began + 20_000; database.clock.now += 1_000) {
    archived = database.clock.now < began + 10_000;
    while (await round());
  }
  expect(calls).toEqual(
    ['0 s', '1 s', '3 s', '7 s', '15 s'].flatMap((at) => [`say at ${at}`, `update at ${at}`]),
  );
});
