import { beforeEach, expect, test } from 'vitest';
import { hearOfMaintenance } from '../../../src/actions/maintenance/hear.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { submit } from '../../../src/actions/submitting/submit.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { Aws } from '../../../src/interfaces/aws.ts';
import { LEE, ORDER } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const desk = useDesk();
let health: Aws['health'];
let requests: string[];
let ids: string[];

/** Both ordered, the second one beside the first. */
beforeEach(async () => {
  health = createDirectConnect('us-east-1', () => performance.now()).health;
  const first = (await desk.placed()).id;
  const order = { ...ORDER, interconnectName: 'dc2-core-02' };
  const deps = { ...desk.deps, rules: { openRequestsPerPerson: 20 } };
  const sent = await submit(deps, desk.form({ submissionId: 'V2', order }), { beside: first });
  if (sent.kind !== 'submitted') throw new Error(`The form was not taken: ${sent.kind}.`);
  await desk.approve(sent.request, LEE);
  await place(desk.deps);
  requests = [first, sent.request.id];
  ids = desk.aws.interconnects.map(({ interconnectId }) => interconnectId);
});

const heard = async () => {
  desk.travel(15 * MINUTE);
  await hearOfMaintenance({ store: desk.deps.store, health, random: () => 0.5 }, 0);
};
/** What the thread of each was warned of. */
async function warned(): Promise<string[][]> {
  const all: string[][] = [];
  for (const id of requests) {
    desk.id = id;
    all.push((await desk.said()).filter((said) => said.includes('both ports of the pair')));
  }
  return all;
}
const standing = async () =>
  (await desk.database.sql("select 1 from alarms where kind = 'maintenance_pair' and cleared_at is null"))
    .length;

test('maintenance on both ports of a pair at once is a warning in both threads, once', async () => {
  const event = desk.aws.announce({ entities: ids });
  for (let round = 0; round < 3; round++) await heard();
  const [one = '', two = ''] = ids;
  expect(await warned()).toEqual([
    [expect.stringContaining(`AWS plans maintenance on both ports of the pair at once: ${one} and ${two}.`)],
    [expect.stringContaining(`AWS plans maintenance on both ports of the pair at once: ${two} and ${one}.`)],
  ]);
  event.startTime += HOUR;
  await heard();
  expect((await warned()).map((all) => all.length)).toEqual([2, 2]);
  expect(await standing()).toBe(2);
  event.status = 'closed';
  await heard();
  expect(await standing()).toBe(0);
});

test('one after the other is none; two that overlap are', async () => {
  const [one = '', two = ''] = ids;
  const first = desk.aws.announce({ entities: [one] });
  const second = desk.aws.announce({ entities: [two], startTime: first.endTime ?? 0 });
  for (let round = 0; round < 2; round++) await heard();
  expect(await warned()).toEqual([[], []]);
  second.startTime -= HOUR;
  for (let round = 0; round < 2; round++) await heard();
  expect((await warned()).map((all) => all.length)).toEqual([1, 1]);
});

test('what is stored of one port can’t be read: maintenance is told of the other', async () => {
  desk.aws.announce({ entities: ids });
  await desk.database.sql(`update ports set history = '{' where request_id = '${requests[0]}'`);
  const round = hearOfMaintenance({ store: desk.deps.store, health, random: () => 0.5 }, 0);
  expect((await round)?.failed.map(({ item }) => item)).toEqual([requests[0]]);
  desk.id = requests[1] ?? '';
  expect((await desk.lines()).filter(({ kind }) => kind === 'maintenance')).toHaveLength(1);
});
