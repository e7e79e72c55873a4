import { expect, test } from 'vitest';
import { putByHand } from '../support/by-hand.ts';
import { buttonsOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const WINDOW_MS = 1_201_000;
const LOOK_MS = 61_000;
const { stage, firstCard, status, line, told, creates } = useStage();

/** An order whose answer was lost, and that could not be found in the whole window. */
async function undecided(): Promise<void> {
  await stage.start();
  await stage.order();
  const card = await firstCard();
  stage.aws.fault('CreateInterconnect', { kind: 'reset' });
  await stage.cast.lee.press(card, 'Approve');
  await status('Outcome unknown');
  stage.travel(WINDOW_MS);
  await status('Needs a decision');
  await line('One may still exist. Order again, It exists, or Give up?');
  const offered = () => buttonsOf(stage.card()).join() === 'It exists,Order again,Give up';
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

test('It exists: a look-alike is shown first, checked with AWS, and taken over', async () => {
  await undecided();
  putByHand(stage.aws, {
    interconnectId: 'dxcon-byhand01',
    interconnectName: 'dc2-core-01',
    interconnectState: 'requested',
    createdAt: Date.now(),
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
  // The form is back, with what was typed.
  expect(lee.modal()?.values.interconnect?.interconnect).toMatchObject({ value: 'dxcon-nothere1' });
  await lee.type('interconnect', 'dxcon-nothere2');
  await lee.submit();
  await says('AWS lists no dxcon-nothere2 in us-east-1.');
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
