import { expect, test } from 'vitest';
import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import { blockIds, buttonsOf, requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// Orders into a LAG, whose members a listing may lack, and which counts a link before it shows it.

const WINDOW_MS = 1_201_000;
const LAG = 'dxlag-fgroom24';
const { stage, firstCard, status, line, creates } = useStage();

/** Erin asks for a port in the LAG; answers the card. */
async function askedIntoLag(overrides: Record<string, string> = {}): Promise<StoredMessage> {
  const { erin } = stage.cast;
  await stage.start(overrides);
  await stage.aws.until('the catalog', () => stage.aws.calls('DescribeLags').length > 0, WAIT_MS);
  await erin.slash('/interconnect', '', stage.lobby);
  await stage.slack.until('the form', () => erin.modal(), WAIT_MS);
  await erin.choose('location', 'EqDC2', 'EqDC2');
  await stage.slack.until('bandwidths', () => blockIds(erin).includes('bandwidth:EqDC2'), WAIT_MS);
  await erin.choose('bandwidth', '10Gbps');
  await stage.slack.until(
    'LAGs',
    () => blockIds(erin).some((id) => id.startsWith('lag:EqDC2:10Gbps')),
    WAIT_MS,
  );
  await erin.choose('lag', LAG, '');
  await erin.type('name', 'dc2-core-01');
  await erin.type('reason', 'New core');
  await erin.submit();
  return firstCard();
}

/** The listing was read so many times more. */
async function polls(count: number): Promise<void> {
  for (let done = 0; done < count; done++) {
    const before = stage.aws.calls('DescribeInterconnects').length;
    stage.travel(10_000);
    await stage.aws.until(
      'a listing',
      () => stage.aws.calls('DescribeInterconnects').length > before,
      WAIT_MS,
    );
  }
}

test('a LAG that is gone when the order would leave: it goes back to whoever asked', async () => {
  const card = await askedIntoLag({ FREEZE: 'true' });
  await stage.cast.lee.press(card, 'Approve');
  await status('Approved, on hold');
  await stage.stop();
  stage.aws.lags = stage.aws.lags.filter(({ lagId }) => lagId !== LAG);
  await stage.start();
  stage.travel(10_000);
  await status('Sent back: ');
  expect(creates()).toBe(0);
});

test('a throttled order is not repeated where the LAG has gained a link: people decide, and see both counts', async () => {
  const card = await askedIntoLag();
  stage.aws.setVisibilityDelay(3_600_000);
  stage.aws.fault('CreateInterconnect', {
    kind: 'error',
    name: 'ThrottlingException',
    status: 400,
    made: true,
  });
  await stage.cast.lee.press(card, 'Approve');
  await line('AWS was busy and made nothing');
  stage.travel(20_000);
  await status('Needs a decision');
  await line('The LAG had ');
  expect(creates()).toBe(1);
  // Whoever has seen that may order again all the same.
  await stage.slack.until('the buttons', () => buttonsOf(stage.card()).includes('Order again'), WAIT_MS);
  await stage.cast.lee.press(stage.card(), 'Order again');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
});

test('a member that shows in its LAG alone is followed, and not missing', async () => {
  const card = await askedIntoLag();
  stage.aws.setLagMembers('nowhere');
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  await polls(14);
  const [port] = stage.aws.interconnects;
  if (!port) throw new Error('There is no port.');
  stage.aws.setState(port.interconnectId, 'available');
  await polls(2);
  await status(`Ordered: ${port.interconnectId}, available`);
  expect(stage.thread().filter((said) => said.includes('is missing'))).toEqual([]);
});

test('It exists finds a member that shows in its LAG alone', async () => {
  const card = await askedIntoLag();
  stage.aws.setLagMembers('nowhere');
  stage.aws.setNewPorts({ interconnectName: 'renamed' });
  stage.aws.fault('CreateInterconnect', { kind: 'reset', made: true });
  await stage.cast.lee.press(card, 'Approve');
  await status('Needs a decision');
  const { lee } = stage.cast;
  const [port] = stage.aws.interconnects;
  if (!port) throw new Error('There is no port.');
  await lee.press(stage.card(), 'It exists');
  await stage.slack.until('the question', () => lee.modal(), WAIT_MS);
  await lee.type('interconnect', port.interconnectId);
  await lee.submit();
  const says = (text: string) =>
    stage.slack.until(text, () => JSON.stringify(lee.modal()?.view.blocks ?? '').includes(text), WAIT_MS);
  await says('The name is renamed, ordered was dc2-core-01.');
  await lee.submit();
  await status(`Ordered: ${port.interconnectId}`);
});

test('a call that lands late and shows no tags is announced all the same', async () => {
  await stage.start();
  await stage.order();
  const card = await firstCard();
  stage.aws.setNewPorts({ listedTags: 'empty' });
  stage.aws.fault('CreateInterconnect', { kind: 'reset', made: 'late' });
  await stage.cast.lee.press(card, 'Approve');
  await status('Outcome unknown');
  stage.travel(WINDOW_MS);
  await status('Needs a decision');
  await stage.slack.until('the buttons', () => buttonsOf(stage.card()).length === 3, WAIT_MS);
  await stage.cast.lee.press(stage.card(), 'Order again');
  await status('Ordered: dxcon-');
  stage.aws.land();
  await polls(1);
  await line('A second port: ');
  expect(requestIdOf(stage.card())).toMatch(/^ic-/);
  expect(stage.aws.interconnects).toHaveLength(2);
});
