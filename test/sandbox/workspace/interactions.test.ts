import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { populate, type Stage, socketStage, strike } from './bot.ts';
import { card } from './order-bot.ts';

let stage: Stage;
let now = Date.now();
let seen: Record<string, unknown>[] = [];
let respondTo = '';

beforeAll(async () => {
  stage = await socketStage(
    (app) => {
      app.action(/approve|reject/, async ({ ack, body }) => {
        seen.push({ ...body });
        if (body.type === 'block_actions') respondTo = body.response_url;
        await ack();
      });
      app.command('/silent', async () => {});
    },
    { now: () => now },
  );
});
afterAll(() => strike(stage));

async function respond(body: object): Promise<{ status: number; error: string | undefined }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(respondTo, { method: 'POST', headers, body: JSON.stringify(body) });
  const json = (await response.json()) as { error?: string };
  return { status: response.status, error: json.error };
}

async function posted() {
  const { client, channel } = stage;
  const answer = await client.chat.postMessage({
    channel,
    text: 'Card',
    blocks: card('Card', ['Approve', 'Reject']),
  });
  return { channel, ts: answer.ts ?? '' };
}

test('a click says who, where and what, as Slack does', async () => {
  const { workspace, lee, channel } = stage;
  const message = await posted();
  const outsider = workspace.addUser({ name: 'oz', realName: 'Oz' }).id;
  workspace.channels.get(channel)?.members.delete(outsider);
  await expect(workspace.as(outsider).press(message, 'Approve')).rejects.toThrow('that Oz sees');
  seen = [];
  await workspace.as(lee).press(message, 'Approve');
  expect(seen).toMatchObject([
    {
      type: 'block_actions',
      user: { id: lee, username: 'lee', name: 'lee', team_id: workspace.teamId },
      container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
      team: { id: workspace.teamId },
      channel: { id: channel },
      message: { ts: message.ts, text: 'Card', blocks: [{ type: 'section' }, { block_id: 'decide' }] },
      state: { values: {} },
      actions: [
        {
          type: 'button',
          action_id: 'approve',
          block_id: 'decide',
          value: 'ic-1',
          text: { text: 'Approve' },
        },
      ],
    },
  ]);
  expect(seen[0]?.message).not.toHaveProperty('metadata');
});

test('one envelope can arrive twice', async () => {
  const message = await posted();
  seen = [];
  stage.workspace.deliverTwice();
  await stage.workspace.as(stage.lee).press(message, 'Reject');
  await stage.workspace.until('the second copy', () => seen.length === 2);
});

test('a private message takes clicks, from the one who sees it alone', async () => {
  const { workspace, client, channel, erin, lee } = stage;
  const blocks = card('Only you', ['Approve']);
  const { message_ts: ts = '' } = await client.chat.postEphemeral({
    channel,
    user: lee,
    text: 'Only you',
    blocks,
  });
  seen = [];
  await workspace.as(lee).press({ channel, ts }, 'Approve');
  expect(seen[0]).toMatchObject({ container: { is_ephemeral: true } });
  expect(seen[0]).not.toHaveProperty('message');
  await expect(workspace.as(erin).press({ channel, ts }, 'Approve')).rejects.toThrow('that Erin sees');
  await expect(client.chat.update({ channel, ts, text: 'x' })).rejects.toThrow('message_not_found');
  expect((await respond({ replace_original: true, text: 'Done' })).status).toBe(200);
  expect(workspace.as(lee).sees(channel).at(-1)).toMatchObject({
    text: 'Done',
    blocks: [],
    ephemeralTo: lee,
  });
  await respond({ delete_original: true });
  expect(
    workspace
      .as(lee)
      .sees(channel)
      .some((one) => one.ts === ts),
  ).toBe(false);
});

test('a response_url answers five times within 30 minutes', async () => {
  const { workspace, lee, channel } = stage;
  const message = await posted();
  await workspace.as(lee).press(message, 'Approve');
  expect(await respond({})).toEqual({ status: 400, error: 'no_text' });
  await respond({ text: 'for all', response_type: 'in_channel', thread_ts: message.ts });
  expect(workspace.messages(channel, message.ts).at(-1)?.text).toBe('for all');
  for (const text of ['3', '4', '5']) expect((await respond({ text })).status).toBe(200);
  expect(await respond({ text: '6' })).toEqual({ status: 404, error: 'used_url' });
  await workspace.as(lee).press(message, 'Approve');
  now += 30 * 60_000 + 1;
  expect(await respond({ text: 'late' })).toEqual({ status: 404, error: 'expired_url' });
});

test('the same words on two buttons need the value', async () => {
  const { client, channel, workspace, lee } = stage;
  const button = (value: string) => ({
    type: 'button' as const,
    action_id: `approve-${value}`,
    value,
    text: { type: 'plain_text' as const, text: 'Show' },
  });
  const blocks = [{ type: 'actions' as const, elements: [button('a'), button('b')] }];
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'Two', blocks });
  const person = workspace.as(lee);
  await expect(person.press({ channel, ts }, 'Show')).rejects.toThrow('say which by its value: a, b');
  expect((await person.press({ channel, ts }, 'Show', 'b')).acked).toBe(true);
});

test('a listener that never acks is a lost command after three seconds', async () => {
  const { workspace, erin } = stage;
  const delivery = await workspace.as(erin).slash('/silent');
  expect(delivery).toMatchObject({ acked: false, problem: 'the bot did not answer within three seconds' });
  expect(delivery.ms).toBeGreaterThanOrEqual(2999);
  expect(workspace.problems()).toEqual(['Erin: /silent: the bot did not answer within three seconds']);
});

test('a connection that is refreshed or dropped comes back', async () => {
  const { workspace } = await populate();
  const clientOptions = { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    clientPingTimeout: 50,
    installerOptions: { clientOptions },
    logLevel: LogLevel.ERROR,
  });
  const app = new App({ receiver, token: workspace.botToken, clientOptions, deferInitialization: true });
  await app.init();
  await app.start();
  const opened = () => workspace.calls('apps.connections.open').length;
  workspace.refreshSockets();
  await workspace.until('the second connection', () => opened() === 2 && workspace.sockets() === 1);
  workspace.dropSockets();
  expect(workspace.sockets()).toBe(0);
  await workspace.until('the third connection', () => opened() === 3 && workspace.sockets() === 1);
  await app.stop();
  await workspace.close();
});

test('events say who did what, and waiting in vain says for what', async () => {
  const { workspace, lee } = stage;
  const lines: string[] = [];
  const off = workspace.on((event) => lines.push(`${event.kind} ${event.who}: ${event.what}`));
  await workspace.as(lee).press(await posted(), 'Approve');
  off();
  await posted();
  expect(lines).toEqual(['post Interconnect: #network-approvals: Card', 'click Lee: presses "Approve"']);
  await expect(workspace.until('rain', () => false, 30)).rejects.toThrow('Waited 30 ms in vain: rain');
});
