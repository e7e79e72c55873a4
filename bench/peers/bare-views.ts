import type { ViewStateValue } from '@slack/bolt';
import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';

/** The same fields as the bot's form, as far as they can be had without knowing what AWS offers. */
export function form(region: string): ModalView {
  const text = (block_id: string, label: string, multiline: boolean, optional: boolean): KnownBlock => ({
    type: 'input',
    block_id,
    label: plain(label),
    optional,
    element: { type: 'plain_text_input', action_id: block_id, multiline },
  });
  const list = (block_id: string, label: string, optional: boolean): KnownBlock => ({
    type: 'input',
    block_id,
    label: plain(label),
    optional,
    element: { type: 'external_select', action_id: block_id, min_query_length: 0 },
  });
  return {
    type: 'modal',
    callback_id: 'order',
    title: plain('Order an interconnect'),
    submit: plain('Ask for approval'),
    private_metadata: JSON.stringify({ region }),
    blocks: [
      list('location', 'Location', false),
      {
        type: 'input',
        block_id: 'bandwidth',
        label: plain('Bandwidth'),
        element: {
          type: 'static_select',
          action_id: 'bandwidth',
          options: ['1Gbps', '10Gbps', '100Gbps'].map((value) => ({ text: plain(value), value })),
        },
      },
      list('lag', 'LAG', true),
      list('provider', 'Provider', true),
      text('name', 'Name', false, false),
      text('reason', 'Reason', true, false),
      text('tags', 'Tags', true, true),
    ],
  };
}

type Values = Record<string, Record<string, ViewStateValue>>;

/** A card whose button carries the whole order. */
export function card(values: Values, id: string, user: string): { text: string; blocks: KnownBlock[] } {
  const value = (field: string) => {
    const [block] =
      Object.entries(values)
        .find(([name]) => name.split(':')[0] === field)
        ?.slice(1) ?? [];
    const [element] = Object.values(block ?? {});
    return element?.selected_option?.value ?? element?.value ?? '';
  };
  const order = {
    interconnectName: value('name'),
    bandwidth: value('bandwidth'),
    location: value('location'),
    tags: [{ key: 'bare-bolt:request-id', value: id }],
  };
  const text = `${order.interconnectName}: ${order.bandwidth} at ${order.location}, for <@${user}>`;
  return {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      { type: 'section', text: plain(value('reason')) },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'approve',
            style: 'primary',
            text: plain('Approve'),
            value: JSON.stringify(order),
          },
        ],
      },
    ],
  };
}

function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}
