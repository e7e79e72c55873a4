import { describe, expect, test, vi } from 'vitest';
import { attendPort } from '../../src/actions/following/attend-port.ts';
import { ALARM_TIMES } from '../../src/domain/port/alarm-times.ts';
import { isNews } from '../../src/domain/port/followed-port.ts';
import type { RequestState } from '../../src/domain/request/request.ts';
import type { DirectConnect } from '../../src/interfaces/direct-connect.ts';
import { asBefore } from './support/as-before.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { ACCOUNT, anApproved, aPort, LEE, REGION } from './support/samples.ts';

const DAY = 24 * 3_600_000;
const text = (value: unknown) => `'${JSON.stringify(value)}'`;
const idOf = (id: string) => `dxcon-${id}`;

/** A port that was there for long when the version came that alarms, as the one before stored it. */
function statements(
  id: string,
  state: string,
  seen: object,
  firstAvailableAt: number | null = null,
): string[] {
  const { submissionId, requester, reason, order, locationName, rule, accountId, fingerprint } =
    anApproved(id);
  const interconnectId = idOf(id);
  const ordered: RequestState = {
    status: 'ordered',
    by: [LEE],
    at: START,
    attempt: 1,
    interconnectId,
    portState: state,
  };
  const then = START - 100 * DAY;
  return [
    `insert into requests (id, submission_id, revision, version, status, state, requester_id, requester_name, reason,
      "order", location_name, warnings, account_id, region, fingerprint, rule, dry_run, created_at, expires_at)
    values ('${id}', '${submissionId}', 1, 1, 'ordered', ${text(ordered)}, '${requester.id}', '${requester.name}',
      '${reason}', ${text(order)}, '${locationName}', '[]', '${accountId}', '${order.region}', '${fingerprint}',
      ${text(rule)}, 0, ${then}, ${then})`,
    `insert into ports (request_id, account_id, region, interconnect_id, state, state_since, ordered_at,
      first_available_at, seen, listed_at, missed, missing_told)
    values ('${id}', '${ACCOUNT}', '${REGION}', '${interconnectId}', '${state}', ${then}, ${then},
      ${firstAvailableAt}, ${text({ ...aPort(id).seen, interconnectId, state, ...seen })}, ${then}, 0, 0)`,
    ...['channel', 'dm'].map(
      (
        place,
      ) => `insert into surfaces (request_id, destination, posting, wanted, drawn, failures, draw_after, tell_after)
        values ('${id}', '${place}', 'not_posted', 1, 0, 0, 0, 0)`,
    ),
  ];
}

describe.each(ENGINES)('%s: the first start of a version that alarms', (engine) => {
  const database = useDatabase(engine);
  const loaIssueTime = START - 85 * DAY;
  const olderStore = async () => {
    await asBefore(engine, database.url, 10);
    for (const statement of [
      ...statements('ic-00', 'requested', {}),
      ...statements('ic-01', 'down', { loaIssueTime }),
      ...statements('ic-02', 'down', { loaIssueTime }, START - 90 * DAY),
      ...statements('ic-03', 'available', { portEncryptionStatus: 'Encryption Up' }, START - 90 * DAY),
      ...statements('ic-04', 'deleted', {}),
    ])
      await database.sql(statement);
  };
  const opened = async () => {
    await olderStore();
    return database.open();
  };
  const attended = async (store: Awaited<ReturnType<typeof opened>>) => {
    const directConnect = { open: () => Promise.reject(new Error('AWS was asked.')) };
    const deps = {
      store,
      alarms: () => ALARM_TIMES,
      directConnect: directConnect as unknown as DirectConnect,
    };
    while (await attendPort(deps));
    return (await database.sql('select request_id, line from lines order by id')).map(
      ({ request_id, line }) => {
        const { kind, alarm } = JSON.parse(String(line));
        return `${request_id} ${kind}${alarm ? ` ${alarm.kind} ${alarm.step}` : ''}`;
      },
    );
  };

  test('tells nothing that was due earlier, and what comes due from then on', async () => {
    const store = await opened();
    expect(await attended(store)).toEqual([]);
    expect(await database.sql('select request_id from alarms')).toEqual([]);
    database.clock.now = START + 5 * DAY;
    expect(await attended(store)).toEqual([
      // Day 105 of requested: all of its alarms were due before; day 90 of the LOA is not, and has a mention.
      'ic-01 alarm loa 3',
      'ic-01 alarm loa 3',
    ]);
    database.clock.now = START + 14 * DAY;
    expect((await attended(store)).slice(2).toSorted()).toEqual([
      'ic-00 waiting',
      'ic-01 waiting',
      'ic-02 waiting',
    ]);
  });

  test('goes by the clock that all else goes by, not by that of whoever is started', async () => {
    await olderStore();
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: now - 10 * DAY });
    try {
      await database.open({ clock: 'own' });
    } finally {
      vi.useRealTimers();
    }
    const [{ told_until } = {}] = await database.sql(
      `select told_until from ports where request_id = 'ic-00'`,
    );
    const own = engine === 'postgres' ? now : now - 10 * DAY;
    expect(Math.abs(Number(told_until) - own)).toBeLessThan(DAY);
  });

  test('knows of a port what its states tell, and finds nothing new in the next listing of a quiet one', async () => {
    const store = await opened();
    const of = (id: string) => store.read((at) => at.ports.of(id));
    expect(await of('ic-00')).toMatchObject({ history: { early: true, darkSince: null }, toldUntil: START });
    expect(await of('ic-02')).toMatchObject({ history: { darkSince: START - 100 * DAY } });
    expect(await of('ic-03')).toMatchObject({ history: { encrypted: true, plain: null }, dueAt: null });
    expect(await of('ic-04')).toMatchObject({ toldUntil: 0, dueAt: null });
    const quiet = await of('ic-03');
    const [port] = await store.read((at) =>
      at.ports
        .followedIn({ accountId: ACCOUNT, region: REGION }, START)
        .then((all) => all.filter(({ requestId }) => requestId === 'ic-03')),
    );
    if (!quiet || !port) throw new Error('There is no port.');
    expect(isNews(port, quiet.seen)).toBe(false);
    // No row waits further ahead than an hour.
    await attended(store);
    const due = await database.sql('select due_at from ports where due_at is not null order by request_id');
    expect(due.map(({ due_at }) => Number(due_at))).toEqual(
      [START, START, START].map((at) => at + 3_600_000),
    );
  });
});
