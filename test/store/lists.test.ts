import { describe, expect, test } from 'vitest';
import type { RequestState } from '../../src/domain/request/request.ts';
import type { ListQuery } from '../../src/interfaces/lists.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, aPort, aRequest, ERIN, ids, LEE, LIN } from './support/samples.ts';

const PAGE = { offset: 0, limit: 10 };

describe.each(ENGINES)('%s: lists', (engine) => {
  const database = useDatabase(engine);
  const read = async (store: Store, queries: readonly ListQuery[], who = LEE.id) =>
    (await store.read((at) => at.lists.read(queries, who))).map(
      ({ list, request }) => `${list} ${request.id}`,
    );

  test('are in order, the latest first and what waits the oldest first, each in pages of its own', async () => {
    const store = await database.open();
    const all = ids(5).map((id, index) => aRequest(id, { createdAt: START + index }));
    await addAll(store, all);
    const queries = [
      { list: 'mine', userId: ERIN.id, offset: 1, limit: 2 },
      { list: 'undecided', offset: 0, limit: 2 },
      { list: 'open', offset: 3, limit: 10 },
    ] as const;
    const found = await read(store, queries);
    expect(found.filter((one) => one.startsWith('mine'))).toEqual(['mine ic-03', 'mine ic-02']);
    expect(found.filter((one) => one.startsWith('undecided'))).toEqual([
      'undecided ic-00',
      'undecided ic-01',
    ]);
    expect(found.filter((one) => one.startsWith('open'))).toEqual(['open ic-01', 'open ic-00']);
  });

  test("somebody's own are those they asked for and those that were asked for them, each once", async () => {
    const store = await database.open();
    await addAll(store, [
      aRequest('ic-00', { createdAt: START }),
      aRequest('ic-01', { createdAt: START + 1, requester: LIN, beneficiary: ERIN }),
      aRequest('ic-02', { createdAt: START + 2, requester: LIN }),
      aRequest('ic-03', { createdAt: START + 3, beneficiary: ERIN }),
    ]);
    expect(await read(store, [{ list: 'mine', userId: ERIN.id, ...PAGE }])).toEqual([
      'mine ic-03',
      'mine ic-01',
      'mine ic-00',
    ]);
  });

  test('what has ended or has its port is not open, and a deleted port is no port', async () => {
    const store = await database.open();
    const ordered: RequestState = {
      status: 'ordered',
      by: [LEE],
      at: START,
      attempt: 1,
      interconnectId: 'x',
      portState: 'down',
    };
    const withdrawn = { status: 'withdrawn', by: ERIN, at: START } as const;
    await addAll(store, [
      aRequest('ic-00', { state: ordered }),
      aRequest('ic-01', { state: withdrawn }),
      aRequest('ic-02', { state: ordered }),
      aRequest('ic-03'),
    ]);
    await store.transaction(async (tx) => {
      await tx.ports.add(aPort('ic-00', { interconnectId: 'dxcon-0', state: 'down', stateSince: START + 7 }));
      await tx.ports.add(aPort('ic-02', { interconnectId: 'dxcon-2', state: 'deleted' }));
    });
    expect(await read(store, [{ list: 'open', ...PAGE }])).toEqual(['open ic-03']);
    const [port, ...others] = await store.read((at) => at.lists.read([{ list: 'ports', ...PAGE }], LEE.id));
    expect(others).toEqual([]);
    expect(port?.port).toMatchObject({ interconnectId: 'dxcon-0', state: 'down', since: START + 7 });
    expect(await store.read((at) => at.lists.holding('dxcon-2'))).toEqual(['ic-02']);
    expect(await store.read((at) => at.lists.holding('dxcon-9'))).toEqual([]);
  });

  test('count the votes of the present revision alone, and tell whoever looks of their own', async () => {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00', { revision: 2 })]);
    const vote = {
      requestId: 'ic-00',
      attempt: 0,
      choice: 'approve',
      fingerprint: 'f',
      comment: null,
      at: START,
    } as const;
    await store.transaction(async (tx) => {
      await tx.votes.cast({ ...vote, revision: 1, voter: LEE });
      await tx.votes.cast({ ...vote, revision: 2, voter: LIN });
    });
    const seenBy = async (userId: string) => {
      const [one] = await store.read((at) => at.lists.read([{ list: 'undecided', ...PAGE }], userId));
      return [one?.approvals, one?.own];
    };
    expect(await seenBy(LIN.id)).toEqual([1, 'approve']);
    expect(await seenBy(LEE.id)).toEqual([1, null]);
  });
});
