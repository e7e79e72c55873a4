import { people } from '../people.ts';

type Json = Record<string, unknown>;

/** One payload as Slack would send it. */
export interface Payload {
  /** Its type in Socket Mode. */
  type: 'slash_commands' | 'interactive' | 'events_api';
  body: Json;
}

const TEAM = 'T0BENCH';
const APP = 'A0BENCH';

function interaction(type: string, user: string, id: string): Json {
  return {
    type,
    user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
    api_app_id: APP,
    token: 'bench',
    team: { id: TEAM, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: id,
  };
}

/** `/interconnect`. `id` becomes the trigger. */
export function command(id: string, user: string, channel: string): Payload {
  return {
    type: 'slash_commands',
    body: {
      token: 'bench',
      team_id: TEAM,
      team_domain: 'bench',
      channel_id: channel,
      channel_name: 'approvals',
      user_id: user,
      user_name: user.toLowerCase(),
      command: '/interconnect',
      text: '',
      api_app_id: APP,
      is_enterprise_install: 'false',
      response_url: 'http://127.0.0.1:9/response',
      trigger_id: id,
    },
  };
}

/** A sent form: a port of this name. `id` becomes the view's. */
export function submission(id: string, user: string, name: string, region = 'us-east-1'): Payload {
  const location = { text: plain('Equinix DC2/DC11, Ashburn, VA'), value: 'EqDC2' };
  const bandwidth = { text: plain('10Gbps'), value: '10Gbps' };
  const values = {
    [`location:${region}`]: { location: { type: 'external_select', selected_option: location } },
    'bandwidth:EqDC2': { bandwidth: { type: 'static_select', selected_option: bandwidth } },
    'lag:EqDC2:10Gbps:': { lag: { type: 'external_select', selected_option: null } },
    'provider:EqDC2': { provider: { type: 'external_select', selected_option: null } },
    name: { name: { type: 'plain_text_input', value: name } },
    reason: { reason: { type: 'plain_text_input', value: 'Second path for the exchange in Ashburn' } },
    tags: { tags: { type: 'plain_text_input', value: 'team=network\ncost-center=4711' } },
  };
  return {
    type: 'interactive',
    body: {
      ...interaction('view_submission', user, id),
      view: {
        id,
        team_id: TEAM,
        type: 'modal',
        callback_id: 'order',
        private_metadata: JSON.stringify({ region }),
        blocks: Object.keys(values).map((block_id) => ({ type: 'input', block_id })),
        state: { values },
        hash: '1',
        app_id: APP,
        app_installed_team_id: TEAM,
        bot_id: 'B0BENCH',
        root_view_id: id,
        previous_view_id: null,
      },
      response_urls: [],
    },
  };
}

/** Where a card stands and what its button carries. */
export interface Card {
  channel: string;
  ts: string;
  value: string;
}

/** A click on a card's button. */
export function click(id: string, user: string, action: string, { channel, ts, value }: Card): Payload {
  return {
    type: 'interactive',
    body: {
      ...interaction('block_actions', user, id),
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'approvals' },
      message: { type: 'message', user: people.bot, ts, text: 'A card', bot_id: 'B0BENCH', app_id: APP },
      state: { values: {} },
      response_url: 'http://127.0.0.1:9/response',
      actions: [
        { type: 'button', action_id: action, block_id: 'b', value, text: plain(action), action_ts: ts },
      ],
    },
  };
}

/** What is typed into a list of the form. */
export function suggestion(id: string, user: string, field: 'location' | 'lag', typed: string): Payload {
  return {
    type: 'interactive',
    body: {
      ...interaction('block_suggestion', user, id),
      container: { type: 'view', view_id: id },
      action_id: field,
      block_id: field === 'lag' ? 'lag:us-east-1::' : 'location:us-east-1',
      value: typed,
      view: {
        id,
        callback_id: 'order',
        private_metadata: JSON.stringify({ region: 'us-east-1' }),
        app_installed_team_id: TEAM,
        state: { values: {} },
        blocks: [],
      },
    },
  };
}

/** Somebody opens the Home tab. */
export function homeOpened(user: string): Payload {
  return {
    type: 'events_api',
    body: {
      type: 'event_callback',
      token: 'bench',
      team_id: TEAM,
      api_app_id: APP,
      event: { type: 'app_home_opened', user, channel: `D${user}`, tab: 'home', event_ts: '1.1' },
      event_id: `Ev${user}`,
      event_time: 1,
      authorizations: [{ team_id: TEAM, user_id: people.bot, is_bot: true, is_enterprise_install: false }],
    },
  };
}

function plain(text: string) {
  return { type: 'plain_text', text };
}
