import { beforeEach, expect, test } from 'vitest';
import { roleIdentity } from '../../../sandbox/aws/trail.ts';
import { attendPort } from '../../../src/actions/following/attend-port.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { traceDeletions } from '../../../src/actions/tracing/trace-deletions.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { Aws } from '../../../src/interfaces/aws.ts';
import { LEE, ORDER } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const desk = useDesk();
let trail: Aws['trail'];
let id: string;
beforeEach(async () => {
  trail = createDirectConnect('us-east-1', () => performance.now()).trail;
  await desk.placed();
  id = desk.aws.interconnects[0]?.interconnectId ?? '';
});

const ERIN = roleIdentity('arn:aws:sts::111122223333:assumed-role/net-admin/erin');
const traced = () => traceDeletions({ store: desk.deps.store, trail });
const list = async () => {
  desk.travel(5_000);
  await follow(desk.deps);
};
const deleteAs = async (identity: Record<string, unknown>) => {
  desk.aws.deleteAs(id, identity);
  await list();
};
/** Rounds a minute apart, and how often CloudTrail was asked in them. */
const minutes = async (count: number) => {
  const before = desk.calls('LookupEvents');
  for (let minute = 0; minute < count; minute++) {
    desk.travel(MINUTE);
    await traced();
  }
  return desk.calls('LookupEvents') - before;
};
const lines = async () => (await desk.said()).filter((said) => said.startsWith('Deleted by'));

test('who deleted a port is told once CloudTrail knows, and stands on the card', async () => {
  await deleteAs(ERIN);
  expect(await minutes(4)).toBe(0);
  expect(await minutes(1)).toBe(1);
  expect(await lines()).toEqual([
    expect.stringMatching(/^Deleted by net-admin\/erin at .* UTC \(CloudTrail\)\.$/),
  ]);
  expect((await desk.view()).deletion).toMatchObject({ by: 'net-admin/erin' });
  expect(await minutes(60)).toBe(0);
  expect(await lines()).toHaveLength(1);
  expect((await desk.events()).filter((event) => event === 'deletion_traced')).toHaveLength(1);
});

test('CloudTrail that is later is asked again; nothing is said of what it never knows', async () => {
  desk.aws.setTrailDelay(18 * MINUTE);
  await deleteAs({ type: 'IAMUser', userName: '<@U1> & *x*' });
  expect(await minutes(19)).toBe(2);
  expect(await lines()).toEqual([]);
  expect(await minutes(1)).toBe(1);
  expect((await lines())[0]).toContain('Deleted by &lt;@U1&gt; &amp; *x* at ');
});

test('nobody is named for a port that AWS has deleted by itself', async () => {
  desk.aws.setState(id, 'deleted');
  await list();
  expect(await minutes(60)).toBe(4);
  expect(await lines()).toEqual([]);
  expect((await desk.view()).deletion).toBeUndefined();
});

test('a port that is missing is asked about too', async () => {
  desk.aws.deleteAs(id, ERIN);
  const [port] = desk.aws.interconnects;
  if (port) port.shown = 'nowhere';
  for (let round = 0; round < 13; round++) await list();
  expect(await attendPort(desk.deps)).toBe(true);
  expect(await minutes(6)).toBe(1);
  expect(await lines()).toHaveLength(1);
});

test('two that ask at once tell it once', async () => {
  await deleteAs(ERIN);
  desk.travel(5 * MINUTE);
  const answering = Promise.withResolvers<void>();
  const slow: Aws['trail'] = {
    async deletions(...asked) {
      await answering.promise;
      return trail.deletions(...asked);
    },
  };
  const first = traceDeletions({ store: desk.deps.store, trail: slow });
  await expect.poll(() => desk.database.sql("select 1 from duties where name = 'tracing'")).toHaveLength(1);
  desk.travel(MINUTE);
  await traced();
  answering.resolve();
  await first;
  expect(await lines()).toHaveLength(1);
});

test('an answer that knew nothing yet, and comes late, has nobody asked again', async () => {
  await deleteAs(ERIN);
  desk.travel(5 * MINUTE);
  const answering = Promise.withResolvers<void>();
  const slow: Aws['trail'] = {
    async deletions() {
      await answering.promise;
      return { kind: 'told', deletions: new Map() };
    },
  };
  const first = traceDeletions({ store: desk.deps.store, trail: slow });
  await expect.poll(() => desk.database.sql("select 1 from duties where name = 'tracing'")).toHaveLength(1);
  desk.travel(MINUTE);
  await traced();
  answering.resolve();
  await first;
  expect(await minutes(60)).toBe(0);
  expect(await lines()).toHaveLength(1);
});

test('where CloudTrail can’t be asked that is said, and it is asked again for a day', async () => {
  await deleteAs(ERIN);
  desk.travel(5 * MINUTE);
  desk.aws.fault('LookupEvents', { kind: 'error', name: 'AccessDeniedException', status: 400 }, 1);
  const { asked } = (await traced()) ?? {};
  expect([...(asked?.values() ?? [])]).toMatchObject([{ code: 'AccessDeniedException' }]);
  expect(await minutes(9)).toBe(0);
  expect(await minutes(1)).toBe(1);
  expect(await lines()).toHaveLength(1);
});

test('nothing is asked about a port that was gone long before, or after a day of refusals', async () => {
  await deleteAs(ERIN);
  desk.travel(DAY);
  expect(await minutes(20)).toBe(0);
});

test('what is stored of one request can’t be read: who deleted another port is told, and CloudTrail isn’t asked all the time', async () => {
  const first = desk.id;
  await deleteAs(ERIN);
  desk.travel(MINUTE);
  const order = { ...ORDER, interconnectName: 'dc2-core-02' };
  const second = await desk.asked({ submissionId: 'V2', order });
  await desk.approve(second, LEE);
  await place(desk.deps);
  id = desk.aws.interconnects[1]?.interconnectId ?? '';
  await deleteAs(ERIN);
  const [{ state } = {}] = await desk.database.sql(`select state from requests where id = '${first}'`);
  await desk.database.sql(`update requests set state = '{' where id = '${first}'`);
  const asked = desk.calls('LookupEvents');
  let failed = 0;
  for (let minute = 0; minute < 60; minute++) {
    desk.travel(MINUTE);
    await traced().catch(() => failed++);
  }
  expect(await lines()).toHaveLength(1);
  expect(failed).toBeGreaterThan(0);
  expect(desk.calls('LookupEvents') - asked).toBeLessThan(10);
  await desk.database.sql(`update requests set state = '${state}' where id = '${first}'`);
});
