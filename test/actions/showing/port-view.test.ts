import { expect, test } from 'vitest';
import { addWishes } from '../../../src/actions/loa/wish-loa.ts';
import { tellMaintenance } from '../../../src/actions/maintenance/tell.ts';
import { showRequest } from '../../../src/actions/showing/show.ts';
import { clearAlarms } from '../../../src/actions/watching/clear-alarms.ts';
import { gotIt } from '../../../src/actions/watching/got-it.ts';
import { raiseAlarm } from '../../../src/actions/watching/raise-alarm.ts';
import type { Raised } from '../../../src/domain/port/alarm.ts';
import type { HealthEvent } from '../../../src/domain/port/health-event.ts';
import type { Port } from '../../../src/domain/port/port.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Tx } from '../../../src/interfaces/store.ts';
import { ACCOUNT, LEE } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

// What a port's card is drawn from, and what has it drawn again.

const desk = useDesk();

test('a request is shown with its port as soon as it has one', async () => {
  await desk.approved();
  expect((await desk.view()).port).toBeUndefined();
});

test('the port stands on its card, and in what is shown of it', async () => {
  const { state } = await desk.placed();
  const { port } = await desk.view();
  expect(state).toMatchObject({ status: 'ordered', interconnectId: port?.interconnectId });
  expect(port?.state).toBe('requested');
  const shown = await desk.deps.store.read((at) => showRequest(at, desk.deps, desk.id));
  expect(shown).toMatchObject({ kind: 'shown', port });
});

const EPISODE = Date.UTC(2026, 10, 2);
const LOST: Raised = { kind: 'light_lost', episode: EPISODE, step: 1, since: EPISODE };

test('an alarm stands on the card until it is over, with who looks after it', async () => {
  const request = await desk.placed();
  expect((await desk.view()).alarms).toEqual([]);
  expect(await redrawsBy((tx) => raise(tx, request))).toBe(1);
  expect((await desk.view()).alarms).toMatchObject([{ kind: 'light_lost', got: null }]);
  const pressed = await gotIt(desk.deps, { requestId: desk.id, alarm: LOST, by: LEE });
  expect(pressed).toEqual({ kind: 'got' });
  expect((await desk.view()).alarms).toMatchObject([{ got: { by: LEE } }]);
  expect(await redrawsBy((tx) => clearAlarms(tx, desk.id, 'light_lost'))).toBe(1);
  expect((await desk.view()).alarms).toEqual([]);
});

test('one that was raised before has nothing drawn again', async () => {
  const request = await desk.placed();
  await desk.deps.store.transaction((tx) => raise(tx, request));
  expect(await redrawsBy((tx) => raise(tx, request))).toBe(0);
});

test('while the bot is to fetch its LOA-CFA, the card says so', async () => {
  const request = await desk.placed();
  const port = await made();
  expect((await desk.view()).loa).toEqual({ fetched: 0, issuedAt: null, fetching: false });
  await desk.deps.store.transaction((tx) => addWishes(tx, [{ request, port }], null, null));
  expect((await desk.view()).loa).toEqual({ fetched: 0, issuedAt: null, fetching: true });
});

test('what AWS has announced stands on the card until it is called off or over', async () => {
  await desk.placed();
  await made();
  expect((await desk.view()).maintenance).toEqual([]);
  const announced = event('upcoming');
  expect(await redrawsBy((tx) => tellMaintenance(tx, [desk.id], announced))).toBeGreaterThan(0);
  expect((await desk.view()).maintenance).toMatchObject([{ planned: true, status: 'upcoming' }]);
  expect(await redrawsBy((tx) => tellMaintenance(tx, [desk.id], announced))).toBe(0);
  expect(await redrawsBy((tx) => tellMaintenance(tx, [desk.id], event('closed')))).toBeGreaterThan(0);
  expect((await desk.view()).maintenance).toEqual([]);
});

test('an LOA-CFA that somebody else has fetched since is not the one in the thread', async () => {
  const request = await desk.placed();
  const port = await made();
  const { now } = desk.database.clock;
  const shows = async (loaIssueTime: number) => {
    await desk.deps.store.transaction((tx) =>
      tx.ports.put({ ...port, seen: { ...port.seen, loaIssueTime } }),
    );
    return (await desk.view()).loa?.outside;
  };
  await desk.deps.store.transaction(async (tx) => {
    await addWishes(tx, [{ request, port }], null, null);
    const [wish] = await tx.loa.of(request.id);
    if (wish) await tx.loa.put({ ...wish, state: 'answered', askedAt: now, endedAt: now });
  });
  expect(await shows(now)).toBeUndefined();
  expect(await shows(now + 3_600_000)).toBe(true);
});

/** The port, once AWS has made it. */
async function made(): Promise<Port> {
  const { port } = await desk.view();
  if (!port) throw new Error('It has no port.');
  const pending = { ...port, state: 'pending' };
  await desk.deps.store.transaction((tx) => tx.ports.put(pending));
  return pending;
}

/** Maintenance in ten days, as Health tells it. */
function event(status: string): Parameters<typeof tellMaintenance>[2] {
  const startsAt = desk.database.clock.now + 864_000_000;
  const code = 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED';
  const when = { startsAt, endsAt: startsAt + 14_400_000 };
  const told: HealthEvent = { arn: 'arn:one', code, planned: true, ...when, status, words: '', ports: [] };
  return { accountId: ACCOUNT, byRequest: new Map([[desk.id, [told]]]) };
}

async function raise(tx: Tx, { id }: Request): Promise<void> {
  const request = await tx.requests.lock(id);
  if (request) await raiseAlarm(tx, request, { interconnectId: 'dxcon-fg1234ab', alarm: LOST });
}

/** How often the card is to be drawn again by what is done. */
async function redrawsBy(work: (tx: Tx) => Promise<void>): Promise<number> {
  const wanted = async () => {
    const messages = await desk.deps.store.read((at) => at.messages.of(desk.id));
    return messages.find(({ destination }) => destination === 'channel')?.wanted ?? 0;
  };
  const before = await wanted();
  await desk.deps.store.transaction(work);
  return (await wanted()) - before;
}
