import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json, Workspace } from '../../../sandbox/workspace/types.ts';

/** A bot of a few lines: its command opens a form, its form posts a card, its card's button answers in private. */
export async function startBot(workspace: Workspace, channel: string): Promise<() => void> {
  const slack = async (method: string, args: Json) => {
    const headers = { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' };
    await fetch(workspace.apiUrl + method, { method: 'POST', headers, body: JSON.stringify(args) });
  };
  const answer = async (form: URLSearchParams): Promise<Json> => {
    // An event, which is no form.
    if (!form.has('command') && !form.has('payload')) return {};
    if (form.has('command')) {
      await slack('views.open', { trigger_id: form.get('trigger_id'), view: FORM });
      return {};
    }
    const payload = JSON.parse(form.get('payload') ?? '{}');
    if (payload.type === 'shortcut') {
      await slack('views.open', { trigger_id: payload.trigger_id, view: FORM });
      return {};
    }
    if (payload.type === 'block_suggestion')
      return payload.value === '' ? { option_groups: BY_STATE } : { options: locations(payload.value) };
    if (payload.type === 'block_actions') {
      const user = payload.user.id;
      await slack('chat.postEphemeral', { channel, user, text: "You can't decide this." });
      return {};
    }
    const { values } = payload.view.state;
    if (values.name.text.value === 'bad') {
      return { response_action: 'errors', errors: { name: 'Give another name.' } };
    }
    await slack('chat.postMessage', { channel, text: `*${values.name.text.value}*`, blocks: CARD });
    return { response_action: 'clear' };
  };
  const server = createServer(async (message, response) => {
    let body = '';
    for await (const chunk of message) body += chunk;
    const reply = await answer(new URLSearchParams(body));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(Object.keys(reply).length > 0 ? JSON.stringify(reply) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  workspace.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string) => ({ text: plain(text), value });

const ASHBURN = option('Equinix DC2/DC11, Ashburn, VA', 'EqDC2');
const RESTON = option('CoreSite VA1, Reston, VA', 'CSVA1');
const BY_STATE = [
  { label: plain('Ashburn'), options: [ASHBURN] },
  { label: plain('Reston'), options: [RESTON] },
];

function locations(query: string): Json[] {
  return [ASHBURN, RESTON].filter(({ text }) => text.text.toLowerCase().includes(query.toLowerCase()));
}

const FORM = {
  type: 'modal',
  callback_id: 'order',
  title: plain('Order an interconnect'),
  submit: plain('Ask for approval'),
  close: plain('Cancel'),
  blocks: [
    {
      type: 'input',
      block_id: 'location',
      label: plain('Location'),
      element: { type: 'external_select', action_id: 'choose', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'bandwidth',
      label: plain('Bandwidth'),
      element: {
        type: 'static_select',
        action_id: 'choose',
        options: [option('1Gbps', '1Gbps'), option('10Gbps', '10Gbps')],
      },
    },
    {
      type: 'input',
      block_id: 'macsec',
      label: plain('MACsec'),
      optional: true,
      element: { type: 'checkboxes', action_id: 'choose', options: [option('Ask for MACsec', 'yes')] },
    },
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      hint: plain('As it will stand at AWS.'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'text', multiline: true },
    },
    {
      type: 'input',
      block_id: 'who',
      label: plain('For'),
      optional: true,
      element: { type: 'users_select', action_id: 'choose' },
    },
  ],
};

const CARD = [
  { type: 'header', text: plain('Waiting for approval: 0 of 1') },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '*10Gbps* at `EqDC2` &lt;script&gt;alert(1)&lt;/script&gt;' },
  },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'for <@U0SANDBOX>' }, plain('demo')] },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: plain('Approve'),
        value: 'ic-1',
        confirm: {
          title: plain('Order this port?'),
          text: plain('Port hours are billed.'),
          confirm: plain('Approve'),
          deny: plain('Go back'),
        },
      },
    ],
  },
];
