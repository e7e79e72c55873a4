import { expect, test } from 'vitest';
import { buttonsOf, statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const MINUTE = 60_000;
const { stage, firstCard, status, line, creates } = useStage();

async function approved(overrides: Record<string, string> = {}): Promise<void> {
  await stage.start(overrides);
  await stage.order();
  const card = await firstCard();
  await stage.cast.lee.press(card, 'Approve');
}

test('AWS refuses: its words in the thread, nothing made, Try again sends once more', async () => {
  stage.aws.fault('CreateInterconnect', {
    kind: 'error',
    name: 'DirectConnectClientException',
    status: 400,
    message: 'No ports <!here> left.',
  });
  await approved();
  await status('Refused by AWS: nothing was ordered');
  await line(
    'AWS refused the order and made nothing: "No ports &lt;!here&gt; left." (DirectConnectClientException).',
  );
  await stage.slack.until('the buttons', () => buttonsOf(stage.card()).includes('Try again'), WAIT_MS);
  expect(buttonsOf(stage.card())).toEqual(['Try again', 'Request again']);
  const card = stage.card();
  await Promise.all([stage.cast.erin.press(card, 'Try again'), stage.cast.lee.press(card, 'Try again')]);
  await status('Ordered: dxcon-');
  expect(creates()).toBe(2);
  expect(stage.aws.interconnects).toHaveLength(1);
});

test('a lost answer is unknown, is never sent again, and the port is found by its tag', async () => {
  stage.aws.setVisibilityDelay(1_500);
  stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
  await approved();
  await status('Outcome unknown: looking for the port at AWS');
  await status('Ordered: dxcon-');
  const [port] = stage.aws.interconnects;
  await line(`Found ${port?.interconnectId} by this order's tag: taken over, not ordered again.`);
  // The first looks cleared it up: nobody was called.
  expect(stage.thread().filter((text) => text.includes('answer was lost'))).toEqual([]);
  expect(creates()).toBe(1);
  expect(stage.aws.interconnects).toHaveLength(1);
});

test('what is no longer offered goes back to people, who edit it; old votes are void', async () => {
  await stage.start();
  await stage.order();
  const card = await firstCard();
  const site = stage.aws.locations.find(({ locationCode }) => locationCode === 'EqDC2');
  const before = site?.availablePortSpeeds ?? [];
  if (site) site.availablePortSpeeds = ['1G'];
  // What was read within the last five minutes serves.
  stage.travel(6 * MINUTE);
  await stage.cast.lee.press(card, 'Approve');
  await status('Sent back: EqDC2 offers 1Gbps.');
  expect(creates()).toBe(0);
  if (site) site.availablePortSpeeds = before;
  await stage.cast.erin.press(stage.card(), 'Edit and ask again');
  await stage.slack.until('the form', () => stage.cast.erin.modal()?.view.callback_id === 'order', WAIT_MS);
  await stage.cast.erin.submit();
  await status('Waiting for approval: 0 of 1 from net-leads');
  await stage.slack.until(
    'the link to the card in the form that was sent',
    () => JSON.stringify(stage.cast.erin.modal()?.view.blocks).includes('|Open the card>'),
    WAIT_MS,
  );
  await stage.cast.lin.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
});

test('an edit of a request that has ended meanwhile keeps what was typed, and says why it is not sent', async () => {
  const { erin } = stage.cast;
  await stage.start();
  await stage.order();
  const card = await firstCard();
  const site = stage.aws.locations.find(({ locationCode }) => locationCode === 'EqDC2');
  if (site) site.availablePortSpeeds = ['1G'];
  stage.travel(6 * MINUTE);
  await stage.cast.lee.press(card, 'Approve');
  await status('Sent back: EqDC2 offers 1Gbps.');
  await erin.press(stage.card(), 'Edit and ask again');
  await stage.slack.until('the form', () => erin.modal()?.view.callback_id === 'order', WAIT_MS);
  await erin.choose('bandwidth', '1Gbps');
  await erin.type('name', 'dc2-core-77');
  stage.travel(73 * 60 * MINUTE);
  await status('Expired: ');
  await erin.submit();
  expect(erin.modal()?.errors).toEqual({
    reason:
      'Nothing was recorded: the request has moved on since this form was opened. Look at its card. For another port close this and type /interconnect.',
  });
  expect(erin.modal()?.values.name?.name?.value).toBe('dc2-core-77');
});

test('the direct message follows to the end', async () => {
  await approved({ DRY_RUN: 'true' });
  const first = () => stage.dm(stage.cast.erin)[0];
  const says = (text: string) =>
    stage.slack.until(
      text,
      () => {
        const message = first();
        return message !== undefined && statusOf(message).startsWith(text);
      },
      WAIT_MS,
    );
  await says('Dry run: nothing was sent to AWS');
  expect(stage.dm(stage.cast.erin)).toHaveLength(1);
  const told = stage.dmLines(stage.cast.erin);
  expect(told.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^dc2-core-01, 10Gbps at EqDC2: Approved by Lee/),
    'dc2-core-01, 10Gbps at EqDC2: Dry run: nothing was sent to AWS',
  ]);
  // Top-level, each a push of its own, and nobody is mentioned.
  expect(told.every(({ threadTs }) => threadTs === undefined)).toBe(true);
  expect(JSON.stringify(told.map(({ blocks }) => blocks))).not.toContain('<@');
});
