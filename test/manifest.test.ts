import type { AppsManifestValidateArguments } from '@slack/web-api';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { NEEDED_SCOPES } from '../src/slack/start/scopes.ts';
import schema from './support/manifest.schema.json' with { type: 'json' };
import { fences, filesUnder, read } from './support/source.ts';

type Manifest = AppsManifestValidateArguments['manifest'];
type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/**
 * What each Web API method that the bot calls needs of a bot token, for the kinds of conversation in which it calls
 * it: channels, private channels, direct messages. Source: the methods' pages in Slack's reference.
 */
const SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'blocks.validate': [],
  'bots.info': ['users:read'],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** The manifest, in the type that knows Slack's scopes by name: a wrong one doesn't compile. */
const MANIFEST: Manifest = {
  _metadata: { major_version: 1 },
  display_information: {
    name: 'Interconnect',
    description: 'Order AWS Direct Connect interconnects, with an approval, and once.',
  },
  features: {
    app_home: {
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    },
    bot_user: { display_name: 'interconnect', always_online: true },
    shortcuts: [
      {
        name: 'Order an interconnect',
        type: 'global',
        callback_id: 'order_interconnect',
        description: 'Opens the form',
      },
    ],
    slash_commands: [
      { command: '/interconnect', description: 'Order a Direct Connect interconnect', should_escape: false },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'commands',
        'chat:write',
        'channels:read',
        'groups:read',
        'channels:history',
        'groups:history',
        'im:history',
        'im:write',
        'files:write',
        'files:read',
        'usergroups:read',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_uninstalled',
        'tokens_revoked',
        'message.channels',
        'message.groups',
        'message.im',
      ],
    },
    interactivity: { is_enabled: true },
    org_deploy_enabled: false,
    socket_mode_enabled: true,
    token_rotation_enabled: false,
  },
};

const manifest = parse(read('manifest.yml')) as Json;
const [additions, ...others] = fences(read('docs/slack.md'), 'yaml').filter((block) =>
  block.includes('message_menu_options_url'),
);
const http = merged(manifest, parse(additions ?? '') as Json);
const validate = new Ajv().compile(schema);

/** `over` laid over `base`: members one by one, items of lists by their place. */
function merged(base: Json | undefined, over: Json): Json {
  if (Array.isArray(base) && Array.isArray(over)) {
    return over.map((item, index) => merged(base[index], item));
  }
  if (isObject(base) && isObject(over)) {
    const members = Object.entries(over).map(([name, value]) => [name, merged(base[name], value)]);
    return { ...base, ...Object.fromEntries(members) };
  }
  return over;
}

function isObject(value: Json | undefined): value is { [member: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function complaints(given: Json): unknown[] {
  validate(given);
  return validate.errors ?? [];
}

describe("Slack's schema", () => {
  test('takes the manifest', () => {
    expect(complaints(manifest)).toEqual([]);
    expect(manifest).toEqual(MANIFEST);
  });

  test('takes the manifest with the lines of docs/slack.md for HTTP', () => {
    expect(others).toEqual([]);
    expect(complaints(http)).toEqual([]);
  });

  test.each<Json>([
    { settings: { socket_mode: true } },
    { features: { slash_commands: [{ command: 'interconnect', description: 'x' }] } },
    { features: { slash_commands: [{ description: '' }] } },
    { features: { shortcuts: [{ name: 'n', callback_id: 'c', description: 'd', type: 'everywhere' }] } },
    {
      features: { shortcuts: [{ name: 'n'.repeat(25), callback_id: 'c', description: 'd', type: 'global' }] },
    },
    { settings: { interactivity: { is_enabled: 'yes' } } },
    { display_information: { name: 'n'.repeat(36) } },
  ])('refuses %j', (wrong) => {
    expect(complaints(merged(manifest, wrong))).not.toEqual([]);
  });
});

test('over HTTP everything arrives at the one address that the bot serves', () => {
  const url = 'https://bot.example.com/slack/events';
  expect(http).toEqual(
    merged(MANIFEST as Json, {
      features: { slash_commands: [{ url }] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: url },
        interactivity: { request_url: url, message_menu_options_url: url },
      },
    }),
  );
});

test('the scopes are exactly what the calls need', () => {
  const called = new Set(
    filesUnder('src/slack').flatMap((file) =>
      [...read(file).matchAll(/\bclient\s*\.((?:\s*\w+\s*\.)+\s*\w+)\(/g)].map(([, method = '']) =>
        method.replaceAll(/\s/g, ''),
      ),
    ),
  );
  expect([...called].sort()).toEqual(Object.keys(SCOPES).sort());
  const needed = new Set(['commands', ...[...called].flatMap((method) => SCOPES[method] ?? [])]);
  expect([...(MANIFEST.oauth_config?.scopes?.bot ?? [])].sort()).toEqual([...needed].sort());
  // And a start asks for each of them.
  expect(Object.keys(NEEDED_SCOPES).sort()).toEqual([...needed].sort());
});

test('the events subscribed to are exactly those that are listened to, with the scopes they need', () => {
  /** Each event with its kind, as listeners name it, and its scope. Source: the events' pages in Slack's reference. */
  const events: Record<string, { type: string; scope?: string }> = {
    app_home_opened: { type: 'app_home_opened' },
    app_uninstalled: { type: 'app_uninstalled' },
    tokens_revoked: { type: 'tokens_revoked' },
    'message.channels': { type: 'message', scope: 'channels:history' },
    'message.groups': { type: 'message', scope: 'groups:history' },
    'message.im': { type: 'message', scope: 'im:history' },
  };
  const subscribed = MANIFEST.settings?.event_subscriptions?.bot_events ?? [];
  expect([...subscribed].sort()).toEqual(Object.keys(events).sort());
  const listening = filesUnder('src/slack').flatMap((file) =>
    [...read(file).matchAll(/\bapp\.event\('(\w+)'/g)].map(([, type = '']) => type),
  );
  expect([...new Set(listening)].sort()).toEqual(
    [...new Set(subscribed.map((name) => events[name]?.type))].sort(),
  );
  const granted: readonly string[] = MANIFEST.oauth_config?.scopes?.bot ?? [];
  for (const { scope } of Object.values(events)) if (scope) expect(granted).toContain(scope);
});
