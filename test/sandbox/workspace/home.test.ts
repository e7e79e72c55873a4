import type { App } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import { populate, type Stage, socketStage, strike } from './bot.ts';
import { form, title } from './form.ts';

// What a person sees of the app itself, and what the manifest lets it have.

const SHORTCUTS = [{ name: 'Order a port', callbackId: 'order' }];
const EVERYTHING: WorkspaceOptions = {
  features: { homeTab: true, messagesTab: true, events: ['app_home_opened'], shortcuts: SHORTCUTS },
};

let stage: Stage;
let seen: Record<string, unknown>[] = [];
const trigger = () => String(seen.at(-1)?.trigger_id);

beforeAll(async () => {
  const remember = (body: object) => seen.push({ ...body });
  stage = await socketStage((app: App) => {
    app.event('app_home_opened', async ({ event }) => void remember(event));
    app.shortcut('order', async ({ ack, body }) => {
      remember(body);
      await ack();
    });
    app.action(/menu|approve/, async ({ ack, body }) => {
      remember(body);
      await ack();
    });
  }, EVERYTHING);
});
beforeEach(() => {
  seen = [];
});
afterAll(() => strike(stage));

function home(more: Partial<HomeView> = {}): HomeView {
  const approve = { type: 'button' as const, action_id: 'approve', text: title('Approve'), value: 'v1' };
  const options = [
    { text: title('Withdraw'), value: 'ic-1|withdraw' },
    { text: title('Details'), value: 'ic-1|details' },
  ];
  const menu = { type: 'overflow' as const, action_id: 'menu', options };
  return {
    type: 'home',
    callback_id: 'home',
    private_metadata: 'page 2',
    blocks: [{ type: 'actions', block_id: 'one', elements: [approve, menu] }],
    ...more,
  };
}

const publish = (args: object) => stage.client.views.publish({ user_id: stage.erin, view: home(), ...args });
const refused = (error: string) => ({ data: { error } });

async function told(tab: 'home' | 'messages') {
  seen = [];
  const person = stage.workspace.as(stage.erin);
  expect(await (tab === 'home' ? person.openHome() : person.openMessages())).toMatchObject({ acked: true });
  await stage.workspace.until('the event', () => seen.length > 0);
  return seen[0];
}

test('opening a tab is told, and of the Home tab what stands in it, once something does', async () => {
  const { workspace, erin } = stage;
  const person = workspace.as(erin);
  expect(await told('home')).toMatchObject({ type: 'app_home_opened', user: erin, tab: 'home' });
  expect(seen[0]).not.toHaveProperty('view');
  expect(seen[0]?.channel).toBe(person.dm());
  await publish({});
  expect(await told('home')).toMatchObject({
    view: { type: 'home', private_metadata: 'page 2', callback_id: 'home', hash: person.home()?.hash },
  });
  expect(await told('messages')).toMatchObject({ tab: 'messages', channel: person.dm() });
  expect(seen[0]).not.toHaveProperty('view');
});

test('a view is published to one person, and drawn anew only over what the bot has seen', async () => {
  const { workspace, erin, lee } = stage;
  const { view } = await publish({});
  expect(view).toMatchObject({ type: 'home', private_metadata: 'page 2', previous_view_id: null });
  expect(workspace.as(lee).home()).toBeUndefined();
  const again = await publish({ hash: view?.hash, view: home({ private_metadata: 'page 3' }) });
  expect(again.view).toMatchObject({ id: view?.id, private_metadata: 'page 3' });
  expect(workspace.as(erin).home()?.view.private_metadata).toBe('page 3');
  await expect(publish({ hash: view?.hash })).rejects.toMatchObject(refused('hash_conflict'));
  await expect(publish({ user_id: lee, hash: view?.hash })).rejects.toMatchObject(refused('hash_conflict'));
  await stage.client.views.update({ view_id: view?.id ?? '', view: home() });
  expect(workspace.as(erin).home()?.view.private_metadata).toBe('page 2');
});

test('what is no Home tab, or nobody, is refused', async () => {
  await expect(publish({ user_id: 'U0NOBODY' })).rejects.toMatchObject({
    data: { error: 'invalid_arguments', response_metadata: { messages: ['[ERROR] invalid `user_id`'] } },
  });
  await expect(publish({ view: form() })).rejects.toMatchObject(refused('invalid_arguments'));
  const dividers = Array.from({ length: 101 }, () => ({ type: 'divider' as const }));
  await expect(publish({ view: home({ blocks: dividers }) })).rejects.toMatchObject(
    refused('invalid_arguments'),
  );
  await expect(publish({ view: { ...home(), title: title('Home') } })).rejects.toMatchObject(
    refused('invalid_arguments'),
  );
});

test('a click there says of which view, and neither channel nor where to answer', async () => {
  const { workspace, erin } = stage;
  const { view } = await publish({});
  const person = workspace.as(erin);
  await person.pressInHome('Approve');
  await person.chooseInHome('menu', 'ic-1|details');
  expect(seen).toMatchObject([
    {
      type: 'block_actions',
      user: { id: erin },
      container: { type: 'view', view_id: view?.id },
      view: { id: view?.id, type: 'home', private_metadata: 'page 2', hash: view?.hash },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'one', value: 'v1' }],
    },
    { actions: [{ type: 'overflow', action_id: 'menu', selected_option: { value: 'ic-1|details' } }] },
  ]);
  for (const member of ['channel', 'message', 'response_url']) expect(seen[0]).not.toHaveProperty(member);
  await stage.client.views.open({ trigger_id: trigger(), view: form() });
  expect(person.modal()?.view.title).toMatchObject({ text: 'Form' });
  await person.close();
});

test('a shortcut opens a form, and its payload says neither where nor which app', async () => {
  const { workspace, lee } = stage;
  const person = workspace.as(lee);
  expect((await person.shortcut('order')).acked).toBe(true);
  expect(seen).toEqual([
    {
      type: 'shortcut',
      token: expect.any(String),
      action_ts: expect.any(String),
      team: { id: workspace.teamId, domain: expect.any(String) },
      user: { id: lee, username: 'lee', team_id: workspace.teamId },
      is_enterprise_install: false,
      enterprise: null,
      callback_id: 'order',
      trigger_id: expect.any(String),
    },
  ]);
  const push = stage.client.views.push({ trigger_id: trigger(), view: form() });
  await expect(push).rejects.toMatchObject(refused('not_found'));
  await person.shortcut('order');
  await stage.client.views.open({ trigger_id: trigger(), view: form() });
  expect(person.modal()?.view.title).toMatchObject({ text: 'Form' });
  await expect(person.shortcut('fly')).rejects.toThrow(
    "no global shortcut 'fly' in the app's manifest; it has: order",
  );
});

test('what the manifest does not have is not there', async () => {
  const features = { homeTab: false, messagesTab: false, events: [], shortcuts: SHORTCUTS };
  const { workspace, client, erin } = await populate({ features, scopes: ['chat:write'] });
  const person = workspace.as(erin);
  const view = client.views.publish({ user_id: erin, view: home() });
  await expect(view).rejects.toMatchObject(refused('not_enabled'));
  await expect(person.openHome()).rejects.toThrow("the app's home tab is not enabled in its manifest");
  await expect(person.openMessages()).rejects.toThrow("the app's messages tab is not enabled");
  await expect(person.shortcut('order')).rejects.toThrow('shortcuts need the scope commands');
  await workspace.close();
});

test('an event is told only if the manifest subscribes to it, a message by the kind of its conversation', async () => {
  const told: unknown[] = [];
  const listen = (app: App) =>
    app.event('message', async ({ event }) => {
      told.push('text' in event ? event.text : event.subtype);
    });
  const other = await socketStage(listen, { features: { homeTab: true, events: ['message.im'] } });
  const { workspace, client, channel, erin } = other;
  const person = workspace.as(erin);
  expect(await person.openHome()).toBeUndefined();
  person.say(channel, 'in the channel');
  const { channel: dm } = await client.conversations.open({ users: erin });
  person.say(dm?.id ?? '', 'in the DM');
  await workspace.until('the message', () => told.length > 0);
  expect(told).toEqual(['in the DM']);
  await strike(other);
});
