import { expect, test } from 'vitest';
import { recordOutcome } from '../../src/actions/placing/record-outcome.ts';
import { buttonsOf, requestIdOf, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const WINDOW_MS = 1_201_000;
const LOOK_MS = 61_000;
const { stage, firstCard, status, line, creates } = useStage();

const listings = () => stage.aws.calls('DescribeInterconnects').length;

async function approved(): Promise<void> {
  await stage.start();
  await stage.order();
  const card = await firstCard();
  await stage.cast.lee.press(card, 'Approve');
}

/** Lets a slow look at AWS begin, and returns while it is under way. */
async function slowLook(travel: number): Promise<void> {
  stage.aws.fault('DescribeInterconnects', { kind: 'slow', ms: 1_500 }, 1_000);
  const before = listings();
  stage.travel(travel);
  await stage.aws.until('a slow look', () => listings() > before, WAIT_MS);
}

test("AWS's answer that arrives after people were asked still counts", async () => {
  stage.aws.fault('CreateInterconnect', { kind: 'html', status: 502 });
  await approved();
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

test('Order again waits for no lease that a look under way has left', async () => {
  stage.aws.fault('CreateInterconnect', { kind: 'html', status: 502 });
  await approved();
  await status('Outcome unknown');
  stage.travel(WINDOW_MS);
  await stage.slack.until('the buttons', () => buttonsOf(stage.card()).includes('Order again'), WAIT_MS);
  const reads = stage.slack.calls('usergroups.list').length;
  await stage.cast.olga.press(stage.card(), 'Give up');
  await stage.slack.until(
    'the approvers',
    () => stage.slack.calls('usergroups.list').length > reads,
    WAIT_MS,
  );
  await slowLook(LOOK_MS);
  await stage.cast.lee.press(stage.card(), 'Order again');
  stage.aws.clearFaults();
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
});
