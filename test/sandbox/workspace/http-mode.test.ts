import type { App } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpStage, type Stage, strike } from './bot.ts';
import { card, orderBot } from './order-bot.ts';

let stage: Stage;
let pings = 0;
const retries: [number | undefined, string | undefined][] = [];
const homeClicks: string[] = [];
beforeAll(async () => {
  const listen = (app: App) => {
    orderBot(app, () => stage.channel);
    app.command('/ping', async ({ ack, command, context }) => {
      pings += 1;
      retries.push([context.retryNum, context.retryReason]);
      await ack(command.text === '' ? undefined : `pong ${command.text}`);
    });
    app.action('withdraw', async ({ ack, body }) => {
      if (body.type === 'block_actions') homeClicks.push(body.container.type, body.view?.type ?? '');
      await ack();
    });
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks = card(`Hello ${event.user}`, ['Withdraw']);
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
  };
  stage = await httpStage(listen, { features: { homeTab: true, events: ['app_home_opened'] } });
});
afterAll(() => strike(stage));

test('command, form, options and submission travel as signed requests', async () => {
  const { workspace, channel, erin, lee } = stage;
  const asker = workspace.as(erin);
  expect(await asker.slash('/interconnect', '', channel)).toMatchObject({ acked: true, status: 200 });
  await workspace.until('the form', () => asker.modal());
  await asker.choose('location', 'CSVA1');
  await workspace.until('the bandwidth field', () => asker.modal()?.values['bandwidth:CSVA1']);
  await asker.type('name', 'port-2');
  await asker.submit();
  expect(asker.modal()?.view.title).toMatchObject({ text: 'Request sent' });
  const message = await workspace.until('the card', () => workspace.messages(channel)[0]);
  await workspace.as(lee).press(message, 'Approve');
  await workspace.until('the approval', () => workspace.messages(channel)[0]?.edited);
  expect(workspace.problems()).toEqual([]);
});

test("a command's ack shows as a message to its sender alone", async () => {
  const { workspace, channel, erin, lee } = stage;
  const before = workspace.as(lee).sees(channel).length;
  await workspace.as(erin).slash('/ping', '123', channel);
  expect(workspace.as(erin).sees(channel).at(-1)).toMatchObject({ text: 'pong 123', ephemeralTo: erin });
  expect(workspace.as(lee).sees(channel)).toHaveLength(before);
});

test('a delivery can arrive twice', async () => {
  pings = 0;
  stage.workspace.deliverTwice();
  await stage.workspace.as(stage.erin).slash('/ping');
  await stage.workspace.as(stage.erin).slash('/ping');
  expect(pings).toBe(3);
});

test('a forged signature, a wrong secret and an old timestamp are turned away', async () => {
  const { workspace } = stage;
  const payload = { command: '/ping', text: '', team_id: workspace.teamId, user_id: stage.erin };
  const old = Math.floor(Date.now() / 1000) - 301;
  pings = 0;
  expect((await workspace.send(payload)).status).toBe(200);
  expect((await workspace.send(payload, { signature: 'v0=00' })).status).toBe(401);
  expect((await workspace.send(payload, { secret: 'guessed' })).status).toBe(401);
  expect((await workspace.send(payload, { timestamp: old })).status).toBe(401);
  expect(pings).toBe(1);
});

test('a delivery says the how-manieth it is, and why', async () => {
  const { workspace } = stage;
  const payload = { command: '/ping', text: '', team_id: workspace.teamId, user_id: stage.erin };
  retries.length = 0;
  await workspace.send(payload);
  await workspace.send(payload, { retryNum: 2, retryReason: 'http_timeout' });
  expect(retries).toEqual([
    [undefined, undefined],
    [2, 'http_timeout'],
  ]);
});

test('opening the Home tab is an event, and what is published shows', async () => {
  const person = stage.workspace.as(stage.erin);
  expect(person.home()).toBeUndefined();
  expect((await person.openHome())?.acked).toBe(true);
  const home = await stage.workspace.until('the Home tab', () => person.home());
  expect(JSON.stringify(home.view)).toContain(`Hello ${stage.erin}`);
  const stale = stage.client.views.publish({
    user_id: stage.erin,
    hash: '1.stale',
    view: { type: 'home', blocks: [] },
  });
  await expect(stale).rejects.toThrow('hash_conflict');
  await person.pressInHome('Withdraw');
  expect(homeClicks).toEqual(['view', 'home']);
});

test('an address where nobody listens is a lost delivery', async () => {
  const { workspace, erin } = stage;
  const people = workspace.as(erin);
  workspace.setRequestUrl('http://127.0.0.1:1/slack/events');
  expect(await people.slash('/ping')).toMatchObject({
    acked: false,
    problem: 'the request URL could not be reached',
  });
  workspace.setRequestUrl(undefined);
  expect(await people.slash('/ping')).toMatchObject({
    acked: false,
    problem: 'the bot has no connection open',
  });
  expect(workspace.problems()).toHaveLength(2);
});
