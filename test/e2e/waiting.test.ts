import { expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { buttonsOf, statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until, asked, line, status, creates } = useStage();

/** The first of a person's direct messages of which this is true. */
const direct = (who: Person, what: string, is: (message: StoredMessage) => boolean) =>
  until(what, () => stage.dm(who).find(is));

test('an approver who can not see the channel decides in a direct message, which then has no buttons', async () => {
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
    return now && statusOf(now).startsWith('Ordered: dxcon-') && buttonsOf(now).length === 0;
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
