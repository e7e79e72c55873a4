import type { App } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClock } from '../../../sandbox/clock.ts';
import { type Stage, socketStage, strike } from './bot.ts';
import { form } from './form.ts';

const DAY = 24 * 3_600_000;

// Dates that jump, and waits that go on as before.
const clock = createClock();
let waited = 0;
let trigger = '';
let stage: Stage;

beforeAll(async () => {
  const listen = (app: App) =>
    app.command('/form', async ({ ack, body }) => {
      trigger = body.trigger_id;
      await ack();
    });
  stage = await socketStage(listen, { now: clock.now, monotonic: () => waited });
});
afterAll(() => strike(stage));

test('a day that passes at once shows in what is posted after it', async () => {
  const { client, channel } = stage;
  const at = async () =>
    Number((await client.chat.postMessage({ channel, text: 'now' })).ts) * 1000 - clock.now();
  expect(Math.abs(await at())).toBeLessThan(5000);
  clock.jump(DAY);
  expect(Math.abs(await at())).toBeLessThan(5000);
});

test('a trigger_id outlasts such a day, but not three seconds', async () => {
  const { client, workspace, erin } = stage;
  await workspace.as(erin).slash('/form');
  clock.jump(DAY);
  await client.views.open({ trigger_id: trigger, view: form() });
  await workspace.as(erin).slash('/form');
  waited += 3001;
  await expect(client.views.open({ trigger_id: trigger, view: form() })).rejects.toMatchObject({
    data: { error: 'expired_trigger_id' },
  });
});
