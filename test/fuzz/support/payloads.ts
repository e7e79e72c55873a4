import { requestIdOf } from '../../support/shown.ts';
import type { Stage } from '../../support/stage.ts';

type Json = Record<string, unknown>;

/** What really comes from Slack, by its kind in Socket Mode. */
export interface Original {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  payload: Json;
}

/**
 * One payload of each kind that the bot takes, all by somebody who may nothing, so that none of them changes anything
 * as it is: what comes of a mutation can't be something that was allowed.
 */
export function originals({ slack, cast, approvals, card }: Stage): Original[] {
  const { id } = cast.olga;
  const { teamId, appId } = slack;
  const message = card();
  const responseUrl = `${slack.url}/response/none`;
  const common = {
    user: { id, name: 'olga', username: 'olga', team_id: teamId },
    api_app_id: appId,
    team: { id: teamId, domain: 'sandbox' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: '1.2.3',
  };
  const buttons = message.blocks.flatMap(({ type, elements }) =>
    type === 'actions' ? (elements as Json[]) : [],
  );
  const value = String(buttons[0]?.value);
  const others = ['request_again', 'order_again', 'it_exists', 'give_up', 'try_again', 'of_tomorrow'];
  const presses = [...buttons.map(({ action_id }) => String(action_id)), ...others].map((action_id) => ({
    ...common,
    type: 'block_actions',
    container: { type: 'message', message_ts: message.ts, channel_id: approvals, is_ephemeral: false },
    channel: { id: approvals, name: 'net-approvals' },
    message: { ts: message.ts, text: message.text },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: '1.1' }],
  }));
  const view = (callback_id: string, private_metadata: string, values: Json) => ({
    id: 'V1',
    type: 'modal',
    hash: 'h',
    callback_id,
    private_metadata,
    app_installed_team_id: teamId,
    state: { values },
    blocks: Object.keys(values).map((block_id) => ({ type: 'input', block_id })),
  });
  const typed = (words: string) => ({ type: 'plain_text_input', value: words });
  // Without a location: whatever else is made of it, it can't become an order.
  const form = view('order', JSON.stringify({ region: 'us-east-1' }), {
    name: { name: typed('dc2-core-01') },
    reason: { reason: typed('New core') },
    tags: { tags: typed('a=b') },
    'bandwidth:us-east-1': {
      bandwidth: {
        type: 'static_select',
        selected_option: { text: { type: 'plain_text', text: 'x' }, value: '10Gbps' },
      },
    },
    'macsec:a': { macsec: { type: 'checkboxes', selected_options: [] } },
  });
  const reason = view('reject', value, { reason: { reason: typed('No') } });
  const port = view('it_exists', value, { interconnect: { interconnect: typed('dxcon-abc') } });
  const interactions = [
    ...presses,
    ...[form, reason, port, view('of_tomorrow', '', {})].map((one) => ({
      ...common,
      type: 'view_submission',
      view: one,
      response_urls: [],
    })),
    {
      ...common,
      type: 'block_actions',
      container: { type: 'view', view_id: 'V1' },
      view: form,
      actions: [{ type: 'static_select', action_id: 'bandwidth', block_id: 'bandwidth:us-east-1' }],
    },
    { ...common, type: 'block_suggestion', action_id: 'location', block_id: 'l', value: 'eq', view: form },
    { ...common, type: 'view_closed', view: form, is_cleared: false },
    { ...common, type: 'shortcut', callback_id: 'of_tomorrow' },
    ...['home_next', 'order_of_tomorrow'].map((action_id) => ({
      ...common,
      type: 'block_actions',
      container: { type: 'view', view_id: 'V2' },
      view: { ...view('', '', {}), type: 'home' },
      actions: [{ type: 'button', action_id, block_id: 'b', value: 'mine|1', action_ts: '1.1' }],
    })),
  ];
  const command = {
    command: '/interconnect',
    text: 'help',
    user_id: id,
    user_name: 'olga',
    team_id: teamId,
    channel_id: approvals,
    api_app_id: appId,
    response_url: responseUrl,
    trigger_id: '1.2.3',
  };
  const events = [
    { type: 'message', channel: approvals, user: id, text: requestIdOf(message), ts: '1.1' },
    { type: 'message', subtype: 'message_deleted', channel: approvals, deleted_ts: '1.1', ts: '1.2' },
    {
      type: 'message',
      subtype: 'message_changed',
      channel: approvals,
      message: { subtype: 'tombstone', ts: '1.1' },
    },
    { type: 'app_home_opened', user: id, channel: approvals, tab: 'home', event_ts: '1.1' },
    { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } },
    { type: 'member_joined_channel', user: id, channel: approvals, team: teamId },
  ].map((event) => ({
    type: 'event_callback',
    team_id: teamId,
    api_app_id: appId,
    event_id: 'Ev1',
    authorizations: [
      { team_id: teamId, user_id: slack.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    event,
  }));
  return [
    { kind: 'slash_commands', payload: command },
    { kind: 'slash_commands', payload: { ...command, text: `show ${requestIdOf(message)}` } },
    { kind: 'slash_commands', payload: { ...command, text: 'list all 2' } },
    { kind: 'slash_commands', payload: { ...command, command: '/of-tomorrow' } },
    ...interactions.map((payload) => ({ kind: 'interactive', payload }) as const),
    ...events.map((payload) => ({ kind: 'events_api', payload }) as const),
  ];
}
