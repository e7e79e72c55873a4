import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stage, socketStage, strike } from './bot.ts';
import { title } from './form.ts';

// What a bot has drawn comes back to it in payloads as Slack keeps it, not as it was sent.

let stage: Stage;
let trigger = '';
const seen: { view?: unknown; actions?: unknown; message?: unknown }[] = [];

beforeAll(async () => {
  stage = await socketStage((app) => {
    app.command('/form', async ({ ack, body }) => {
      trigger = body.trigger_id;
      await ack();
    });
    app.action(/./, async ({ ack, body }) => {
      seen.push({ ...(body as object) });
      await ack();
    });
    app.view('form', async ({ ack, body }) => {
      seen.push({ ...(body as object) });
      await ack();
    });
  });
});
afterAll(() => strike(stage));

const provider = { text: title('AT&T'), value: 'AT&T' };
const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: title('Ports & more'),
  submit: title('Send'),
  private_metadata: 'a&b',
  blocks: [
    {
      type: 'input',
      block_id: 'provider',
      label: title('Provider'),
      dispatch_action: true,
      element: { type: 'static_select', action_id: 'provider', options: [provider] },
    },
    {
      type: 'input',
      block_id: 'name',
      label: title('Name'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
  ],
};

test.each([
  [false, 'AT&T'],
  [true, 'AT&amp;T'],
])(
  'a form: texts are escaped, what was typed is not, and values where that is set (%s)',
  async (set, value) => {
    stage.workspace.escapeValues(set);
    const erin = stage.workspace.as(stage.erin);
    await erin.slash('/form');
    await stage.client.views.open({ trigger_id: trigger, view: form });
    seen.length = 0;
    await erin.choose('provider', 'AT&T');
    await erin.type('name', 'a&b');
    await erin.submit();
    const option = { text: { type: 'plain_text', text: 'AT&amp;T' }, value };
    expect(seen[0]).toMatchObject({ actions: [{ selected_option: option }] });
    for (const { view } of seen) {
      expect(view).toMatchObject({
        title: { text: 'Ports &amp; more' },
        private_metadata: 'a&b',
        blocks: [{ element: { options: [{ text: { text: 'AT&amp;T' }, value: 'AT&T' }] } }, {}],
        state: { values: { provider: { provider: { selected_option: option } } } },
      });
    }
    expect(seen[1]?.view).toMatchObject({ state: { values: { name: { name: { value: 'a&b' } } } } });
  },
);

test('a message, and the button that was pressed on it', async () => {
  const { client, channel, workspace, lee } = stage;
  const button = { type: 'button' as const, action_id: 'go', text: title('Q&A'), value: 'a&b' };
  const { ts = '' } = await client.chat.postMessage({
    channel,
    text: 'Q&A',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  seen.length = 0;
  await workspace.as(lee).press({ channel, ts }, 'Q&A');
  const shown = { text: { type: 'plain_text', text: 'Q&amp;A' }, value: 'a&b' };
  expect(seen[0]).toMatchObject({
    actions: [shown],
    message: { text: 'Q&amp;A', blocks: [{ elements: [shown] }] },
  });
});
