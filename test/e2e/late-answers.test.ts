import { test } from 'vitest';
import { recordOutcome } from '../../src/actions/placing/record-outcome.ts';
import { requestIdOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

const WINDOW_MS = 1_201_000;
const { stage, firstCard, status, line } = useStage();

test("AWS's answer that arrives after people were asked still counts", async () => {
  stage.aws.fault('CreateInterconnect', { kind: 'html', status: 502 });
  await stage.start();
  await stage.order();
  await stage.cast.lee.press(await firstCard(), 'Approve');
  await status('Outcome unknown');
  stage.travel(WINDOW_MS);
  await status('Needs a decision');
  const deps = { store: stage.store(), random: () => 0, pause: async () => undefined, settleWindowMs: 1 };
  const interconnect = {
    interconnectId: 'dxcon-late0002',
    name: 'dc2-core-01',
    state: 'requested',
    location: 'EqDC2',
    bandwidth: '10Gbps',
  };
  const outcome = { kind: 'created', awsRequestId: 'r-1', interconnect } as const;
  // The lease is another's by now.
  const claim = {
    request: { id: requestIdOf(stage.card()) },
    lease: { token: 1, until: null },
    giveBack: async () => undefined,
  };
  await recordOutcome(deps, claim, { attempt: 1, outcome, accountId: stage.aws.accountId });
  await status('Ordered: dxcon-late0002');
  // A second such answer, for an order that has its port, is a second port.
  const second = { ...interconnect, interconnectId: 'dxcon-late0003' };
  const late = { ...outcome, interconnect: second };
  await recordOutcome(deps, claim, { attempt: 1, outcome: late, accountId: stage.aws.accountId });
  await line("A second port: dxcon-late0003 bears this order's tag too, beside dxcon-late0002.");
});
