import { beforeAll, expect, test } from 'vitest';
import { buttonsOf, MENU, menuOf, statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage } = useStage({ each: 'file' });
beforeAll(async () => {
  await stage.start();
});

test('a request, an approval, one CreateInterconnect, one port followed to available', async () => {
  const { slack, aws, cast } = stage;
  await stage.order();
  expect(cast.erin.modal()?.view).toMatchObject({ title: { text: 'Request sent' } });
  const card = await slack.until('the card', () => slack.messages(stage.approvals)[0], WAIT_MS);
  expect(statusOf(card)).toBe('Waiting for approval: 0 of 1 from net-leads');
  expect(buttonsOf(card)).toEqual(['Approve', 'Reject']);
  expect(menuOf(card)).toEqual(MENU);
  expect(JSON.stringify(card.blocks)).toContain('<!subteam^');

  const click = await cast.lee.press(card, 'Approve');
  expect(click).toMatchObject({ acked: true });
  const [port] = await aws.until(
    'the port',
    () => aws.interconnects.length > 0 && aws.interconnects,
    WAIT_MS,
  );
  const id = port?.interconnectId ?? '';
  for (const state of ['pending', 'down', 'available']) {
    aws.setState(id, state);
    await slack.until(
      `${state} in the thread`,
      () => stage.thread().some((line) => line.startsWith(`${id} is ${state}`)),
      WAIT_MS,
    );
  }

  expect(aws.calls('CreateInterconnect')).toHaveLength(1);
  expect(port?.tags.map(({ key }) => key).sort()).toEqual([
    'interconnect-bot:attempt',
    'interconnect-bot:request-id',
    'interconnect-bot:thread',
  ]);
  expect(stage.thread().filter((line) => line.startsWith(`${id} is `))).toEqual([
    `${id} is requested. AWS may take 72 hours and may write to the account's root address.`,
    `${id} is pending: the LOA-CFA can be fetched.`,
    `${id} is down: waiting for the cross connect and light.`,
    `${id} is available, on the day of the order.`,
  ]);
  // One message a state; what stands below its sentence is not read aloud.
  const [ordered] = slack.messages(stage.approvals, stage.card().ts).slice(1);
  const [sentence, ...below] = ordered?.blocks ?? [];
  expect(JSON.stringify(sentence)).toContain(`${id} is requested.`);
  expect(JSON.stringify(below.at(-1))).toContain('Next: ');
  const facts = JSON.stringify(below[0]);
  expect(facts).toContain('"type":"context"');
  expect(facts).toMatch(/AWS request ID: [0-9a-f-]{36}/);
  expect(facts).toContain(`describe-interconnects --region us-east-1 --interconnect-id ${id}`);
  expect(facts).toMatch(/Audit \d+: [0-9a-f]{64}/);
  await slack.until('the last status', () => stage.cardStatus() === `Ordered: ${id}, available`, WAIT_MS);
  expect(buttonsOf(stage.card())).toEqual(['Order a second one']);
  const living = JSON.stringify(stage.card().blocks);
  expect(living).toContain('Carries light:');
  expect(living).toMatch(/Ordered <!date[^>]+> · (LOA-CFA issued <!date[^>]+> · )?First light <!date/);
  expect(stage.dm(cast.erin)).toHaveLength(1);
  expect(stage.dmLines(cast.erin).every(({ threadTs }) => threadTs === undefined)).toBe(true);
  expect(slack.problems()).toEqual([]);
});
