import { expect, test } from 'vitest';
import { buttonsOf, requestIdOf, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const WINDOW_MS = 1_201_000;
const LOOK_MS = 61_000;
const { stage, firstCard, status, line, told, creates } = useStage();

/** An order whose answer was lost, and that could not be found in the whole window. */
async function undecided(overrides: Record<string, string> = {}): Promise<void> {
  await stage.start(overrides);
  await stage.order();
  const card = await firstCard();
  stage.aws.fault('CreateInterconnect', { kind: 'reset' });
  await stage.cast.lee.press(card, 'Approve');
  if (overrides.QUORUM === '2') {
    await status('Waiting for approval: 1 of 2');
    await stage.cast.lin.press(card, 'Approve');
  }
  await status('Outcome unknown');
  stage.travel(WINDOW_MS);
  await status('Needs a decision');
  await line('One may still exist. Order again, It exists, or Give up?');
  const offered = () => buttonsOf(stage.card()).join() === 'Order again,It exists,Give up';
  await stage.slack.until('the buttons', offered, WAIT_MS);
}

test('Order again: two leads on one card make one call', async () => {
  await undecided();
  const card = stage.card();
  const { erin, lee, lin, olga } = stage.cast;
  await erin.press(card, 'Order again');
  await told(erin, 'You asked for this port');
  await olga.press(card, 'Order again');
  await told(olga, "You can't decide this: it takes net-leads.");
  expect(creates()).toBe(1);
  await Promise.all([lee.press(card, 'Order again'), lin.press(card, 'Order again')]);
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
  expect(stage.aws.interconnects).toHaveLength(1);
});

test('Order again takes as many people as the approval took', async () => {
  await undecided({ QUORUM: '2' });
  await stage.cast.lee.press(stage.card(), 'Order again');
  await told(stage.cast.lee, 'Counted. Still needed: 1.');
  expect(creates()).toBe(1);
  await stage.cast.lin.press(stage.card(), 'Order again');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
});

test('Order again counts no vote that is older than an approval may get, nor one for something else', async () => {
  await undecided({ QUORUM: '2' });
  const { lee, lin } = stage.cast;
  await lee.press(stage.card(), 'Order again');
  await told(lee, 'Counted. Still needed: 1.');
  const id = requestIdOf(stage.card());
  await stage.store().transaction(async (tx) => {
    const request = await tx.requests.lock(id);
    if (!request) throw new Error('The request is gone.');
    const { revision, fingerprint } = request;
    const vote = { requestId: id, revision, attempt: 1, fingerprint, at: tx.now } as const;
    await tx.votes.cast({ ...vote, voter: { id: 'U0MAX', name: 'Max' }, choice: 'exists:dxcon-zzzzzzzz' });
  });
  stage.travel(73 * 3_600_000);
  await lin.press(stage.card(), 'Order again');
  await told(lin, 'Counted. Still needed: 1.');
  expect(creates()).toBe(1);
  await lee.press(stage.card(), 'Order again');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
});

test('Order again waits for one complete look-up', async () => {
  await stage.start();
  await stage.order();
  const card = await firstCard();
  stage.aws.fault('CreateInterconnect', { kind: 'reset' });
  await stage.cast.lee.press(card, 'Approve');
  await stage.aws.until('the call', () => creates() === 1, WAIT_MS);
  stage.aws.fault(
    'DescribeInterconnects',
    { kind: 'error', name: 'AccessDeniedException', status: 403 },
    10_000,
  );
  await status('Outcome unknown');
  stage.travel(WINDOW_MS);
  await line('AWS could not be searched for 20 minutes. A port may exist.');
  await stage.slack.until('the buttons', () => buttonsOf(stage.card()).length === 3, WAIT_MS);
  await stage.cast.lee.press(stage.card(), 'Order again');
  await told(stage.cast.lee, 'Not yet: AWS could not be searched completely since the call.');
  expect(creates()).toBe(1);
  stage.aws.clearFaults();
  stage.travel(LOOK_MS);
  await line('No port found after');
  await stage.slack.until('a fresh card', () => stage.slack.calls('chat.update').length > 0, WAIT_MS);
  stage.travel(1);
  await stage.cast.lee.press(stage.card(), 'Order again');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
});

test('It exists: a look-alike is shown first, checked with AWS, and taken over', async () => {
  await undecided();
  stage.aws.interconnects.push({
    accountId: stage.aws.accountId,
    region: 'us-east-1',
    interconnectId: 'dxcon-byhand01',
    interconnectName: 'dc2-core-01',
    interconnectState: 'requested',
    bandwidth: '10Gbps',
    location: 'EqDC2',
    lagId: undefined,
    providerName: undefined,
    requestMACSec: false,
    tags: [],
    createdAt: Date.now(),
    loaIssueTime: undefined,
  });
  stage.travel(LOOK_MS);
  await line('New since then, with the same name: dxcon-byhand01.');
  const { lee } = stage.cast;
  await lee.press(stage.card(), 'It exists');
  await stage.slack.until('the question', () => lee.modal(), WAIT_MS);
  await lee.type('interconnect', 'dxcon-nothere1');
  await lee.submit();
  const says = (text: string) =>
    stage.slack.until(text, () => JSON.stringify(lee.modal()?.view.blocks).includes(text), WAIT_MS);
  await says('AWS lists no dxcon-nothere1 in us-east-1.');
  await lee.close();
  await lee.press(stage.card(), 'It exists');
  await stage.slack.until(
    'the look-alike, filled in',
    () => JSON.stringify(lee.modal()?.values ?? '').includes('dxcon-byhand01'),
    WAIT_MS,
  );
  await lee.submit();
  // It may be anybody's: whoever takes it has seen that.
  await says('AWS shows it without the tag interconnect-bot:request-id.');
  await lee.submit();
  await says("dxcon-byhand01 is now this order's port.");
  await status('Ordered: dxcon-byhand01');
  expect(creates()).toBe(1);
});

test('Give up ends it', async () => {
  await undecided();
  await stage.cast.lee.press(stage.card(), 'Give up');
  await status('Given up by Lee');
  expect(buttonsOf(stage.card())).toEqual(['Request again']);
  expect(creates()).toBe(1);
});

test('a call that lands late, after people ordered again, is announced once', async () => {
  await undecided();
  await stage.cast.lee.press(stage.card(), 'Order again');
  await status('Ordered: dxcon-');
  const [own] = stage.aws.interconnects;
  if (!own) throw new Error('There is no port.');
  const late = { ...own, interconnectId: 'dxcon-late0001' };
  stage.aws.interconnects.push(late);
  await line(`A second port: dxcon-late0001 bears this order's tag too, beside ${own.interconnectId}.`);
  const listings = stage.aws.calls('DescribeInterconnects').length;
  await stage.aws.until(
    'two more listings',
    () => stage.aws.calls('DescribeInterconnects').length > listings + 1,
    WAIT_MS,
  );
  expect(stage.thread().filter((said) => said.includes('A second port'))).toHaveLength(1);
});
