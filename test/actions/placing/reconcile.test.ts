import { expect, test } from 'vitest';
import { giveUp } from '../../../src/actions/attending/give-up.ts';
import { reconcile } from '../../../src/actions/placing/reconcile.ts';
import type { RequestState } from '../../../src/domain/request/request.ts';
import { LEE } from '../../store/support/samples.ts';
import { useDesk, WINDOW_MS } from '../support/desk.ts';

const MINUTE = 60_000;
const ORDERED = /^Ordered: dxcon-\w{8}, requested$/;
const UNKNOWN = 'Outcome unknown: looking for the port at AWS';
const NONE_FOUND = 'No port found after 20 minutes. One may still exist. Order again, It exists, or Give up?';
const desk = useDesk();
const state = async () => (await desk.view()).request.state;

/** What ends a search by the tag. */
const foundByTag = (interconnectId: string | undefined) =>
  expect.stringContaining(`Found ${interconnectId} by this order's tag: taken over, not ordered again.`);

test('a lost answer is unknown, is never sent again, and the port is found by its tag', async () => {
  desk.aws.setVisibilityDelay(1_500);
  desk.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
  await desk.placed();
  expect(await desk.status()).toBe(UNKNOWN);
  await reconcile(desk.deps);
  expect(await desk.status()).toBe(UNKNOWN);
  desk.travel(2_000);
  await reconcile(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  const [port] = desk.aws.interconnects;
  // The first looks have cleared it up: nobody was called.
  expect(await desk.said()).toEqual([foundByTag(port?.interconnectId)]);
  expect(await desk.said('dm')).toHaveLength(2);
  expect((await desk.events()).slice(3)).toEqual(['attempt_committed', 'attempt_unknown', 'found']);
  expect(desk.calls()).toBe(1);
  expect(desk.aws.interconnects).toHaveLength(1);
});

test('people are called once the first looks have found nothing, and once only', async () => {
  desk.aws.fault('CreateInterconnect', { kind: 'reset', made: false });
  await desk.placed();
  await reconcile(desk.deps);
  expect(await desk.said()).toEqual([]);
  for (let look = 0; look < 3; look += 1) {
    desk.travel(2_000);
    await reconcile(desk.deps);
  }
  const lost = expect.stringMatching(
    /^AWS's answer was lost \(ECONNRESET\)\. A port may exist\. Looking until /,
  );
  expect(await desk.said()).toEqual([lost]);
  expect((await desk.said('dm')).at(-1)).toContain(UNKNOWN);
  expect((await desk.events()).filter((event) => event === 'still_unknown')).toHaveLength(1);
});

test('what an older version has left looking calls nobody twice: it called at once', async () => {
  desk.aws.fault('CreateInterconnect', { kind: 'reset', made: false });
  await desk.placed();
  const { called: _, ...older } = (await state()) as Extract<RequestState, { status: 'unsettled' }>;
  await desk.deps.store.transaction(async (tx) => {
    const request = await tx.requests.lock(desk.id);
    if (request) await tx.requests.put({ ...request, state: older });
  });
  desk.travel(4_000);
  await reconcile(desk.deps);
  expect(await desk.said()).toEqual([]);
});

test('the card is drawn anew when the first order can no longer arrive', async () => {
  desk.deps = { ...desk.deps, settleWindowMs: MINUTE };
  desk.aws.fault('CreateInterconnect', { kind: 'reset', made: false });
  await desk.placed();
  desk.travel(MINUTE);
  await reconcile(desk.deps);
  expect(await desk.status()).toBe('Needs a decision');
  const wanted = async () =>
    (await desk.deps.store.read((at) => at.messages.of(desk.id))).find(
      ({ destination }) => destination === 'channel',
    )?.wanted ?? 0;
  const { lateUntil } = (await state()) as Extract<RequestState, { status: 'needs_decision' }>;
  const now = () => desk.deps.store.read(async (at) => at.now);
  const before = await wanted();
  desk.travel(lateUntil - (await now()) - 30_000);
  await reconcile(desk.deps);
  expect(await wanted()).toBe(before);
  desk.travel(30_000);
  await reconcile(desk.deps);
  expect(await wanted()).toBe(before + 1);
  desk.travel(MINUTE);
  await reconcile(desk.deps);
  expect(await wanted()).toBe(before + 1);
});

test('what AWS has not made and nobody knows of is put to people at the end of the window', async () => {
  desk.aws.fault('CreateInterconnect', { kind: 'html', status: 502 });
  await desk.placed();
  expect(await desk.status()).toBe(UNKNOWN);
  await reconcile(desk.deps);
  desk.travel(WINDOW_MS - 2_000);
  await reconcile(desk.deps);
  expect(await desk.status()).toBe(UNKNOWN);
  desk.travel(2_000);
  await reconcile(desk.deps);
  expect(await desk.status()).toBe('Needs a decision');
  expect((await desk.said()).at(-1)).toContain(NONE_FOUND);
  expect((await desk.events()).at(-1)).toBe('not_settled');
  expect(desk.calls()).toBe(1);
});

test('people see what is known, and three ways on', async () => {
  const { id } = await desk.undecided();
  expect(await desk.status()).toBe('Needs a decision');
  expect(await desk.buttons()).toEqual(['It exists', 'Order again', 'Give up']);
  expect((await desk.said()).at(-1)).toMatch(
    /^No port found after 20 minutes\..*\nAttempt 1 at .* UTC: ECONNRESET\.$/s,
  );
  const [attempt] = await desk.deps.store.read((at) => at.attempts.of(id));
  // A signed call may land 15 minutes late.
  expect(await state()).toMatchObject({ lateUntil: (attempt?.deadlineAt ?? 0) + 15 * MINUTE });
});

test('a port that shows up after people were asked is still taken over', async () => {
  await desk.undecided(true);
  expect(await desk.status()).toBe('Needs a decision');
  desk.aws.setVisibilityDelay(0);
  desk.travel(MINUTE);
  await reconcile(desk.deps);
  expect((await desk.said()).at(-1)).toEqual(foundByTag(desk.aws.interconnects[0]?.interconnectId));
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(1);
});

test('a port that is found while its request is given up is announced, not lost', async () => {
  const { id: requestId } = await desk.undecided(true);
  expect(await desk.buttons()).toContain('Give up');
  desk.aws.setVisibilityDelay(0);
  desk.travel(MINUTE);
  desk.meanwhile = () => giveUp(desk.deps, { requestId, attempt: 1, by: LEE });
  await reconcile(desk.deps);
  expect(await desk.status()).toBe('Given up by Lee');
  const [port] = desk.aws.interconnects;
  expect((await desk.said()).at(-1)).toContain(
    `${port?.interconnectId} bears this order's tag, but the order has ended without a port.`,
  );
  expect((await desk.events()).slice(-2)).toEqual(['given_up', 'stray_seen']);
});

test('a port that is found deleted was made and is gone: the request is closed, not ordered again', async () => {
  desk.aws.setVisibilityDelay(1_000);
  desk.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
  await desk.placed();
  expect(await desk.status()).toBe(UNKNOWN);
  const [port] = desk.aws.interconnects;
  desk.aws.setState(port?.interconnectId ?? '', 'deleted');
  desk.travel(2_000);
  await reconcile(desk.deps);
  expect(await desk.status()).toBe(`Deleted at AWS: ${port?.interconnectId}`);
  expect(await desk.buttons()).toEqual(['Request again']);
  expect((await desk.events()).slice(-2)).toEqual(['found', 'port_gone']);
  expect(desk.calls()).toBe(1);
});
