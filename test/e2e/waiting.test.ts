import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { buttonsOf, statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

const HOUR = 3_600_000;
const { stage, until, asked, firstCard, line, status, creates } = useStage();

/** The first of a person's direct messages of which this is true. */
const direct = (who: Person, what: string, is: (message: StoredMessage) => boolean) =>
  until(what, () => stage.dm(who).find(is));

test('an approver who can not see the channel decides in a direct message, which then has nothing to decide', async () => {
  const channel = stage.slack.channels.get(stage.approvals);
  if (!channel) throw new Error('There is no channel.');
  const { erin, lee, lin } = stage.cast;
  channel.isPrivate = true;
  for (const id of [erin.id, lin.id]) channel.members.delete(id);
  // Both count for reach, one by her direct message.
  await asked({ QUORUM: '2' });
  const message = await direct(lin, 'a card of her own', (one) => buttonsOf(one).includes('Approve'));
  expect(message.text).toBe('Waiting for approval: 10Gbps at EqDC2 (Ashburn), dc2-core-01, asked by Erin');
  expect(JSON.stringify(message.blocks)).not.toContain('<!subteam');
  expect(stage.dm(lee)).toEqual([]);
  await lin.press(message, 'Approve');
  await status('Waiting for approval: 1 of 2 from net-leads');
  await lin.press(message, 'Approve');
  await direct(lin, 'an answer where the click was', ({ text }) => text.includes('Still needed: 1.'));
  await lee.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
  await until('the direct message as it is now', () => {
    const [now] = stage.dm(lin);
    return (
      now && statusOf(now).startsWith('Ordered: dxcon-') && buttonsOf(now).join() === 'Order a second one'
    );
  });
  expect(creates()).toBe(1);
});

test('whoever asks has people reminded, in the thread, and is answered where the click was', async () => {
  await asked();
  const { erin } = stage.cast;
  const message = await direct(erin, 'the direct message', (one) => buttonsOf(one).includes('Remind'));
  await erin.press(message, 'Remind');
  await line('Erin reminds you. Still waiting for approval: 0 of 1 from net-leads.');
  await direct(erin, 'an answer', ({ text }) => text.startsWith('Reminded. You can do it again at '));
  await erin.press(message, 'Remind');
  await direct(erin, 'another', ({ text }) => text.startsWith('You had people reminded at '));
  expect(stage.thread()).toHaveLength(1);
});

test('a rule reminds, calls in a second group that then decides, and lets others know', async () => {
  const { lee, olga } = stage.cast;
  const cleo = stage.slack.as(stage.slack.addUser({ name: 'cleo', realName: 'Cleo' }).id);
  const directors = stage.slack.addGroup({ handle: 'net-directors', users: [olga.id] });
  const file = join(dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''), 'rules.yaml');
  // Seconds, as fractions of an hour.
  writeFileSync(
    file,
    `
rules:
  - name: slow
    approve: [${lee.id}]
    notify: [${cleo.id}, ${directors.id}]
    remind_hours: [0.05, 0.1]
    escalate: { after_hours: 0.2, approve: [${directors.id}] }
`,
  );
  await stage.start({ INTERCONNECT_BOT_CONFIG: file, APPROVERS: undefined });
  await stage.order();
  const card = await firstCard();
  expect(JSON.stringify(card.blocks)).toContain(`For your information: <!subteam^${directors.id}>`);
  await direct(cleo, 'what is asked', ({ text }) =>
    text.startsWith('Waiting for approval: 10Gbps at EqDC2 '),
  );
  stage.travel(0.1 * HOUR);
  await line('Still waiting for approval: 0 of 1 from Lee. Asked 6 minutes ago; expires ');
  await olga.press(stage.card(), 'Approve');
  await status('Waiting for approval: 0 of 1 from Lee');
  stage.travel(0.1 * HOUR);
  await line('No decision in 12 minutes: net-directors may decide too. Approvals so far: 0 of 1.');
  await status('Waiting for approval: 0 of 1 from Lee or net-directors');
  expect(stage.thread()).toHaveLength(2);
  await olga.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
  const said = () => {
    const channel = cleo.dm();
    const all = channel
      ? stage.slack.messages(channel).flatMap(({ ts }) => stage.slack.messages(channel, ts))
      : [];
    return all.map(({ text }) => text).filter((text) => text.startsWith('dc2-core-01, 10Gbps at EqDC2: '));
  };
  await until('what became of it', () => said().length >= 2);
  expect(said()[0]).toContain('Approved by Olga. Ordering at AWS');
  expect(said()[1]).toContain('Ordered: dxcon-');
  expect(creates()).toBe(1);
});
