import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stage, socketStage, strike } from './bot.ts';
import { orderBot } from './order-bot.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await socketStage((app) => orderBot(app, () => stage.channel));
});
afterAll(() => strike(stage));

test('one order from the command to the approved card, over Socket Mode', async () => {
  const { workspace, channel, erin, lee } = stage;
  expect(workspace.sockets()).toBe(1);
  const asker = workspace.as(erin);
  expect(await asker.slash('/interconnect', '', channel)).toMatchObject({ acked: true, status: 200 });
  await workspace.until('the form', () => asker.modal());

  expect(await asker.options('location', 'Eq')).toEqual([
    { text: 'EqDC2', value: 'EqDC2' },
    { text: 'EqSV5', value: 'EqSV5' },
  ]);
  await asker.type('name', 'two words');
  await asker.choose('location', 'EqDC2');
  await workspace.until('the bandwidth field', () => asker.modal()?.values['bandwidth:EqDC2']);
  await asker.choose('bandwidth', '10Gbps');
  expect(asker.modal()?.values).toMatchObject({
    name: { name: { value: 'two words' } },
    location: { location: { selected_option: { value: 'EqDC2' } } },
    'bandwidth:EqDC2': { bandwidth: { selected_option: { value: '10Gbps' } } },
  });

  await asker.submit();
  expect(asker.modal()?.errors).toEqual({ name: 'No spaces, please.' });
  await asker.type('name', 'port-1');
  await asker.submit();
  expect(asker.modal()?.view.title).toMatchObject({ text: 'Request sent' });

  const [card] = await workspace.until('the card', () => {
    const messages = workspace.messages(channel);
    return messages.length > 0 && messages;
  });
  if (card === undefined) throw new Error('no card');
  const lead = workspace.as(lee);
  await expect(lead.press(card, 'Withdraw')).rejects.toThrow(
    "no button 'Withdraw' on that message; it has: Approve, Reject",
  );
  expect((await lead.press(card, 'Approve')).acked).toBe(true);
  await workspace.until('the private answer', () => lead.sees(channel).length === 2);
  expect(workspace.messages(channel)).toMatchObject([{ text: `Approved by ${lee}`, edited: true }]);
  expect(lead.sees(channel)[1]).toMatchObject({ text: 'Your vote counts.', ephemeralTo: lee });
  expect(asker.sees(channel)).toHaveLength(1);
  await asker.close();
  expect(asker.modal()).toBeUndefined();
  expect(workspace.problems()).toEqual([]);
});
