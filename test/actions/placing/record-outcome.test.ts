import { expect, test } from 'vitest';
import { recordOutcome } from '../../../src/actions/placing/record-outcome.ts';
import { ACCOUNT, ORDER } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();

test("AWS's answer that arrives after people were asked still counts; a second one is a second port", async () => {
  const { id } = await desk.undecided();
  expect(await desk.status()).toBe('Needs a decision');
  // The lease is another's by now.
  const claim = { request: { id }, lease: { token: 1, until: null }, giveBack: async () => undefined };
  const answer = async (interconnectId: string) => {
    const { interconnectName: name, location, bandwidth } = ORDER;
    const interconnect = { interconnectId, name, state: 'requested', location, bandwidth };
    const outcome = { kind: 'created', awsRequestId: 'r-1', interconnect } as const;
    await recordOutcome(desk.deps, claim, { attempt: 1, outcome, accountId: ACCOUNT });
  };
  await answer('dxcon-late0002');
  expect(await desk.status()).toBe('Ordered: dxcon-late0002, requested');
  // For an order that has its port.
  await answer('dxcon-late0003');
  expect(await desk.status()).toBe('Ordered: dxcon-late0002, requested');
  expect((await desk.said()).at(-1)).toContain(
    "A second port: dxcon-late0003 bears this order's tag too, beside dxcon-late0002.",
  );
  expect((await desk.events()).slice(-2)).toEqual(['found', 'stray_seen']);
  expect(desk.calls()).toBe(1);
});
