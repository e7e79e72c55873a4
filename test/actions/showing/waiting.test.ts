import { expect, test } from 'vitest';
import type { Judging } from '../../../src/actions/deciding/who-may.ts';
import { homeView } from '../../../src/actions/showing/home.ts';
import { listRequests } from '../../../src/actions/showing/list.ts';
import { FIRST_PAGES } from '../../../src/domain/home.ts';
import type { Request, RequestState } from '../../../src/domain/request/request.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { START, useDatabase } from '../../store/support/database.ts';
import { aPort, aRequest, ERIN, judging, LEE, LIN } from '../../store/support/samples.ts';

// Lee and Lin approve; Erin asks. Ten thousand requests are added where it counts.

const database = useDatabase('sqlite');
const MANY = 10_000;

async function store(requests: readonly Request[]): Promise<Store> {
  const opened = await database.open();
  await opened.transaction(async (tx) => {
    for (const request of requests) await tx.requests.add(request);
  });
  return opened;
}

const waiting = async (from: Store, who: { id: string }, page = 0, by: Judging = judging) => {
  const list = await from.read((at) =>
    listRequests(at, { judging: by, dryRun: false }, { which: 'waiting', who, page }),
  );
  if (list.kind !== 'list') throw new Error(`It was ${list.kind}.`);
  return { ids: list.entries.map(({ request }) => request.id), more: list.more };
};

test('what waits for somebody is what they may decide and have not approved, the oldest first', async () => {
  const rule = { ...aRequest('ic-00').rule, quorum: 2 };
  const from = await store([
    aRequest('ic-02', { createdAt: START - 1, rule }),
    aRequest('ic-01', { rule }),
    aRequest('ic-03', { requester: LEE }),
    aRequest('ic-04', { expiresAt: START }),
    aRequest('ic-05', { state: { status: 'withdrawn', by: ERIN, at: START } }),
  ]);
  expect(await waiting(from, LEE)).toEqual({ ids: ['ic-02', 'ic-01'], more: false });
  expect(await waiting(from, LIN)).toEqual({ ids: ['ic-02', 'ic-01', 'ic-03'], more: false });
  expect(await waiting(from, ERIN)).toEqual({ ids: [], more: false });
  const { fingerprint } = aRequest('ic-02');
  await from.transaction((tx) =>
    tx.votes.cast({
      requestId: 'ic-02',
      revision: 1,
      attempt: 0,
      voter: LEE,
      choice: 'approve',
      fingerprint,
      comment: null,
      at: START,
    }),
  );
  expect((await waiting(from, LEE)).ids).toEqual(['ic-01']);
  expect((await waiting(from, LIN)).ids).toEqual(['ic-02', 'ic-01', 'ic-03']);
});

test('pages hold ten, and those to come are told', async () => {
  const all = Array.from({ length: 25 }, (_, index) => aRequest(`ic-${index}`, { createdAt: START + index }));
  const from = await store(all);
  expect(await waiting(from, LEE)).toEqual({ ids: all.slice(0, 10).map(({ id }) => id), more: true });
  expect(await waiting(from, LEE, 2)).toEqual({ ids: all.slice(20).map(({ id }) => id), more: false });
});

test('a list that rests on a group nobody knows says so', async () => {
  const from = await store([aRequest('ic-00')]);
  const unknown: Judging = {
    ...judging,
    directory: { ...judging.directory, members: () => ({ unchecked: { group: 'net-leads' } }) },
  };
  const list = await from.read((at) =>
    listRequests(at, { judging: unknown, dryRun: false }, { which: 'waiting', who: LEE, page: 0 }),
  );
  expect(list).toMatchObject({ kind: 'unchecked', unchecked: { group: 'net-leads' } });
});

/** What was asked of the store: statements, without the frame of the transaction. */
async function asked(work: (from: Store) => Promise<unknown>): Promise<number> {
  const statements: string[] = [];
  const counting = await database.open({ onStatement: (sql) => statements.push(sql) });
  statements.length = 0;
  await work(counting);
  return statements.filter((sql) => !/^(begin|commit)/.test(sql)).length;
}

test('among ten thousand requests a list takes two statements at most, and a Home tab three', async () => {
  const ordered: RequestState = {
    status: 'ordered',
    by: [LEE],
    at: START,
    attempt: 1,
    interconnectId: 'x',
    portState: 'down',
  };
  const from = await store(
    Array.from({ length: MANY }, (_, index) =>
      aRequest(`ic-${String(index).padStart(5, '0')}`, {
        createdAt: START + index,
        // The worst there is: all wait, and only the last of those that are looked at first is for Lee.
        requester: index < 1_000 ? LEE : ERIN,
        ...(index % 10 === 9 ? { state: ordered } : {}),
      }),
    ),
  );
  await from.transaction(async (tx) => {
    for (let index = 9; index < MANY; index += 10)
      await tx.ports.add(aPort(`ic-${String(index).padStart(5, '0')}`, { interconnectId: `dxcon-${index}` }));
  });
  for (const which of ['mine', 'all', 'waiting'] as const) {
    const count = await asked(async (counting) => {
      const list = await counting.read((at) =>
        listRequests(at, { judging, dryRun: false }, { which, who: LEE, page: 0 }),
      );
      expect(list).toMatchObject({ kind: 'list', more: true });
      if (list.kind === 'list') expect(list.entries).toHaveLength(10);
    });
    expect(count, which).toBeLessThanOrEqual(which === 'waiting' ? 2 : 1);
  }
  for (const who of [LEE, LIN, ERIN]) {
    const count = await asked(async (counting) => {
      const view = await counting.read((at) =>
        homeView(at, { judging, dryRun: false, known: () => undefined }, { who, pages: FIRST_PAGES }),
      );
      expect(view).toMatchObject({ kind: 'home', decides: who !== ERIN, ports: { more: true } });
    });
    expect(count, who.name).toBeLessThanOrEqual(3);
  }
});
