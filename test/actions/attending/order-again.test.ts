import { expect, test } from 'vitest';
import { orderAgain } from '../../../src/actions/attending/order-again.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { reconcile } from '../../../src/actions/placing/reconcile.ts';
import type { Person } from '../../../src/domain/person.ts';
import { orderedAgainAnswer } from '../../../src/words/answers.ts';
import { utc } from '../../../src/words/time.ts';
import { LEE, LIN } from '../../store/support/samples.ts';
import { RULE, useDesk, WINDOW_MS } from '../support/desk.ts';

const MINUTE = 60_000;
const ORDERED = /^Ordered: dxcon-\w{8}, requested$/;
const MAX = { id: 'U0MAX', name: 'Max' };
const desk = useDesk();

/** What whoever presses Order again is told; undefined where the card is the answer. */
const pressed = async (by: Person) =>
  orderedAgainAnswer(await orderAgain(desk.deps, { requestId: desk.id, attempt: 1, candidates: [], by }));

test('two leads on one card make one call', async () => {
  await desk.undecided();
  const told = await Promise.all([pressed(LEE), pressed(LIN)]);
  expect(told.filter((answer) => answer === undefined)).toHaveLength(1);
  expect(told.find((answer) => answer !== undefined)).toMatch(
    /^Already approved by .* Your click changed nothing\.$/,
  );
  expect(await place(desk.deps)).toBe(true);
  expect(await place(desk.deps)).toBe(false);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(2);
  expect(desk.aws.interconnects).toHaveLength(1);
});

test('takes as many people as the approval took', async () => {
  desk.rule = { ...RULE, quorum: 2 };
  await desk.undecided();
  expect(await pressed(LEE)).toBe('Counted. Still needed: 1.');
  expect(await place(desk.deps)).toBe(false);
  expect(desk.calls()).toBe(1);
  expect(await pressed(LIN)).toBeUndefined();
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(2);
  const events = await desk.events();
  expect(events.slice(events.indexOf('not_settled') + 1)).toEqual([
    'voted_to_order_again',
    'voted_to_order_again',
    'ordered_again',
    'attempt_committed',
    'created',
  ]);
});

test('whoever presses too late is told when it was ordered again, not when it was approved', async () => {
  await desk.undecided();
  desk.travel(MINUTE);
  const { now } = desk.database.clock;
  expect(await pressed(LEE)).toBeUndefined();
  const told = `Already approved by Lee at ${utc(now)}. Your click changed nothing.`;
  expect(await pressed(LIN)).toBe(told);
  desk.travel(MINUTE);
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(await pressed(LIN)).toBe(told);
});

test('counts no vote that is older than an approval may get, nor one for something else', async () => {
  desk.rule = { ...RULE, quorum: 2 };
  const { id: requestId, revision, fingerprint } = await desk.undecided();
  expect(await pressed(LEE)).toBe('Counted. Still needed: 1.');
  desk.groups = new Map([...desk.groups].map(([id, users]) => [id, [...users, MAX.id]]));
  await desk.deps.store.transaction(async (tx) => {
    const vote = { requestId, revision, attempt: 1, fingerprint, comment: null, at: tx.now } as const;
    await tx.votes.cast({ ...vote, voter: MAX, choice: 'exists:dxcon-zzzzzzzz' });
  });
  desk.travel(73 * 60 * MINUTE);
  expect(await pressed(LIN)).toBe('Counted. Still needed: 1.');
  expect(await place(desk.deps)).toBe(false);
  expect(desk.calls()).toBe(1);
  expect(await pressed(LEE)).toBeUndefined();
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(2);
});

test('waits for one complete look-up', async () => {
  desk.aws.fault('CreateInterconnect', { kind: 'reset' });
  await desk.placed();
  expect(await desk.status()).toBe('Outcome unknown: looking for the port at AWS');
  const refusal = { kind: 'error', name: 'AccessDeniedException', status: 403 } as const;
  desk.aws.fault('DescribeInterconnects', refusal, 10_000);
  desk.travel(WINDOW_MS);
  await reconcile(desk.deps);
  expect((await desk.said()).at(-1)).toContain('AWS could not be searched for 20 minutes. A port may exist.');
  expect(await desk.buttons()).toEqual(['It exists', 'Give up']);
  expect(await pressed(LEE)).toMatch(/^Not yet: AWS could not be searched completely since the call\./);
  expect(await place(desk.deps)).toBe(false);
  expect(desk.calls()).toBe(1);
  desk.aws.clearFaults();
  desk.travel(MINUTE);
  await reconcile(desk.deps);
  expect((await desk.said()).at(-1)).toContain('No port found after');
  expect(await pressed(LEE)).toBeUndefined();
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(2);
});

test('waits for no lease that a look under way has left', async () => {
  await desk.undecided();
  desk.travel(MINUTE);
  desk.meanwhile = () => pressed(LEE);
  await reconcile(desk.deps);
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(2);
});
