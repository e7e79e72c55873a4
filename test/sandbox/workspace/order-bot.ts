import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';

const LOCATIONS = ['EqDC2', 'EqSV5', 'CSVA1'];

/** The form of a small bot that orders ports; `location` carries the dependent field's parent. */
function orderForm(location?: string): ModalView {
  const blocks: KnownBlock[] = [
    {
      type: 'input',
      block_id: 'location',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Location' },
      element: { type: 'external_select', action_id: 'location', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'name' },
    },
  ];
  if (location !== undefined)
    blocks.push({
      type: 'input',
      block_id: `bandwidth:${location}`,
      label: { type: 'plain_text', text: 'Bandwidth' },
      element: {
        type: 'static_select',
        action_id: 'bandwidth',
        initial_option: option('1Gbps'),
        options: [option('1Gbps'), option('10Gbps')],
      },
    });
  return {
    type: 'modal',
    callback_id: 'order',
    title: { type: 'plain_text', text: 'Order an interconnect' },
    submit: { type: 'plain_text', text: 'Ask for approval' },
    private_metadata: location ?? '',
    blocks,
  };
}

/** The card that lets people decide. */
export function card(status: string, buttons: string[]): KnownBlock[] {
  const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: status } }];
  if (buttons.length > 0)
    blocks.push({
      type: 'actions',
      block_id: 'decide',
      elements: buttons.map((text) => ({
        type: 'button',
        action_id: text.toLowerCase(),
        value: 'ic-1',
        text: { type: 'plain_text', text },
      })),
    });
  return blocks;
}

/** Command, form, option load, dependent field, submission, card, click, update and a private answer. */
export function orderBot(app: App, channel: () => string): void {
  app.command('/interconnect', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: orderForm() });
  });
  app.options('location', async ({ ack, payload }) => {
    await ack({ options: LOCATIONS.filter((code) => code.includes(payload.value)).map(option) });
  });
  app.action('location', async ({ ack, client, body, action }) => {
    await ack();
    if (body.type !== 'block_actions' || action.type !== 'external_select' || !body.view) return;
    const { id, hash } = body.view;
    await client.views.update({ view_id: id, hash, view: orderForm(action.selected_option?.value) });
  });
  app.view('order', async ({ ack, view, client, body }) => {
    const name = view.state.values.name?.name?.value ?? '';
    if (name.includes(' ')) {
      await ack({ response_action: 'errors', errors: { name: 'No spaces, please.' } });
      return;
    }
    await ack({ response_action: 'update', view: sent(name) });
    const text = `${name} asked by ${body.user.id}`;
    await client.chat.postMessage({ channel: channel(), text, blocks: card(text, ['Approve', 'Reject']) });
  });
  app.action('approve', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message || !body.channel) return;
    const text = `Approved by ${body.user.id}`;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text, blocks: card(text, []) });
    await respond({ text: 'Your vote counts.', response_type: 'ephemeral', replace_original: false });
  });
}

function sent(name: string): ModalView {
  const text = { type: 'mrkdwn' as const, text: `${name} waits for approval.` };
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Request sent' },
    blocks: [{ type: 'section', text }],
  };
}

function option(value: string) {
  return { text: { type: 'plain_text' as const, text: value }, value };
}
