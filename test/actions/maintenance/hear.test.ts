import { beforeEach, expect, test } from 'vitest';
import type { HealthEvent } from '../../../sandbox/aws/types.ts';
import { attendPort } from '../../../src/actions/following/attend-port.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { maintenanceNow } from '../../../src/actions/maintenance/covering.ts';
import { hearOfMaintenance } from '../../../src/actions/maintenance/hear.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { Aws } from '../../../src/interfaces/aws.ts';
import { useDesk } from '../support/desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const desk = useDesk();
let health: Aws['health'];
let id: string;
beforeEach(async () => {
  health = createDirectConnect('us-east-1', () => performance.now()).health;
  await desk.placed();
  id = desk.aws.interconnects[0]?.interconnectId ?? '';
});

const deps = (more: { health?: Aws['health'] } = {}) => ({
  store: desk.deps.store,
  health,
  random: () => 0.5,
  ...more,
});
/** A round that is due. */
const heard = async (failures = 0) => {
  desk.travel(15 * MINUTE);
  return hearOfMaintenance(deps(), failures);
};
const announce = (more: Partial<HealthEvent> = {}) => desk.aws.announce({ entities: [id], ...more });
/** What the thread says beside the port's own line. */
const said = async () => (await desk.said()).slice(1);
const steps = async () =>
  (await desk.lines()).flatMap((line) => (line.kind === 'maintenance' ? [line.step] : []));
const covered = () => desk.deps.store.read(async (at) => [...(await maintenanceNow(at, [desk.id])).keys()]);

test('maintenance is told in the thread of the port that it names, once, with AWS’s words', async () => {
  announce({ entities: [id, 'dxcon-other', 'dxvif-mine'], description: 'A *router* <!here>.' });
  for (let round = 0; round < 3; round++) expect(await heard()).toEqual({ refusal: undefined, failed: [] });
  const [told, ...more] = await said();
  expect(more).toEqual([]);
  expect(told).toMatch(
    new RegExp(`^AWS plans maintenance on ${id}, from .* UTC to .* UTC: light may be lost then\\.`),
  );
  expect(told).toContain('AWS says: A *router* &lt;!here&gt;.');
  expect((await desk.events()).filter((event) => event === 'maintenance_told')).toHaveLength(1);
});

test('two that hear the same at once tell it once, and so does whoever starts anew', async () => {
  announce();
  const [first] = await Promise.all([heard(), hearOfMaintenance(deps(), 0)]);
  expect(first).toBeDefined();
  // The lease of the interval has run out while the first one was still at it.
  await Promise.all([heard(), heard()]);
  expect(await steps()).toEqual(['announced']);
});

test('it is asked for once in a quarter of an hour, by one process', async () => {
  expect(await hearOfMaintenance(deps(), 0)).toBeDefined();
  for (const ms of [0, 14 * MINUTE]) {
    desk.travel(ms);
    expect(await hearOfMaintenance(deps(), 0)).toBeUndefined();
  }
  desk.travel(MINUTE);
  expect(await hearOfMaintenance(deps(), 0)).toBeDefined();
  expect(desk.calls('DescribeEvents')).toBe(4);
});

test('the whole story: announced, moved, near, excused, over', async () => {
  const event = announce({ startTime: desk.database.clock.now + 14 * DAY });
  await heard();
  event.startTime += DAY;
  event.endTime = event.startTime + 2 * HOUR;
  await heard();
  expect((await said()).at(-1)).toContain(`AWS moved the maintenance on ${id}: it is from `);
  desk.database.clock.now = event.startTime - 23 * HOUR;
  await heard();
  expect(await covered()).toEqual([]);
  desk.database.clock.now = event.startTime;
  expect(await covered()).toEqual([desk.id]);
  await heard();
  expect(await steps()).toEqual(['announced', 'moved', 'reminded']);
  event.status = 'closed';
  await heard();
  expect(await covered()).toEqual([]);
  expect((await said()).at(-1)).toBe(`The maintenance on ${id} is over: the port is requested.`);
  await heard();
  expect(await steps()).toEqual(['announced', 'moved', 'reminded', 'ended']);
});

test('light that has not come back when it is over is an alarm from then on', async () => {
  const event = announce({ startTime: desk.database.clock.now + HOUR });
  await heard();
  desk.travel(HOUR);
  for (const state of ['available', 'down']) {
    desk.aws.setState(id, state);
    desk.travel(5_000);
    await follow(desk.deps);
  }
  event.status = 'closed';
  await heard();
  expect((await said()).slice(-2)).toEqual([
    expect.stringContaining(`The maintenance on ${id} is over, and the port is still down.`),
    expect.stringContaining(`${id} is down: light was lost.`),
  ]);
  expect((await desk.lines('dm')).at(-1)).toMatchObject({ kind: 'alarm', alarm: { kind: 'light_lost' } });
});

test('light that is lost while it is on is told, and alarms nobody; before and after, it does', async () => {
  const see = async (state: string) => {
    desk.aws.setState(id, state);
    desk.travel(5_000);
    await follow(desk.deps);
  };
  const event = announce({ startTime: desk.database.clock.now + 2 * HOUR });
  await heard();
  for (const state of ['available', 'down', 'available']) await see(state);
  const alarms = async () => (await desk.lines('dm')).filter(({ kind }) => kind === 'alarm');
  expect(await alarms()).toHaveLength(1);
  desk.database.clock.now = event.startTime;
  await see('down');
  const last = (await said()).at(-1);
  expect(last).toMatch(
    new RegExp(`^${id} is down: light was lost\\. AWS's maintenance is on it, from .* to .*\\.$`),
  );
  for (const state of ['available', 'down', 'available', 'down']) await see(state);
  expect(await alarms()).toHaveLength(1);
  // It comes and goes: that is settled an hour later, and still excused.
  desk.travel(HOUR);
  await follow(desk.deps);
  await attendPort(desk.deps);
  expect((await said()).at(-1)).toContain('down');
  expect(await alarms()).toHaveLength(1);
  event.status = 'closed';
  await heard();
  expect(await alarms()).toHaveLength(2);
  await see('available');
  desk.travel(2 * HOUR);
  await see('down');
  expect(await alarms()).toHaveLength(3);
});

test('what is due by time is told while Health is away, which is asked ever more seldom', async () => {
  announce({ startTime: desk.database.clock.now + 3 * DAY });
  await heard();
  desk.travel(2 * DAY + HOUR);
  desk.aws.fault('DescribeEvents', { kind: 'error', name: 'ThrottlingException', status: 400 }, 2);
  expect(await heard(1)).toMatchObject({ refusal: { code: 'ThrottlingException' } });
  expect(await steps()).toEqual(['announced', 'reminded']);
  desk.travel(29 * MINUTE);
  expect(await hearOfMaintenance(deps(), 0)).toBeUndefined();
  desk.travel(MINUTE);
  desk.aws.setSupportPlan(false);
  expect(await hearOfMaintenance(deps(), 9)).toMatchObject({
    refusal: { code: 'SubscriptionRequiredException' },
  });
  desk.travel(59 * MINUTE);
  expect(await hearOfMaintenance(deps(), 0)).toBeUndefined();
});

test('an event of which a page is missing is not taken for one that names no port', async () => {
  announce({ entities: [...Array.from({ length: 10 }, (_, index) => `dxcon-other${index}`), id] });
  let asked = 0;
  desk.aws.on(({ operation }) => {
    if (operation === 'DescribeAffectedEntities' && ++asked === 1)
      desk.aws.fault('DescribeAffectedEntities', { kind: 'reset' }, 4);
  });
  expect(await heard()).toMatchObject({ refusal: { kind: 'could_not_look' } });
  expect(await steps()).toEqual([]);
  desk.aws.clearFaults();
  await heard();
  expect(await steps()).toEqual(['announced']);
});

test('another account’s event on a port of the same ID is not this port’s', async () => {
  announce();
  const told = health.events(0, []);
  const foreign = async () => ({ ...(await told), accountId: '999999999999' }) as Awaited<typeof told>;
  expect(await hearOfMaintenance(deps({ health: { events: foreign } }), 0)).toBeDefined();
  expect(await steps()).toEqual([]);
});

test('of a port that is gone nothing is told any more', async () => {
  const event = announce({ startTime: desk.database.clock.now + 3 * DAY });
  await heard();
  desk.aws.setState(id, 'deleted');
  desk.travel(5_000);
  await follow(desk.deps);
  event.startTime += DAY;
  await heard();
  desk.travel(5 * DAY);
  await heard();
  expect(await steps()).toEqual(['announced']);
  expect(await desk.deps.store.read((at) => at.maintenance.open())).toEqual([]);
});
