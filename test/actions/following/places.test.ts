import { expect, test } from 'vitest';
import { type FollowDeps, follow, followAll } from '../../../src/actions/following/follow.ts';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import { ALARM_TIMES } from '../../../src/domain/port/alarm-times.ts';
import type { RequestState } from '../../../src/domain/request/request.ts';
import type { DirectConnect, Session } from '../../../src/interfaces/direct-connect.ts';
import { START, useDatabase } from '../../store/support/database.ts';
import { ACCOUNT, anAttempt, aPort, aRequest, LEE, REGION } from '../../store/support/samples.ts';

const MINUTE = 60_000;
const database = useDatabase('sqlite');

const ORDERED: RequestState = {
  status: 'ordered',
  by: [LEE],
  at: START,
  attempt: 1,
  interconnectId: 'dxcon-1',
  portState: 'requested',
};

/** One ordered port, as an older version left it: there is no duty that lists it. */
async function scene(accountId: string | null) {
  const store = await database.open();
  const port = aPort('ic-00', { accountId, interconnectId: 'dxcon-1' });
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00', { state: ORDERED, dueAt: null }));
    for (const place of ['channel', 'dm'] as const) await tx.messages.add('ic-00', place, 'C1');
    await tx.ports.add(port);
  });
  let seen: ListedInterconnect = { ...port.seen, interconnectId: 'dxcon-1' };
  const session: Session = {
    accountId: ACCOUNT,
    endpoint: '',
    offer: async () => ({ locations: [], lags: [] }),
    search: async () => ({ kind: 'listed', interconnects: [seen], untold: [] }),
    port: async () => ({ kind: 'not_there' }),
    sender: () => {
      throw new TypeError('Nothing is ordered here.');
    },
    loaSender: () => {
      throw new TypeError('No LOA is fetched here.');
    },
  };
  const listed: string[] = [];
  const directConnect: Pick<DirectConnect, 'open'> = {
    async open({ region }) {
      listed.push(region);
      return { kind: 'open', session };
    },
  };
  const deps: FollowDeps = {
    store,
    directConnect: directConnect as DirectConnect,
    statePollMs: MINUTE,
    random: () => 0,
    onFollowed: () => undefined,
    onDoubt: () => undefined,
    alarms: () => ALARM_TIMES,
  };
  return {
    deps,
    listed,
    changeTo(state: string) {
      seen = { ...seen, state };
    },
    async pass(minutes: number) {
      for (let minute = 0; minute < minutes; minute++) {
        database.clock.now += MINUTE;
        while (await follow(deps));
      }
      return (await store.read((at) => at.ports.of('ic-00')))?.state;
    },
  };
}

test.each([
  ['of a known account', ACCOUNT],
  ['of an account that nobody knew', null],
])('after a start every port is listed again and again: one %s', async (_what, accountId) => {
  const { deps, changeTo, pass } = await scene(accountId);
  changeTo('pending');
  expect(await pass(10)).toBe('requested');
  await followAll(deps);
  expect(await pass(2)).toBe('pending');
  changeTo('down');
  // Long enough for what nobody asks for any more to rest.
  expect(await pass(70)).toBe('down');
  changeTo('available');
  expect(await pass(2)).toBe('available');
});

test('where an order may still land late is listed from a start on, though no port is there; and one place that can not be read holds up no other', async () => {
  const { deps, pass, listed } = await scene(ACCOUNT);
  await deps.store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-01', { submissionId: 'V-ic-01' }));
    await tx.attempts.add({
      ...anAttempt('ic-01'),
      region: 'eu-west-1',
      outcome: 'unknown',
      closedAt: START,
    });
  });
  await followAll(deps);
  await pass(2);
  expect(new Set(listed)).toEqual(new Set([REGION, 'eu-west-1']));
  await database.sql(`update attempts set listed_ids = '{' where request_id = 'ic-01'`);
  listed.length = 0;
  database.clock.now += MINUTE;
  const ends = [];
  for (let times = 0; times < 3; times++) ends.push(await follow(deps).catch(() => 'failed'));
  expect(ends.toSorted()).toEqual(['failed', false, true].toSorted());
  expect(listed).toEqual([REGION]);
});
