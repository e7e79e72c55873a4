import { expect, test } from 'vitest';
import { orderAgain } from '../../../src/actions/attending/order-again.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import type { Followed } from '../../../src/actions/following/list.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { LEE } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();

/** What the next listing comes to, once it is due. */
async function listed(): Promise<Followed | undefined> {
  let came: Followed | undefined;
  desk.travel(5_000);
  await follow({
    ...desk.deps,
    onFollowed: (_where, followed) => {
      came = followed;
    },
  });
  return came;
}

test('a listing that fails or is empty changes nothing about a port', async () => {
  await desk.placed();
  const before = await desk.view();
  expect(before.request.state).toMatchObject({ status: 'ordered', portState: 'requested' });
  for (const [fault, code] of [
    [{ kind: 'error', name: 'AccessDeniedException', status: 403 }, 'AccessDeniedException'],
    [{ kind: 'truncated' }, 'SyntaxError'],
    [{ kind: 'reset' }, 'ECONNRESET'],
  ] as const) {
    desk.aws.fault('DescribeInterconnects', fault, 2);
    expect(await listed()).toMatchObject({ kind: 'could_not_look', code });
    desk.aws.clearFaults();
  }
  desk.aws.interconnects.splice(0);
  for (let times = 0; times < 2; times++) {
    expect(await listed()).toMatchObject({ kind: 'followed', seen: 0, changed: 0, failed: [], together: [] });
  }
  expect(await desk.view()).toMatchObject({ request: before.request, port: { seen: before.port?.seen } });
  expect(await desk.lines()).toHaveLength(1);
});

test('a call that lands late, after people ordered again, is announced once', async () => {
  const { id: requestId } = await desk.undecided();
  await orderAgain(desk.deps, { requestId, attempt: 1, candidates: [], by: LEE });
  await place(desk.deps);
  const [own] = desk.aws.interconnects;
  if (!own) throw new Error('There is no port.');
  expect(await desk.status()).toBe(`Ordered: ${own.interconnectId}, requested`);
  desk.aws.interconnects.push({ ...own, interconnectId: 'dxcon-late0001' });
  for (let times = 0; times < 3; times++) expect(await listed()).toMatchObject({ kind: 'followed', seen: 2 });
  const second = (await desk.said()).filter((said) => said.includes('A second port'));
  expect(second).toEqual([
    expect.stringContaining(
      `A second port: dxcon-late0001 bears this order's tag too, beside ${own.interconnectId}.`,
    ),
  ]);
  expect((await desk.events()).filter((event) => event === 'stray_seen')).toHaveLength(1);
  expect(desk.calls()).toBe(2);
});

test('whoever slept over a listing notes nothing of it', async () => {
  await desk.placed();
  const [port] = desk.aws.interconnects;
  if (!port) throw new Error('There is no port.');
  const show = (state: string) => desk.aws.setState(port.interconnectId, state);
  show('available');
  await listed();
  const before = await desk.said();
  show('down');
  desk.meanwhile = async () => {
    desk.travel(2 * 3_600_000);
    show('available');
  };
  await listed();
  await listed();
  expect(await desk.said()).toEqual(before);
});
