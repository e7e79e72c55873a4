import type { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { WorkspaceOptions } from '../../../sandbox/workspace/index.ts';
import { read } from '../../support/source.ts';
import { populate } from './bot.ts';

type Stage = Awaited<ReturnType<typeof populate>>;

const stages: Stage[] = [];
afterEach(async () => {
  for (const { workspace } of stages.splice(0)) await workspace.close();
});

async function open(options?: WorkspaceOptions): Promise<Stage> {
  const stage = await populate(options);
  stages.push(stage);
  return stage;
}

interface Refusal {
  error: string;
  needed?: string;
  provided?: string;
}

/** What a call was refused with; `none` where it was not. */
async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  return call.then(
    () => ({ error: 'none' }),
    (error: { data?: Refusal }) => error.data ?? { error: String(error) },
  );
}

const manifest = parse(read('manifest.yml')) as { oauth_config: { scopes: { bot: string[] } } };
const GRANTED = manifest.oauth_config.scopes.bot;

/** Each method that is not free, and one scope that is enough. Source: the methods' pages in Slack's reference. */
const NEEDS: [scope: string, call: (client: WebClient, channel: string) => Promise<unknown>][] = [
  ['users:read', (client) => client.users.info({ user: 'U404' })],
  ['users:read', (client) => client.users.list({})],
  ['users:read', (client) => client.bots.info({ bot: 'B404' })],
  ['usergroups:read', (client) => client.usergroups.list()],
  ['usergroups:read', (client) => client.usergroups.users.list({ usergroup: 'S404' })],
  ['channels:read', (client, channel) => client.conversations.info({ channel })],
  ['channels:read', (client, channel) => client.conversations.members({ channel })],
  ['channels:history', (client, channel) => client.conversations.history({ channel })],
  ['channels:history', (client, channel) => client.conversations.replies({ channel, ts: '1.0' })],
  ['im:write', (client) => client.conversations.open({ users: 'U404' })],
  ['chat:write', (client, channel) => client.chat.postMessage({ channel, text: 'x' })],
  ['chat:write', (client, channel) => client.chat.postEphemeral({ channel, user: 'U404', text: 'x' })],
  ['chat:write', (client, channel) => client.chat.update({ channel, ts: '1.0', text: 'x' })],
  ['chat:write', (client, channel) => client.chat.delete({ channel, ts: '1.0' })],
  ['files:write', (client) => client.files.getUploadURLExternal({ filename: 'a', length: 1 })],
  ['files:write', (client) => client.files.completeUploadExternal({ files: [{ id: 'F404', title: 'a' }] })],
  ['files:read', (client) => client.files.info({ file: 'F404' })],
  ['team:read', (client) => client.team.info()],
];

describe('what the app may do', () => {
  test('is what manifest.yml asks for', async () => {
    const { client } = await open();
    const { response_metadata } = await client.auth.test();
    expect(response_metadata?.scopes).toEqual(GRANTED);
    expect(await refusalOf(client.team.info())).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'team:read',
      provided: GRANTED.join(),
      response_metadata: expect.anything(),
    });
  });

  test.each(NEEDS.map(([scope, call], index) => ({ scope, call, index })))(
    'call $index takes $scope, and all others are not enough',
    async ({ scope, call }) => {
      const { workspace, client, channel } = await open({ scopes: [scope] });
      expect((await refusalOf(call(client, channel))).error).not.toBe('missing_scope');
      workspace.setScopes(GRANTED.filter((one) => one !== scope));
      expect((await refusalOf(call(client, channel))).error).toBe('missing_scope');
    },
  );

  test('goes by the kind of the channel', async () => {
    const { workspace, client, channel, erin } = await open();
    const hidden = workspace.addChannel({ name: 'hidden', private: true }).id;
    const dm = (await client.conversations.open({ users: erin })).channel?.id ?? '';
    await client.chat.postMessage({ channel: dm, text: 'x' });
    const places = { channels: channel, groups: hidden, im: dm };
    for (const kind of ['channels', 'groups', 'im'] as const) {
      workspace.setScopes([`${kind}:read`, `${kind}:history`]);
      for (const [place, id] of Object.entries(places)) {
        const expected = { error: place === kind ? 'none' : 'missing_scope' };
        for (const call of [
          client.conversations.info({ channel: id }),
          client.conversations.members({ channel: id }),
          client.conversations.history({ channel: id }),
        ]) {
          expect(await refusalOf(call)).toMatchObject(expected);
        }
      }
    }
  });

  test('is not told where Slack tells no scopes', async () => {
    const { client } = await open({ tellsScopes: false });
    expect((await client.auth.test()).response_metadata?.scopes).toBeUndefined();
  });
});

describe('a private channel', () => {
  test('is no channel for a bot that is not in it', async () => {
    const { workspace, client, erin } = await open();
    const channel = workspace.addChannel({ name: 'board', private: true, withBot: false }).id;
    for (const call of [
      client.conversations.info({ channel }),
      client.conversations.members({ channel }),
      client.conversations.history({ channel }),
      client.conversations.replies({ channel, ts: '1.0' }),
      client.chat.postMessage({ channel, text: 'x' }),
      client.chat.postEphemeral({ channel, user: erin, text: 'x' }),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ error: 'channel_not_found' });
    }
  });

  test('shows itself and its members to one that is', async () => {
    const { workspace, client, lee } = await open();
    const { id: channel } = workspace.addChannel({ name: 'board', private: true, members: [lee] });
    expect(channel).toMatch(/^C/);
    expect((await client.conversations.info({ channel })).channel).toMatchObject({
      is_private: true,
      is_member: true,
      is_ext_shared: false,
    });
    const { members } = await client.conversations.members({ channel });
    expect(members).toEqual([lee, workspace.botUserId]);
  });
});

test('a channel that is shared with another organisation says so', async () => {
  const { workspace, client } = await open();
  const channel = workspace.addChannel({ name: 'partners', isExtShared: true }).id;
  expect((await client.conversations.info({ channel })).channel).toMatchObject({
    is_private: false,
    is_shared: true,
    is_ext_shared: true,
  });
});

test('users.info says who is no plain member', async () => {
  const { workspace, client, erin } = await open();
  const told = async (flags: Parameters<typeof workspace.addUser>[0]) =>
    (await client.users.info({ user: workspace.addUser(flags).id })).user;
  expect((await client.users.info({ user: erin })).user).toMatchObject({
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    team_id: workspace.teamId,
  });
  expect(await told({ name: 'gone', deleted: true })).toMatchObject({ deleted: true });
  expect(await told({ name: 'app', isBot: true })).toMatchObject({ is_bot: true });
  expect(await told({ name: 'guest', isRestricted: true })).toMatchObject({ is_restricted: true });
  expect(await told({ name: 'single', isUltraRestricted: true })).toMatchObject({
    is_ultra_restricted: true,
  });
  expect(await told({ name: 'partner', isStranger: true, teamId: 'T0OTHER' })).toMatchObject({
    is_stranger: true,
    team_id: 'T0OTHER',
  });
  expect(await told({ name: 'grid', teamId: 'T0OTHER', enterpriseTeams: ['T0OTHER'] })).toMatchObject({
    enterprise_user: { teams: ['T0OTHER'] },
  });
});

test('a disabled group is not listed, and one may come without its people', async () => {
  const { workspace, client, lee } = await open();
  const leads = workspace.addGroup({ handle: 'leads', users: [lee] });
  leads.untold = true;
  const { usergroups } = await client.usergroups.list({ include_users: true });
  expect(usergroups?.map(({ id, users }) => [id, users])).toEqual([[leads.id, undefined]]);
  expect((await client.usergroups.users.list({ usergroup: leads.id })).users).toBeUndefined();
  leads.disabled = true;
  expect((await client.usergroups.list({ include_users: true })).usergroups).toEqual([]);
  const refused = await refusalOf(client.usergroups.users.list({ usergroup: leads.id }));
  expect(refused.error).toBe('no_such_subteam');
});

test('auth.test names the app and the organisation where it is asked to', async () => {
  const plain = await open();
  const { bot_id = '', app_id } = await plain.client.auth.test();
  expect(app_id).toBeUndefined();
  expect((await plain.client.bots.info({ bot: bot_id })).bot?.app_id).toMatch(/^A/);
  const grid = await open({ tellsApp: true, enterprise: { id: 'E0GRID', wholeInstall: true } });
  expect(await grid.client.auth.test()).toMatchObject({
    app_id: expect.stringMatching(/^A/),
    enterprise_id: 'E0GRID',
    is_enterprise_install: true,
  });
});
