import { expect, test } from 'vitest';
import { buttonsOf, privately, requestIdOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until, asked, status } = useStage();

/** The first card and the second. */
const cardOf = (index: 0 | 1) => stage.slack.messages(stage.approvals)[index];
const shownOn = (index: 0 | 1) => JSON.stringify(cardOf(index)?.blocks);
const threadOf = (index: 0 | 1) =>
  stage.slack.messages(stage.approvals, cardOf(index)?.ts).map(({ text }) => text);

test('a second port is asked for from the card, ordered apart from the first, and both threads say whether the two are diverse', async () => {
  const { slack, aws, cast } = stage;
  await cast.lee.press(await asked(), 'Approve');
  await status('Ordered: ');
  const one = aws.interconnects[0]?.interconnectId ?? '';
  await cast.lin.press(stage.card(), 'Order a second one');
  const form = await until('the form', () => cast.lin.modal());
  expect(form.values.name?.name).toMatchObject({ value: 'dc2-core-02' });
  expect(JSON.stringify(form.view.blocks)).toContain(`Second port beside ${one} at EqDC2 (Ashburn).`);
  // A choice that is made draws the form anew: it is the second port's still.
  await cast.lin.choose('bandwidth', '1Gbps');
  await cast.lin.type('name', 'dc2-core-01');
  await cast.lin.submit();
  await until('the refused name', () => cast.lin.modal()?.errors?.name?.includes('has this name'));
  await cast.lin.type('name', 'dc2-core-02');
  await cast.lin.submit();
  const second = await until('the second card', () => cardOf(1));
  const asksFor = new RegExp(`A second port is asked for: .*"type":"link".*"text":"${requestIdOf(second)}"`);
  await until('the first card leads to it', () => asksFor.test(shownOn(0)));
  expect(JSON.stringify(cardOf(0)?.blocks)).not.toContain('Order a second one');

  await cast.lee.press(second, 'Approve');
  await until('the second port', () => aws.interconnects.length === 2);
  expect(aws.calls('CreateInterconnect')).toHaveLength(2);
  const two = aws.interconnects[1]?.interconnectId ?? '';
  const links = (index: 0 | 1, port: string) =>
    new RegExp(`"type":"link","url":"http[^"]*","text":"${port}"`).test(shownOn(index));
  await until('each card links the other', () => links(0, two) && links(1, one));
  for (const port of aws.interconnects) {
    port.awsDevice = 'EqDC2-a1';
    aws.setState(port.interconnectId, 'pending');
  }
  const told = (index: 0 | 1, port: string) =>
    threadOf(index).some((text) => text.startsWith(`Same AWS device as ${port}: not diverse.`));
  await until('the verdict in both threads', () => told(0, two) && told(1, one));
  await until('the verdict on both cards', () =>
    ([0, 1] as const).every((index) => shownOn(index).includes('not diverse')),
  );
  const buttons = [cardOf(0), cardOf(1)].flatMap((card) => (card ? buttonsOf(card) : []));
  expect(buttons).toEqual([]);
  expect(privately(cast.lin, stage.approvals)).toEqual([]);
  expect(slack.problems()).toEqual([]);
});
